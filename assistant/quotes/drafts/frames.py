"""Tells from the grammar around a quotation whether it gives the words to a person named there.

"In the words of Ilse Varga, “…”", "“…” That is how Varga sees it.", "Varga was blunt. “…”" give
them; "critics of Varga have a phrase for it" and "Varga got a note from a fan" only name her. The
patterns are of the frame with the name and its description made one sign, so that they are about
the grammar alone; the words that fill them are in `frame_words.toml`.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from index.lexicon.function_words import ADVERBS, AUXILIARIES, PREPOSITIONS
from index.lexicon.job_nouns import JOB_NOUNS
from index.lexicon.name_words import KINSHIP_WORDS
from index.lexicon.reporting_verbs import FINITE_FORMS, VERBS
from index.lexicon.titles import COURTESY_TITLES, OFFICES, PERSON_NOUNS
from index.records import Span

__all__ = [
    "Frame",
    "find_frame",
    "gives_words",
    "is_group",
    "is_group_around",
    "is_object",
    "leads_to_words",
    "mask_name",
    "names_others",
    "only_names",
]

_LONGEST = 300
"""Characters of a frame that is read; longer sentences say more than whose the words are."""
_NAME = "@"
"""Stands for the name and what describes the person."""
_INTRO = r"^(?:[^@:]{0,80},\s|(?:on|in|late|early) \w+ )?"
"""What may stand before the sentence's subject: "In a letter to members, ". """
_W = r"[\w’'-]+"
_COPULA = (
    r"(?:is|was|were|are|has been|had been|remains?|remained|seem(?:s|ed)|sound(?:s|ed)"
    r"|look(?:s|ed)|stay(?:s|ed)|became|grew|felt)"
)
_SPEAKER_IS = re.compile(r"^the (?:speaker|author|writer) (?=(?:is|was) @)")
_READS = re.compile(r"\breads?:?$")
_NOT_OF = sorted(PREPOSITIONS - {"in", "by", "with", "from"})
"""What may be about somebody's words: "the reply to Varga's letter"."""


class Frame(NamedTuple):
    """The words around a quotation, as places in the text; what isn't there is None."""

    lead: Span | None
    """From the start of its sentence to the quotation."""
    tail: Span | None
    """From the quotation to the end of its sentence."""
    before: Span | None
    """The sentence before on its line, if the quotation is sentences of its own."""
    behind: Span | None
    """The sentence behind on its line, if the quotation is sentences of its own."""


def find_frame(text: str, sentences: Sequence[Span], quotation: Span) -> Frame:
    """The words around a quotation.

    Args:
        text: The draft's reading text.
        sentences: Its sentences, in order.
        quotation: The quotation, with its marks.
    """
    first = max(0, bisect_right(sentences, quotation.start, key=lambda one: one.start) - 1)
    last = bisect_left(sentences, quotation.end, key=lambda one: one.start) - 1
    lead = _with_words(text, Span(sentences[first].start, quotation.start))
    tail = _with_words(text, Span(quotation.end, max(quotation.end, sentences[last].end)))
    if lead or tail:
        return Frame(lead, tail, None, None)
    before = sentences[first - 1] if first else None
    if before and "\n" in text[before.end : quotation.start]:
        if text[slice(*before)].rstrip().endswith(":"):
            return Frame(before, None, None, None)  # "… issued this statement:", a line above
        before = None
    behind = sentences[last + 1] if last + 1 < len(sentences) else None
    if behind and "\n" in text[quotation.end : behind.start]:
        behind = None
    return Frame(None, None, before, behind)


def mask_name(text: str, part: Span, name: Span) -> str:
    """A part of a frame in lower case, with `@` for a name and for what describes the person.

    Args:
        text: The draft's reading text.
        part: The part.
        name: The name, which stands in it.
    """
    words = f"{text[part.start : name.start]}{_NAME}{text[name.end : part.end]}"
    words = " ".join(words.replace("’", "'").lower().split())
    words = _role_before().sub(_NAME, words)
    return re.sub(
        rf"{_NAME}, (?:an?|the|who|whose|now|then|once|one of|\d{{1,3}})\b[^,:@]*,"
        rf"|{_NAME} \([^()]*\)(?=.)",
        _NAME,
        words,
    )


def names_others(masked: str) -> bool:
    """Whether a frame has somebody else who may be the speaker: "a fan", "critics of @"."""
    return _other_speaker().search(_SPEAKER_IS.sub("", masked)) is not None


