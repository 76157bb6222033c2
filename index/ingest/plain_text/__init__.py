"""How plain text and Markdown are read: broken lines, divided words, running heads, markup.

The text of these files is stored as it stands. The modules here find the places that read
otherwise, as `ReadingMark`s.
"""
