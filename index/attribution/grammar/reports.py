"""One sentence -> who is said to say what in it: source, cue and content, by their places.

Patterns around the verbs of `index/lexicon/reporting_verbs.py`, over words and quotations: no
parser, so that a folder is read at hundreds of thousands of characters a second. What precedes the
cue is read as its subject, what follows as its content; where nothing follows, the content stands
before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.grammar.clauses import clause_end
from index.attribution.grammar.contents import content_before, content_behind, from_quotation
from index.attribution.grammar.noun_phrases import first_phrase, phrase_before
from index.attribution.grammar.subjects import inverted_subject, subject_of
from index.attribution.grammar.tokens import (
    Token,
    block_end,
    ends_quoted,
    index_at,
    is_utterance,
    starts_big,
)
from index.lexicon.calendar_words import WEEKDAYS
from index.lexicon.function_words import AUXILIARIES, OPENERS, POSSESSIVES, PREPOSITIONS
from index.lexicon.punctuation import DASHES, STOPS
from index.lexicon.reporting_verbs import (
    NOUN_BASES,
    QUOTATION_ONLY_VERBS,
    REPORTING_NOUNS,
    VERBS,
    Form,
    Verb,
)
from index.records import Span
from index.text.person_names import is_given

SPEECH = 24
"""Characters from which a quotation that nothing introduces is speech."""


class Attribution(NamedTuple):
    """A source, a cue and a content as they were found in one sentence."""

    source: Span | None
    """The words for who says it; None where the sentence has none."""
    cue: Span
    content: Span
    verb: str
    """Base form of the cue; "according to" and ":" stand for themselves."""
    quotes: bool
    """Whether the content holds a quotation."""
    whole: bool
    """Whether it is nothing but quotation (and a cue between two parts)."""


_MAKE: dict[str, Form] = {"make": "base", "makes": "third", "made": "past", "making": "ing"}


_UNNAMED = ("not", "to", "be")
"""Asked "not to be named": nothing was said."""
_FINITE = frozenset("is are was were has have had will would can could may might".split())
_QUOTED_BY = 10
"""Words within which "was quoted (by the agency) as saying" comes to its end."""


def attributions(items: Sequence[Token]) -> list[Attribution]:
    """Who is said to say what in one sentence, in the order of the cues."""
    found: list[Attribution] = []
    last_source: Span | None = None
    main_source: Span | None = None
    for at, token in enumerate(items):
        verb = None if _is_in_name(items, at) else VERBS.get(token.lower)
        attribution = None
        if verb is not None:
            # ", adding that …": whoever says all of it adds it, not whom they report.
            adds = verb.form == "ing" and at > 0 and items[at - 1].lower == ","
            before = main_source if adds and main_source else last_source
            attribution = _by_verb(items, at, verb, before)
            if attribution is None and token.lower in REPORTING_NOUNS:
                attribution = _by_noun(items, at)
        elif token.lower == "that" and at > 2 and items[at - 1].lower in ("clear", "point"):
            attribution = _made_clear(items, at, last_source)
        elif token.lower == "according" and at + 1 < len(items) and items[at + 1].lower == "to":
            attribution = _according_to(items, at)
        elif token.lower in REPORTING_NOUNS:
            attribution = _by_noun(items, at)
        else:
            continue
        if attribution is not None:
            reported = any(_holds(one, attribution.source) for one in found)
            found.append(attribution)
            if attribution.source is not None:
                last_source = attribution.source
                main_source = main_source if reported else attribution.source
    return found + _introduced(items, found)


def _holds(one: Attribution, source: Span | None) -> bool:
    """Whether a source stands within what somebody is said to say."""
    return (
        source is not None
        and one.source is not None
        and one.source.end <= one.content.start <= source.start < one.content.end
    )


def _is_in_name(items: Sequence[Token], at: int) -> bool:
    """Whether a word is part of a name: "told Dana Bash that …"."""
    return at > 1 and items[at].text[:1].isupper() and is_given(items[at - 1].text)


def _is_noun(items: Sequence[Token], at: int, verb: Verb) -> bool:
    """Whether a verb follows: "her views were changed by the war"."""
    behind = items[at + 1].lower if at + 1 < len(items) else ""
    return verb.form in ("base", "third") and verb.base in NOUN_BASES and behind in _FINITE


def _is_participle(items: Sequence[Token], at: int) -> bool:
    """Whether the sentence's verb follows: "A merger announced Monday would turn …"."""
    place = at + 1
    while place < len(items) and items[place].lower in WEEKDAYS:
        place += 1
    return place > at + 1 and place < len(items) and items[place].lower in _FINITE


