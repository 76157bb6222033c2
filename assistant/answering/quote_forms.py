"""Reads questions about a quote: which words, whom they are said to be of, and what is asked.

"Is the quote “…” real?", "Did Plokhov say “…”?", "Who said “…”?", "Where does “…” come from?", with
quotation marks of any kind, or with none behind a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.lexicon.reporting_verbs import COMMON_FORMS, forms_of

__all__ = ["QuoteQuestion", "find_marked_quotations", "read_quote_question"]

QuoteForm = Literal["real", "said", "who", "where"]
"""What is asked: whether a quote is real, whether somebody said it, who did, where it stands."""

MIN_QUOTATION_WORDS = 5
"""Fewer words in quotation marks are as often a title, a slogan or a word used with reserve."""
_MIN_WORDS = 2
"""Fewer words are no quote that could be looked up."""
_MAX_WORDS_BESIDE = 30
"""A question with more words beside its quotation is not about the quote alone."""
_QUOTATION = re.compile(
    r"''(?P<tex>(?:(?!'').){1,5000}+)''"
    r"|[“„](?P<curly>[^“”„»]++)[”“»]"
    # Guillemets may stand within guillemets, apostrophes within single marks: a few of them, as
    # otherwise each of many marks that nothing closes would be read on from up to the end.
    r"|«(?=[^“”„»])(?P<angle>[^“”„«»]*+(?:«[^“”„«»]*+){0,20})[”“»]"
    r"|\"(?P<straight>[^\"]+)\""
    r"|(?<!\w)[‘'](?P<single>[^‘’'\"]++(?:[’'](?=[^\W\d_])[^‘’'\"]++){0,100}+)[’'](?!\w)"
    r"|[‚‹](?P<low>[^‚‘’‹›]++)[‘’›]",
    re.DOTALL,
)
_Q = "\ue002"
"""Stands for the quotations in the rest of the question."""
_WORD = re.compile(r"[\w’'-]*\w")
_SEVERAL = re.compile(rf"{_Q}(?:[\s,;]*(?:and|or|und)?[\s,]*{_Q})+")
_SAY_FORMS = COMMON_FORMS | forms_of("say", "write", "tell", "claim")
_SAY = f"(?:{'|'.join(sorted(_SAY_FORMS))})"
_EMPHASIS = r"(?:\s+(?:ever|really|actually|truly|indeed|just|once|also|even|publicly|in fact))*"
_GAP = (
    r"(?:[\s,:]+(?!(?:why|what|how|when|where|if|whether|about|anything|nothing|something|more)\b)"
    r"[\w’'.-]+){0,5}[\s,:–—-]*"
)
_NAME = r"(?P<name>[^,;:?!]{1,80}?)"
_REAL = (
    r"(?:real|true|genuine|authentic|accurate|correct|legit(?:imate)?|fake|false|made[- ]up"
    r"|invented|fabricated|verbatim|right|exact|word[- ]for[- ]word)"
)
_NOUN = r"(?:quote|quotation|words?|statement|line|sentence|remark)"
_PLACE = r"(?:document|article|source|speech|story|report|outlet|paper|newspaper|transcript)s?"
_BE = r"(?:is|was|are|were)"
_USE = r"(?:quoted|uttered|coined|used|spoke|came up with)"
_FORMS: tuple[tuple[QuoteForm, str], ...] = (
    ("where", rf"\bwhere\s+(?:did|does|has|have)\s+{_NAME}{_EMPHASIS}\s+{_SAY}{_GAP}{_Q}"),
    ("where", rf"\bwhere\b[^{_Q}]*{_Q}|{_Q}[^{_Q}]*\bwhere\b"),
    ("where", rf"\b(?:source|origin)\b[^{_Q}]*{_Q}|{_Q}[^{_Q}]*\b(?:source|origin|come from)\b"),
    ("where", rf"\b(?:which|what) {_PLACE}\b[^{_Q}]*{_Q}"),
    ("said", rf"\b{_BE} it\s+{_NAME}\s+(?:who|that)\s+(?:first |really )?{_SAY}{_GAP}{_Q}"),
    ("who", rf"\bwhom?\b(?: [\w-]+){{0,3}}? (?:{_SAY}|{_USE}|from|by|behind)\b{_GAP}{_Q}"),
    ("who", rf"\bwhose\b[^{_Q}]*\b{_NOUN}\b[^{_Q}]*{_Q}|\bto whom\b[^{_Q}]*{_Q}"),
    ("who", rf"\bwho {_BE} {_Q} (?:from|by)\b"),
    ("who", rf"{_Q}[^{_Q}]*\b(?:who|whose|by whom|from whom)\b"),
    (
        "who",
        rf"\b(?:which|what) [\w\s-]{{1,40}}? (?:first )?{_SAY}{_GAP}{_Q}|by whom\b[^{_Q}]*{_Q}",
    ),
    ("said", rf"(?:^|\W)(?:did|does|has|have|had)\s+{_NAME}{_EMPHASIS}\s+{_SAY}{_GAP}{_Q}"),
    (
        "said",
        r"\b(?:true|correct|right|fact|case|possible|know|check|verify|confirm|tell me|read|heard"
        rf"|saw|claimed|sure)\b[\s,:]*(?:that|whether|if|where)?\s+{_NAME}{_EMPHASIS}"
        rf"\s+(?:has |had )?{_SAY}{_GAP}{_Q}",
    ),
    (
        "said",
        rf"\b{_BE}\b[^{_Q}]*{_Q}[^{_Q}]*?\b(?:by|from|of|attributed to)\s+"
        rf"(?P<name>[^,;:?!{_Q}]{{2,80}}?)(?:\s+(?:a )?{_REAL})?\s*(?:{_NOUN})?\W*$",
    ),
    (
        "said",
        rf"\b{_BE}\b[^{_Q}]*{_Q}\s*(?:really |actually )?(?:something|what|words|anything)\s+"
        rf"(?:that )?{_NAME}{_EMPHASIS}\s+(?:has |had )?{_SAY}\b",
    ),
    ("said", rf"\b{_BE}\s+{_NAME}\s+(?:\w+ly )?quoted\b{_GAP}{_Q}"),
    ("said", rf"\b{_BE}\s+{_NAME}[’']s?\s+{_NOUN}\W*{_Q}"),
    (
        "said",
        rf"^\W*(?:(?:supposedly|allegedly|so),?\s+)?{_NAME}{_EMPHASIS}\s+{_SAY}{_GAP}{_Q}\W*"
        r"(?:(?:is|was) (?:that|this|it)\s+)?(?:right|correct|true|no|real|really|so"
        r"|did (?:he|she|they))\W*$",
    ),
    (
        "said",
        rf"^\W*{_Q}\W*(?:{_SAY}\s+(?P<name>[^,;:?!]{{2,80}}?)|(?P<first>[^,;:?!]{{2,80}}?)\s+{_SAY})"
        rf"(?:,[^?!:;]{{1,80}})?[.,;:–—-]+\s+(?:(?:is|was)\s+(?:that|this|it)\s+)?{_REAL}\W*$",
    ),
    ("said", rf"\b(?:fact[- ]?check|true or false|check|verify)\W+{_NAME}\s+{_SAY}{_GAP}{_Q}"),
    ("real", rf"\b{_BE}\b[^{_Q}]*{_Q}[^{_Q}]*\b{_REAL}\b|\b{_REAL}\b[^{_Q}]*{_Q}"),
    ("real", rf"{_Q}[^{_Q}]*\b{_REAL}\b"),
    ("real", rf"\b(?:verify|check|confirm|fact[- ]?check|look up|find)\b[^{_Q}]*{_Q}"),
    ("real", rf"\b{_BE}\s+{_Q}\s+(?:\w+\s+)?(?:in|on)\s+(?:\w+\s+)?(?:record|{_PLACE})\b"),
    ("real", rf"\b(?:do|does|have)\b[^{_Q}]*\b(?:have|contain|got|said)\b[^{_Q}]*{_Q}"),
)
_PATTERNS = tuple((form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _FORMS)
_NOT_ASKED = re.compile(
    r"\bnot\b|n[’']t\b|^\W*(?:why|how|when)\b|^\W*what (?:did|does|do|has|have|was said)\b"
    r"|\b(?:say|said)\s+why\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"{_Q}\W*(?:$|(?:to|about|in|at|on|during|of|from|by|after|before|last|this|that|yesterday"
    rf"|today|while|is|was|are|were|who|whose|where|come|comes|came|real\w*|said|right|correct|true"
    rf"|a|an|something|what|really|genuine|authentic|accurate|fake|did|quote|anywhere)\b)",
    re.IGNORECASE,
)
"""What may stand behind a short quotation; else it is a part of the sentence."""
_NOBODY = re.compile(
    r"(?:any|some)(?:one|body)(?: else)?|they|he|she|it|you|we|i|people|this|that|there"
    rf"|(?:the|any|this|that|these|those)\s+(?:{_PLACE}|{_NOUN})",
    re.IGNORECASE,
)
_AROUND_NAME = re.compile(
    rf"^(?:(?:the|this|that|it|whether|if|really|actually|{_NOUN})\s+(?={_NOUN}\b))|"
    r"\s+(?:ever|really|actually|truly|indeed|just|once|also|even|publicly|has|had)$",
    re.IGNORECASE,
)
_CALLED_QUOTE = re.compile(rf"\b{_NOUN}\b|\b{_SAY}\b", re.IGNORECASE)
"""What tells that a short quotation is no name of a thing: "Is the “Harbour Fund” real?"."""
_COLON = re.compile(r"^(?P<head>[^:]{3,100}):\s+(?P<words>\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class QuoteQuestion:
    """A question about one quote or several."""

    form: QuoteForm
    quotes: tuple[str, ...]
    """The words, without quotation marks."""
    speaker: str | None
    """Who is asked about; None if the question names nobody."""


def read_quote_question(question: str) -> QuoteQuestion | None:
    """The question as one about quotes; None if it asks for anything else.

    Args:
        question: As the user asked it.
    """
    found = list(_QUOTATION.finditer(question))
    quotes = tuple(quoted_words(match) for match in found)
    beside, at = "", 0
    for match in found:
        beside += f"{question[at : match.start()]} {_Q} "
        at = match.end()
    beside += question[at:]
    if not quotes:
        unmarked = _COLON.match(question.strip())
        if unmarked is None or len(unmarked["words"].split()) < MIN_QUOTATION_WORDS - 1:
            return None
        quotes, beside = (
            (unmarked["words"].strip().rstrip("?").strip(),),
            f"{unmarked['head']}: {_Q}",
        )
    if any(len(_WORD.findall(quote)) < _MIN_WORDS for quote in quotes):
        return None
    beside = _SEVERAL.sub(_Q, " ".join(beside.split()))
    if beside.count(_Q) != 1 or len(beside.split()) > _MAX_WORDS_BESIDE:
        return None
    clause = beside.rsplit(": ", 1)[-1]
    if _NOT_ASKED.search(beside if clause.startswith(_Q) else clause):
        return None
    is_short = any(len(quote.split()) < MIN_QUOTATION_WORDS for quote in quotes)
    if is_short and not _TAIL.search(beside):
        return None
    # What stands before a colon may be an introduction, or all of the question; or it says who
    # speaks: "Holt wrote: “…” True?"
    parts = (beside, clause) if clause.startswith(_Q) else (clause, beside)
    for part in dict.fromkeys(parts):
        for form, pattern in _PATTERNS:
            fitting = pattern.search(part)
            if fitting is not None:
                is_term = is_short and form == "real" and not _CALLED_QUOTE.search(part)
                return None if is_term else QuoteQuestion(form, quotes, _name_in(fitting))
    return None


def find_marked_quotations(question: str) -> list[str]:
    """The words that a question has in quotation marks, in order."""
    return [quoted_words(match) for match in _QUOTATION.finditer(question)]


def quoted_words(match: re.Match[str]) -> str:
    """The words between the marks that were matched."""
    return next(words for words in match.groups() if words is not None).strip()


def _name_in(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    name = (groups.get("name") or groups.get("first") or "").replace(_Q, " ").strip(" ,.-–—'’\"")
    before = None
    while before != name:
        before, name = name, _AROUND_NAME.sub("", name).strip()
    if not name or _NOBODY.fullmatch(name) or not any(map(str.isalpha, name)):
        return None
    return name
