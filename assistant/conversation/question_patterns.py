"""Patterns of the parts of an English question: question words, verbs, times, names, references."""

from __future__ import annotations

import re

from index.lexicon.calendar_words import MONTH_ABBREVIATIONS, MONTHS
from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.titles import SHORT_TITLE
from index.text.capital_letters import CAPITAL
from index.text.person_names import PARTICLE

AUXILIARY = r"(?:did|does|do|was|were|is|are|had|has|have|will|would|can|could|should|may|might)"
_MONTH = "|".join(
    [word.title() for word in MONTHS] + [rf"{word.title()}\." for word in MONTH_ABBREVIATIONS]
)
_CAPITALISED_WORD = rf"{CAPITAL}[\w.’'-]{{0,60}}[^\W_]|{CAPITAL}"
_TITLE = rf"(?:(?:{SHORT_TITLE})\. )?"
_SMALL_NUMBER = rf"(?:a|an|{'|'.join(word for word, value in NUMBER_WORDS.items() if value <= 6)})"

CAPITALISED_NAME = re.compile(
    rf"{_TITLE}(?:{_CAPITALISED_WORD})(?: (?:{PARTICLE} )?(?:{_CAPITALISED_WORD})){{0,40}}"
)
"""`Dr. Ada Brandt`, `Ursula von der Leyen`."""
MONTH_ALONE = re.compile(rf"(?:{_MONTH})(?!\w| [A-Z])")
"""A month that is not the beginning of a name, as in `May Smith`."""
CARRIED_TOPIC = re.compile(r"(?<=\?) \(([^()]*)\)$")
"""The topic in brackets after a rewritten question: `Who else? (tolls)`."""
LEADING_CONJUNCTIONS = re.compile(
    r"^\W*(?:(?:and|but|or|so|also|then|ok|okay|well|now)\b,?\s*)+", re.IGNORECASE
)
"""`And`, `But then`."""
LEADING_WHAT_ABOUT = re.compile(r"^\W*(?:what|how) about\b\s*", re.IGNORECASE)
LEADING_QUESTION_WORD = re.compile(
    r"^(?:(?:in|on|at|by|for|over|with|to|from|of|about|against|since|until|together with) )?"
    r"(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
"""`Who`, `By how`, `Since when`."""
LEADING_AUXILIARY = re.compile(rf"^{AUXILIARY}\b", re.IGNORECASE)
"""The beginning of a question to be answered with yes or no: `Did`, `Is`."""
LEADING_PREPOSITION = re.compile(
    r"^(in|on|at|over|about|of|from|to|for|with|by|against|under|during|before|after)\b\s+",
    re.IGNORECASE,
)
QUESTION_WORD_AND_CLAUSE = re.compile(
    rf"^(?P<question_word>(?:(?!\b{AUXILIARY}\b).)*?)(?<!\s)\s*+\b(?P<clause>{AUXILIARY}\b.+)$",
    re.IGNORECASE,
)
"""`By how many points` and `did Clinton lead over Trump?`."""
TIME = re.compile(
    r"\b(?:(?P<preposition>(?i:in|on|by|since|until|as of)) )?(?:(?i:early|mid|late)[ -])?"
    rf"(?:(?:{_MONTH})(?! [A-Z])(?: \d{{1,2}})?(?:,? \d{{4}})?|\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?"
    r"|(?:19|20)\d\d)\b"
)
"""`in May 2016`, `since 2012`, `on Jan. 15`."""
POINTING_WORD = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|those|these|there|one|ones|so|such|that)\b",
    re.IGNORECASE,
)
"""A word that may point back to something said before."""
THERE_OR_ONE_POINTING_BACK = re.compile(
    r"\b(?:in|from|of|at) (?:there|one)\b|\bone\b\W*$|\bone \w+ed\b", re.IGNORECASE
)
"""`from there`, `Who won one?`: not the "there" of "there is" nor the number one."""
IT_AND_THAT_WITHOUT_REFERENCE = re.compile(
    r"\b(?:is|was) it (?:[\w'’]+ ){0,2}(?:that|who)\b|\bthat it (?:would|will|is|was)\b"
    r"|\bit (?:is|was|would be|will be|'s) \w+ (?:to|that)\b",
    re.IGNORECASE,
)
"""`Was it Rubio who`, `it is true that`."""
ELSE_OR_SAME = re.compile(
    r"\b(?:else|other|others|another|besides|alone|too|as well|the same|likewise)\b", re.IGNORECASE
)
RELATIVE_TIME = re.compile(
    r"\b(?:later|earlier|before|after|afterwards?|then|since|meanwhile|(?:the )?next"
    r"|that (?:day|night|week|month|year))\b\W*$"
    rf"|^\W*(?:{_SMALL_NUMBER} (?:hour|day|week|month|year)s? (?:later|earlier|before|after)"
    r"|the (?:\w+ )?(?:before|after)|back in|this)\b",
    re.IGNORECASE,
)
"""A time that counts from another one: `two years later`, `the day after`."""
OTHER_PARTY = re.compile(r"\bthe (?:other|opposing) (?:party|side|camp)\b", re.IGNORECASE)
