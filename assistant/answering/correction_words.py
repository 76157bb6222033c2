"""Words with which a text corrects, withdraws or rejects a figure or a claim.

"This figure was wrong.", "The Board withdraws that figure.", "An earlier version of this article
misstated …", "The correct figure is …", "3.4 billion, and not 4.2 billion". The patterns ask for
whole phrases: a withdrawal that is missed does less harm than one that is made up.
"""

from __future__ import annotations

import re

from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS
from index.lexicon.reporting_verbs import VERBS

_FIGURE = (
    r"(?:[$€£¥] ?)?(?:\d[\d.,:]{0,14}(?<![.,:])"
    rf"|(?:{'|'.join(NUMBER_WORDS)})(?:-(?:{'|'.join(NUMBER_WORDS)}))?)"
    rf"(?:[ -](?:{'|'.join(SCALE_WORDS)}|per ?cent|percent|%))?"
)
_CLAIMS = (
    r"(?:figures?|numbers?|sums?|amounts?|totals?|counts?|estimates?|claims?|assertions?"
    r"|allegations?|reports?|rumou?rs?|stor(?:y|ies)|statements?|information|accounts?|dates?"
    r"|names?|prices?|passages?|sentences?|quotes?|quotations?|suggestions?|accusations?)"
)
_THAT = rf"(?:(?:that|this|these|those|the|its|our|both|such an?) (?:\w+ ){{0,2}}{_CLAIMS})"
_BE = r"(?:is|are|was|were|has been|have been|had been)"
_HOW = r"(?:\w+ly |quite |just |all |both |also |now )?"
_FALSE = (
    r"(?:incorrect|false|untrue|inaccurate|erroneous|untruthful|baseless|unfounded"
    r"|withdrawn|retracted|(?:completely )?made up|invented|fabricated"
    r"|not (?:true|correct|accurate|the case)|an? (?:fabrication|forgery|lie|invention|misprint))"
)
_MISTAKEN = r"(?:wrong|mistaken|not right|an? (?:error|mistake|slip))(?= and\b|[.,;:!)]|$| –| —)"
_ISNT = r"(?:isn['’]t|wasn['’]t|aren['’]t|weren['’]t)"
_OPENING = r"^\W*(?:\d{1,2}[.)] )?(?:(?:but|however|yet|no|well),? )?"
_IT = r"(?:that|this|it|these|those|both|that['’]s)"
_NOT_VALID = (
    r"(?:(?:should|must|may|can|is to) (?:not|no longer)(?: now)? be (?:used|quoted|cited"
    r"|repeated|relied (?:on|upon))|(?:should|must|can)(?:n['’]t|not) be (?:used|quoted|cited"
    r"|repeated|relied (?:on|upon))"
    r"|no longer (?:holds?|stands?|appl(?:y|ies))\b(?! (?:\w+ )?(?:up|on|to)\b)"
    r"|(?:is|are) no longer (?:valid|correct|true|right))"
)
FALSE_BEFORE = re.compile(
    rf"{_OPENING}(?:{_IT}|{_THAT})(?: {_BE})? {_HOW}{_FALSE}\b"
    rf"|{_OPENING}(?:{_IT}|{_THAT}) {_ISNT} {_HOW}(?:true|correct|accurate|so|the case)\b"
    rf"|{_OPENING}{_THAT} {_BE} {_HOW}{_MISTAKEN}"
    rf"|\b(?:withdr(?:aws?|ew|awn)|retract(?:s|ed)?|tak(?:es?|en) back|took back) {_THAT}\b"
    rf"|\b(?:reject(?:s|ed)?|den(?:y|ies|ied)) (?:this|that|these|those) {_CLAIMS}\b"
    rf"|{_OPENING}{_THAT} {_NOT_VALID}"
    r"|\bthere (?:is|was) no such (?:plan|agreement|deal|meeting|decision|talk|thing|offer)\b",
    re.IGNORECASE,
)
"""A sentence that says of what stands before it that it is not true, or withdrawn."""
MISTAKEN_BEFORE = re.compile(
    rf"{_OPENING}{_IT} (?:was|were|has been|have been) {_HOW}{_MISTAKEN}", re.IGNORECASE
)
"""The same in words that may judge what was done, too: "That was wrong.", "It was a mistake."."""
_PUBLICATION = (
    r"releases?|articles?|reports?|reported|version|edition|leaflets?|website|newspaper|published"
    r"|wrote|(?:was|were|been) (?:given|put|stated)|gave"
)
PUBLISHED = re.compile(rf"\b(?:we|our|figures?|{_PUBLICATION})\b", re.IGNORECASE)
"""Words of a sentence that says what was published, and so can be corrected."""
SURELY_PUBLISHED = re.compile(rf"\b(?:{_PUBLICATION}|we (?:said|put))\b", re.IGNORECASE)
"""The same without words that tell only that the publisher speaks."""
_PAST = sorted(word for word, verb in VERBS.items() if verb.form == "past" and word.isalpha())
_SAID = rf"(?:{'|'.join(_PAST)}|gave|given|put|named|spelled|spelt)"
WRONG_ITSELF = re.compile(
    r"\b(?:an|the|our|in an|in the) (?:earlier|previous|original|first|initial|print|printed) "
    rf"(?:version|edition|release|report|article|post)s? (?:of [^.;:]{{1,60}}? )?(?:{_SAID}|had"
    r"|mis\w{2,14})\b"
    r"|\b(?:misstated|misreported|misidentified|misquoted|misspelled|misspelt)\b"
    rf"|\b(?:incorrectly|mistakenly|erroneously|wrongly|inaccurately) {_SAID}\b"
    rf"|\b{_SAID} (?:incorrectly|in error|by mistake)\b",
    re.IGNORECASE,
)
"""A sentence that repeats a claim to say that it was wrong."""
NO_LONGER_VALID = re.compile(
    rf"\bthe (?:\w+ ){{0,2}}{_CLAIMS} (?:of|given|stated|published|announced|printed|in)\b"
    rf"[^.;:]{{1,80}}? (?:{_NOT_VALID}|(?:is|are) withdrawn)",
    re.IGNORECASE,
)
"""The same of a claim that it names: "The date of 1 June should no longer be used."."""
_RIGHT = r"(?:correct|right|true|actual|proper|accurate|corrected|revised)"
_CORRECT_AMOUNT = rf"\b{_RIGHT} (?:\w+ ){{1,3}}?(?:is|are|was|were) (?:\w+ ){{0,3}}?{_FIGURE}(?!\w)"
CORRECT_NOW = re.compile(
    rf"\b(?:{_RIGHT}|real) {_CLAIMS} (?:is|are|was|were|should)\b|{_CORRECT_AMOUNT}"
    r"|\bshould (?:have (?:said|read|been|stated)|read|be)\b"
    r"|\b(?:is|are) now (?:put|given|estimated|expected)\b|\bin fact\b|\bactually\b",
    re.IGNORECASE,
)
"""A sentence that gives what is right instead."""
SAYS_CORRECT = re.compile(
    rf"\b{_RIGHT} {_CLAIMS} (?:is|are|was|were)\b|{_CORRECT_AMOUNT}"
    r"|\bshould have (?:said|read|been|stated)\b",
    re.IGNORECASE,
)
"""The same in words that tell that something else was said before."""
NOT_THIS = re.compile(
    r"(?:\bnot|\brather than|\binstead of|\(was:?|\bformerly|\bno longer) "
    rf"(?:(?:the|to|until|in|at|by|on|of|as|about|some|only) ){{0,3}}(?P<wrong>{_FIGURE})"
    r"(?!\w)(?![^.;]{0,60}\bbut also\b)",
    re.IGNORECASE,
)
"""A figure that a sentence rejects: "9.7 million, and not 14.2", "Not sixty-four, as claimed"."""
REJECTS_ALONE = re.compile(rf"^\W*(?:[\w. ]{{1,40}}: )?not (?:the )?{_FIGURE}(?!\w)", re.IGNORECASE)
"""A sentence that only rejects a figure which the sentence before has replaced."""
GOES_ON = re.compile(rf"^\W*(?:that|this|it|these|those|(?:the|that|this|these) {_CLAIMS})\b", re.I)
"""A sentence that goes on about the claim of the sentence before it."""
_INSTEAD = re.compile(
    rf"\bnot (?:\w+ ){{0,3}}{_FIGURE}(?!\w)[^.;]{{0,40}}?\bbut\b[^.;]{{0,40}}?{_FIGURE}(?!\w)"
    rf"|{_FIGURE}(?!\w)[^.;]{{0,60}}?(?:,| and| –| —)? ?"
    rf"(?:\bnot|\brather than|\binstead of|\(was:?) (?:\w+ ){{0,3}}{_FIGURE}(?!\w)",
    re.IGNORECASE,
)


def replaces_figure(sentence: str) -> bool:
    """Whether a sentence gives a figure in the place of another: "is not 6.4 but 4.6 million"."""
    return NOT_THIS.search(sentence) is not None and _INSTEAD.search(sentence) is not None


def may_correct(text: str) -> bool:
    """Whether a text has words that correct; cheap, for passages that are not looked at closely."""
    return _HINT.search(text) is not None


_HINT = re.compile(
    r"\b(?:correct(?:ion|ions|ed|s)?|incorrect(?:ly)?|wrong(?:ly)?|withdr(?:aws?|awn|ew)|retract\w*"
    r"|mistake|mistakenly|erroneous(?:ly)?|error|untrue|false|misstated|misreported|not true"
    r"|isn['’]t true|inaccurate|rather than|instead of|earlier version|forgery"
    r"|no longer|be (?:used|quoted|cited|repeated|relied)|should have"
    r"|(?:right|true|actual|proper|accurate) (?:\w+ ){1,3}?(?:is|are|was|were)"
    r"|no such|reject(?:s|ed)?|den(?:y|ies|ied)|retracted|invented|fabricated|made up|an? lie)\b",
    re.IGNORECASE,
)
