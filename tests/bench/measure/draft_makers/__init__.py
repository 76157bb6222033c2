"""Makes drafts whose quotations are known to be true or changed, and counts what a check says."""
