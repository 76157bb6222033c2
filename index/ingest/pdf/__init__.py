"""Reads the layout of PDF pages: lines, columns, running heads, notes and paragraphs.

`index/ingest/formats/pdf.py` calls these modules in this order: `glyphs` and `form_fields` read a
page, `segments` makes stretches of lines, `running_heads` and `line_numbers` set apart what is no
content, `columns` finds the reading order, `lines` and `paragraphs` put the text together, and
`text_builder` writes it.
"""
