"""Whose words the paragraphs of transcripts, speeches and messages are."""
