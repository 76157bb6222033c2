"""Puts this folder on the path of its subfolders' tests, for the helpers that they share."""
