"""The page and its tabs, one module for each."""
