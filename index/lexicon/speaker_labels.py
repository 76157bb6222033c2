"""Words of transcripts and speeches: of labels, stage directions and titles, in all languages."""

from __future__ import annotations

from index.lexicon.data_files import read_marked, read_words, words_with_mark

_LABELS = read_marked(
    "speaker_labels", ("honorific", "office", "surname", "question", "answer", "heading")
)
_KINDS = read_marked("speech_kinds", ("dialogue",))
_PRESIDING = read_marked("presiding_words", ("office",))

LABEL_HONORIFICS = words_with_mark(_LABELS, "honorific")
"""Words that stand before a speaker's name or office, lower case, without full stop: "mr"."""
SPEAKER_OFFICES = words_with_mark(_LABELS, "office")
"""Words that name a speaker by what they do: "moderator"."""
OFFICES_AS_SURNAMES = words_with_mark(_LABELS, "surname")
"""Offices that are also common last names: "king"."""
QUESTION_LABELS = words_with_mark(_LABELS, "question")
"""Labels of people who ask and aren't named: "q"."""
ANSWER_LABELS = words_with_mark(_LABELS, "answer")
"""Labels of the person who is interviewed or examined: "a"."""
HEADING_LABELS = words_with_mark(_LABELS, "heading")
"""Words that begin or end a line which looks like a label and names no speaker: "photo"."""
STAGE_DIRECTIONS = tuple(read_words("stage_directions"))
"""The beginnings of words in stage directions: "laugh"."""
SPEECH_KINDS = tuple(_KINDS)
"""Words for documents in one voice: "remarks"."""
DIALOGUE_KINDS = words_with_mark(_KINDS, "dialogue")
"""Those in which other people speak too: "interview"."""
PRESIDING_WORDS = frozenset(_PRESIDING)
"""Words for whoever presides over a meeting: "chairman", "presiding"."""
CHAIR_TITLES = tuple(
    word.title()
    for word in sorted(_PRESIDING, key=len, reverse=True)
    if "office" in _PRESIDING[word]
)
"""What the person who presides is called, capitalised, the longest first: "Chairperson"."""
RECORD_KINDS = frozenset(read_words("record_kinds"))
"""Words for events and records of them, which titles date: "debate"."""
