"""Language as data: one copy of each list of words, a folder a language."""
