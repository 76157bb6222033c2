"""Characters only: sentences, quotations, dates, names, stems, comparison of wording."""
