"""Reads document metadata (title, outlet, date, author) from metadata.csv, files and texts."""
