"""What is known about a document beside its text: titles, outlets, dates, authors."""
