"""Retrieval: finds and ranks the passages of a store for a question."""
