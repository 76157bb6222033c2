"""Answers what the records of statements and documents settle: roles, dates, lists, counts."""