def _in_court(items: Sequence[Token], at: int) -> bool:
    """Whether somebody pleads guilty, which is a deed."""
    behind = [token.lower for token in items[at + 1 : at + 3]]
    return not {"guilty", "innocent", "contest"}.isdisjoint(behind)


def _made_clear(items: Sequence[Token], that: int, last_source: Span | None) -> Attribution | None:
    """`She made it clear that …`, `Mook made the point that …`."""
    for at in range(that - 2, max(0, that - 5), -1):
        form = _MAKE.get(items[at].lower)
        if form is None:
            continue
        source, _, first = subject_of(items, at, Verb("make", form, True, False), last_source)
        if source is None:
            return None
        end = clause_end(items, that + 1, block_end(items))
        if end <= that + 1:
            return None
        quotes = any(token.quoted for token in items[that:end])
        cue = Span(items[first].start, items[that - 1].end)
        return Attribution(
            source, cue, Span(items[that].start, items[end - 1].end), "make", quotes, False
        )
    return None


def _by_noun(items: Sequence[Token], at: int) -> Attribution | None:
    """`His claim that …`, `the contention of Mook that …`."""
    stop = block_end(items)
    that = at + 1
    if that < stop and items[that].lower in ("is", "was"):
        that += 1
    if that + 1 >= stop or items[that].lower != "that":
        return None
    if at and items[at - 1].lower in ("of", "for"):
        return None  # "out of fear that …" is nobody's in particular
    source: Span | None = None
    first = at
    for place in range(at - 1, max(-1, at - 6), -1):
        lower = items[place].lower
        if items[place].quoted or lower in STOPS or lower in PREPOSITIONS:
            break
        if lower in POSSESSIVES:
            source, first = Span(items[place].start, items[place].end), place + 1
            break
        if lower.endswith(("'s", "s'")):
            phrase = phrase_before(items, place, True)
            source, first = phrase, place + 1
            break
    end = clause_end(items, that + 1, stop)
    cue = Span(items[first].start, items[at].end)
    quotes = any(token.quoted for token in items[that:end])
    content = Span(items[that].start, items[end - 1].end)
    return Attribution(source, cue, content, items[at].lower, quotes, False)


def _introduced(items: Sequence[Token], found: Sequence[Attribution]) -> list[Attribution]:
    """`He was blunt: "…"`, `He shot back, "…"`: quotations that no cue covers are the subject's.

    Short ones are names and terms more often than speech, unless marks set them off.
    """
    more = []
    place = 1
    while place < len(items):
        mark, quotation = items[place - 1], items[place]
        place += 1
        if not quotation.quoted or mark.quoted:
            continue
        length = quotation.end - quotation.start
        introduced = (mark.lower == ":" and is_utterance(quotation)) or (
            mark.lower == "," and starts_big(quotation)
        )
        if not introduced and length < SPEECH:
            continue
        if any(
            one.content.start < quotation.end and quotation.start < one.content.end for one in found
        ):
            continue
        while place < len(items) and items[place].quoted:
            place += 1
        content = Span(quotation.start, items[place - 1].end)
        cue = Span(mark.start, mark.end if introduced else mark.start)
        source = first_phrase(items[: items.index(quotation)])
        more.append(Attribution(source, cue, content, ":", True, True))
    return more


def _by_verb(
    items: Sequence[Token], at: int, verb: Verb, last_source: Span | None
) -> Attribution | None:
    if verb.base in ("ask", "quote") and verb.form == "past" and _unsaid(items, at):
        return _asked(items, at, verb) if verb.base == "ask" else _quoted_as(items, at)
    if verb.form == "past" and _is_participle(items, at):
        return None
    if verb.form == "ing" and at and items[at - 1].lower == "as":
        return None  # of what is quoted "as saying"
    if _is_noun(items, at, verb) or (verb.base == "plead" and _in_court(items, at)):
        return None
    if tuple(token.lower for token in items[at + 1 : at + 4]) == _UNNAMED:
        return None
    source, left_end, first = subject_of(items, at, verb, last_source)
    inverted = None
    if source is None and verb.clause:
        inverted = inverted_subject(items, at)
        if inverted is None:
            return None
        source, right = inverted
        left_end = at
    elif source is None:
        return None
    else:
        right = at + 1
    out = verb.base == "point" and at + 1 < len(items) and items[at + 1].lower == "out"
    cue = Span(items[first if inverted is None else at].start, items[at + out].end)
    content: tuple[int, int] | None = None
    joined = inverted is None and (items[at - 1].lower in ("and", "but") or verb.form == "ing")
    joined = joined or (at + 1 < len(items) and items[at + 1].lower in (":", "that"))
    if inverted is None and (joined or not ends_quoted(items, left_end) or not verb.clause):
        content = content_behind(items, at, verb)
    if (
        inverted is not None
        and right + 1 < len(items)
        and items[right].lower == ","
        and items[right + 1].quoted
        and not ends_quoted(items, at)
    ):
        content = from_quotation(items, right + 1, block_end(items))
    if content is None and _as_they_say(items, left_end, right):
        content = right + 1, block_end(items)
    if content is None and verb.clause:
        content = content_before(items, left_end, right, verb)
    if content is None:
        return None
    a, b = content
    if b <= a:
        return None
    quotes = any(token.quoted for token in items[a:b])
    if verb.base in QUOTATION_ONLY_VERBS and not quotes:
        return None
    whole = items[a].quoted and items[b - 1].quoted and (b - a == 1 or a < at < b)
    return Attribution(
        source, cue, Span(items[a].start, items[b - 1].end), verb.base, quotes, whole
    )


