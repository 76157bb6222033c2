"""Prompts as files, one each, loaded by name."""
