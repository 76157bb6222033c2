"""From a question and its filters to ranked passages."""
