"""Rules over the words of one sentence: subjects, cues, reported content."""
