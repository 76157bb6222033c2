"""The catalogue (SQLite: the truth) and its two derived indexes, of vectors and of words."""
