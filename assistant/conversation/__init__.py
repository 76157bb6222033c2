"""Conversations: follow-up questions made standalone, and the history of earlier turns."""
