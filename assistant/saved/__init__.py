"""Saved answers: exports, users' feedback, and verification of their citations."""
