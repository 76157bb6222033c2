"""Reads the parts of Word files: paragraphs, tables, notes, numbering and styles, as printed."""
