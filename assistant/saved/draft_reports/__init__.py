"""Reports on checked drafts as files: a web page, Markdown, a Word draft with comments."""
