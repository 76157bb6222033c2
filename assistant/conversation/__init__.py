"""Follow-up questions made standalone, and the history of conversations."""
