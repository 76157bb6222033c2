"""File formats: one module each, found through one registry."""