def _as_they_say(items: Sequence[Token], start: int, right: int) -> bool:
    """`As the mayor pointed out, …`: the content stands behind the comma."""
    return (
        start > 0
        and items[start - 1].lower == "as"
        and right + 2 < len(items)
        and items[right].lower == ","
    )


def _unsaid(items: Sequence[Token], at: int) -> bool:
    """`was asked …`, `when asked …`: somebody asks who isn't named."""
    return at > 0 and items[at - 1].lower in (
        "was",
        "were",
        "when",
        "if",
        "is",
        "be",
        "been",
        "being",
    )


def _asked(items: Sequence[Token], at: int, verb: Verb) -> Attribution | None:
    content = content_behind(items, at, verb)
    if content is None:
        return None
    return _of_content(items, None, Span(*items[at][2:4]), content, verb.base)


def _quoted_as(items: Sequence[Token], at: int) -> Attribution | None:
    """`Lavrov was quoted by Interfax as saying that …`, `"…," he was quoted as saying`."""
    saying = next(
        (
            place
            for place in range(at + 2, min(len(items), at + _QUOTED_BY))
            if items[place].lower in ("saying", "telling") and items[place - 1].lower == "as"
        ),
        None,
    )
    first = at
    while first > 0 and items[first - 1].lower in AUXILIARIES:
        first -= 1
    source = phrase_before(items, first - 1) if saying is not None and first else None
    if saying is None or source is None:
        return None
    verb = VERBS[items[saying].lower]
    start = index_at(items, source.start)
    content = content_before(items, start, saying + 1, verb) or content_behind(items, saying, verb)
    if content is None:
        return None
    cue = Span(items[first].start, items[saying].end)
    return _of_content(items, source, cue, content, "quote")


def _of_content(
    items: Sequence[Token],
    source: Span | None,
    cue: Span,
    content: tuple[int, int],
    verb: str,
) -> Attribution | None:
    """An attribution of the tokens from the first of `content` to before the second, if any."""
    a, b = content
    if b <= a:
        return None
    quotes = any(token.quoted for token in items[a:b])
    whole = items[a].quoted and b == a + 1
    return Attribution(source, cue, Span(items[a].start, items[b - 1].end), verb, quotes, whole)


def _according_to(items: Sequence[Token], at: int) -> Attribution | None:
    start = at + 2
    stop = block_end(items)
    end = start
    depth = 0
    while end < stop:
        token = items[end]
        if token.quoted or (token.lower in (",", ";", ":", *DASHES) and depth == 0):
            # "according to Mook, her campaign manager, …" keeps its apposition.
            break
        if token.lower in ("which", "who", "that") and end > start:
            break
        end += 1
    if end == start:
        return None
    source = Span(items[start].start, items[end - 1].end)
    cue = Span(items[at].start, items[at + 1].end)
    opening = at == 0 or (at == 1 and items[0].lower in OPENERS)
    if opening:
        first = end + 1
        # "According to Mook, a campaign manager, …": the apposition is the source's.
        if first < stop and items[first].lower in ("a", "an", "who"):
            close = next((i for i in range(first, stop) if items[i].lower == ","), None)
            if close is not None and close - first < 12:
                source = Span(source.start, items[close - 1].end)
                first = close + 1
        if first >= stop:
            return None
        a, b = first, stop
    else:
        b = at - 1 if items[at - 1].lower in (",", *DASHES) else at
        a = 0
        if items[0].lower in ("but", "and"):
            a = 1
        if (
            end + 1 < stop
            and items[end].lower == ","
            and end - start < 8
            and items[end + 1].text[:1].islower()
            and items[end + 1].lower not in ("a", "an", "the", "and", "but", "who", "which")
        ):
            b = stop
        if b <= a:
            return None
    quotes = any(token.quoted for token in items[a:b])
    whole = b - a == 1 and items[a].quoted
    return Attribution(
        source, cue, Span(items[a].start, items[b - 1].end), "according to", quotes, whole
    )
