"""Finds who said what in a document, and joins the names of each speaker across documents."""
