"""Extractive readers: models that find the words of a text that answer a question."""
