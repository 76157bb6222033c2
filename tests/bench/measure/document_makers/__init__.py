"""Writers of the round trip's texts: as web pages, as PDF files and as Word files."""
