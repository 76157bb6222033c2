"""A small encoder that reads who is reported to say what: source, cue and content."""
