"""The reports of an evaluation: Markdown for the terminal, and one HTML file."""