def gives_words(masked: str, place: str) -> bool:
    """Whether a part of a frame gives the quotation to `@`.

    Args:
        masked: The part, as `mask_name` gives it.
        place: Which part it is: a field of `Frame`.
    """
    if len(masked) > _LONGEST or names_others(masked):
        return False
    return any(
        not _takes_in().search(_READS.sub("", match.groupdict().get("rest") or ""))
        and not _is_about(match.groupdict().get("head"))
        for pattern in _patterns()[place]
        if (match := pattern.search(masked))
    )


def leads_to_words(masked: str) -> bool:
    """Whether a sentence about `@` and nobody else leads to the quotation with a colon."""
    return (
        len(masked) <= _LONGEST
        and re.search(rf"{_INTRO}@(?!')[^@]*:$", masked) is not None
        and not names_others(masked)
        and not _takes_in().search(masked)
    )


def only_names(masked: str) -> bool:
    """Whether somebody else may be the speaker, or `@` takes the words in: "@ had heard it"."""
    return names_others(masked) or _takes_in().search(masked) is not None


def is_group(speaker: str) -> bool:
    """Whether a speaker is nobody by name, although a capital begins it: "Someone", "Critics"."""
    return re.fullmatch(_any(_words()["others"]), speaker.lower()) is not None


def is_group_around(speaker: str) -> bool:
    """Whether a speaker is somebody around a person who is named: "Critics of Otto Holm"."""
    group = rf"{_any(_words()['others'])} {_any(PREPOSITIONS | {'of'})}\b"
    return re.match(group, speaker.lower()) is not None


def is_object(masked: str) -> bool:
    """Whether a sentence that is cut behind `@` has it as an object: "the crowd that greeted @"."""
    clause = re.search(r"\b(?:that|who|which) (?:(?:had|has|have) )?([\w-]+) @$", masked)
    return clause is not None and clause[1] not in VERBS


def _with_words(text: str, span: Span) -> Span | None:
    return span if re.search(r"\w", text[slice(*span)]) else None


def _is_about(head: str | None) -> bool:
    """Whether what stands before somebody's words makes them a subject: "in reply to the"."""
    return re.search(rf"\b{_any(_NOT_OF)}(?: {_W}){{0,2}} $", head or "") is not None


@cache
def _words() -> dict[str, list[str]]:
    path = Path(__file__).with_name("frame_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8").replace("’", "'"))


def _any(words: Iterable[str]) -> str:
    return rf"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


@cache
def _role_before() -> re.Pattern[str]:
    """An office before the name: "harbour master @", "the minister, @,"."""
    roles = _any((JOB_NOUNS | OFFICES | PERSON_NOUNS) - COURTESY_TITLES)
    no_role = _any(PREPOSITIONS | AUXILIARIES | {"and", "but", "or", "as"})
    return re.compile(
        rf"\b(?:(?:the|an?) )?(?:(?!{no_role}\b){_W} ){{0,2}}\b{roles}(?: {_NAME}|, {_NAME},)"
    )


@cache
def _other_speaker() -> re.Pattern[str]:
    """A person or a body, but for those to whom something is said: "told reporters"."""
    ones = {*JOB_NOUNS, *PERSON_NOUNS, *KINSHIP_WORDS, *OFFICES}
    ones -= COURTESY_TITLES
    ones |= {f"{one}s" for one in ones} | set(_words()["others"])
    addressed = "".join(
        rf"(?<!\b{to} )(?<!\b{to} the )(?<!\b{to} his )(?<!\b{to} her )"
        for to in ("to", "with", "told", "before", "among", "assured")
    )
    return re.compile(rf"{addressed}\b{_any(ones)}\b(?!')")


