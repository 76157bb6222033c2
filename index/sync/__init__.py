"""The only way into a store: add, change, remove."""
