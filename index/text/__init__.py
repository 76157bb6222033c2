"""Works on text alone: sentences, passages, quotations, dates, names, stems, normalised words."""
