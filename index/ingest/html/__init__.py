"""Web pages: which of a page's elements are content, and the text that a reader of it sees."""
