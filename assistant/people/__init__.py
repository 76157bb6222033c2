"""Corrections of people by the user: made from names, exported and imported as CSV."""