@cache
def _takes_in() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(_words()['takes_in'])}\b")


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    """The patterns for each part of a frame."""
    words = _words()
    speech, thing = _any(words["speech"]), _any((*words["speech"], *words["pointers"]))
    brings, brought = _any(words["brings"]), _any((*words["speech"], *words["brought"], "this"))
    speaks = rf"(?:(?:has|had|have) )?{_any(words['speaks_of'])}"
    manner, phrases = _any(words["manner"]), _any(words["manner_phrases"])
    says = _any(form for form, verb in VERBS.items() if verb.clause and verb.stance == "says")
    adverb = rf"(?:(?:{_any(ADVERBS | {'not', 'so', 'as', 'quite', 'very', 'just'})}|\w+ly) )*"
    no_verb = rf"(?:(?!\b{_any(FINITE_FORMS | AUXILIARIES)}\b)[^@:])*"
    opens = (
        r"(?:(?:and|but|or|so|then|again|here is|here's|here comes|take|listen to|hear|over to"
        r"|enter|from|this from|(?:nobody|no one|few|none) (?:\w+ ){1,4}?than)\s)*"
    )
    bearing = rf"(?:{_COPULA} {adverb}(?:{manner}|{phrases})|{adverb}{phrases})\b"
    behaves = rf"{_INTRO}@,?(?: for one,)? {bearing}"
    own = rf"@'s? (?:{_W} )?{speech}"
    source = rf"{thing}(?: {_W}){{0,3}},? (?:of|from|by) @"
    sees = rf"@ (?:\w+ ){{0,2}}?{_any(words['sees'])} (?:it|this|things)"
    patterns = {
        "lead": [
            rf"(?P<head>(?:.*\s)?)\b{source}(?P<rest>[^@]*)$",
            rf"(?P<head>(?:.*\s)?){own}\b(?P<rest>(?:(?!\b{speech}\b)[^@])*)[:,]?$",
            rf"^{opens}@(?:,? (?:again|too|also|himself|herself|themselves))?"
            rf"(?P<rest>,? (?:asked|speaking|writing|{_any(PREPOSITIONS)})\b{no_verb})?,?:$",
            r"^from @ (?:came|comes) [^@]*:$",
            rf"{behaves}(?P<rest>[^@]*):$",
            rf"{_INTRO}@ {adverb}{brings}(?! to\b) (?:{_W} ){{0,5}}?{brought}\b(?P<rest>[^@]*):$",
            rf"{_INTRO}@ {adverb}(?:{speaks} (?:of|about)|{brings} (?:the|these) words)$",
            rf"\b{thing}(?: that)? @ {adverb}{brings}\b(?P<rest>[^@:]*):$",
            r"\bwhat @ (?:had|has) to (?:say|offer|add|tell)\b[^@]*:$",
            r"^(?:(?:and|but|or|yet) )?for @(?: at least)?,$",
            r"\bas far as @ (?:is|was) concerned,$",
            r"\bto hear @ tell (?:it|this|the story),$",
            rf"\bas {sees}(?: {_W}){{0,3}}[:,]?$",
            rf"\bit (?:was|is) @ who {adverb}{says}\b[^@]*:$",
        ],
        "tail": [
            rf"^,? ?(?:in|by) {own}\b",
            r"^,? ?to quote @",
            rf"^,? ?as {sees}",
            rf"^,? ?(?:is|was|were|are|came|went|ran|read) (?:the )?(?:{own}|{source})\b",
            r"^ ?[—–-]{1,2} ?@[^@]*$",
            r"^ ?\(@(?:,[^()@]*)?\)\W*$",
        ],
        "before": [
            rf"{behaves}[^@]*\.$",
            r"^(?:(?:and|but) )?@\?$",
            r"^(?:(?:and|but|so) )?(?:what|how) (?:did|does|do|had|has|is|was|about) @[^@?]*\?$",
        ],
        "behind": [
            r"^\(@(?:,[^()@]*)?\)\W*$",
            rf"^(?:that|this|such|those|these)(?:'s| is| was| were| are)(?: \w+){{0,2}} how {sees}",
            rf"^(?:that|this)(?:'s| is| was) (?:\w+ )?what @ {says}\b",
            rf"^(?:it|that|this) (?:was|is) @ who {adverb}{says}\b",
            rf"^(?:at least, )?(?:those|these|this|it|that|the {speech})(?: {_W}){{0,2}}?"
            rf"(?:'s| is| was| were| are| comes| came)(?: (?:the|at least))*"
            rf" (?:{own}\b|@'s\W*$|from @|by @|{source})",
            r"^(?:that|this)(?:'s| is| was) @(?!')(?! (?:is|was|has|had|did|does)\b)",
            rf"^(?:so|thus)(?: {says})? @(?!')",
            r"^the (?:speaker|author|writer) (?:is|was) @(?!')",
            r"^(?:spoken|written|said|uttered|posted) by @(?!')",
        ],
    }
    return {place: [re.compile(one) for one in each] for place, each in patterns.items()}
