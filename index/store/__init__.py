"""Storage: the SQLite catalogue, and the vector and word indexes that are derived from it."""
