"""Embedding models: sentences and questions to vectors."""
