"""Captions of recordings: their cues, and the words of the cues put together to turns."""
