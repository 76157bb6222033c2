"""Finds the attributions of one sentence: who is reported to say what, and with which cue.

The rules start from the reporting verbs and nouns of `index/lexicon`. They take what stands before
the cue as its subject (the speaker) and what follows as the content; if nothing follows, the
content stands before the cue. There is no parser, so that text is read at hundreds of thousands of
characters a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.grammar.clause_ends import find_clause_end
from index.attribution.grammar.cue_subjects import find_inverted_subject, find_subject
from index.attribution.grammar.noun_phrases import first_noun_phrase, noun_phrase_ending_at
from index.attribution.grammar.reported_content import (
    content_after_cue,
    content_before_cue,
    content_from_quotation,
)
from index.attribution.grammar.tokens import (
    Token,
    ends_with_quotation,
    index_at,
    index_of_sentence_end,
    is_full_sentence_quotation,
    is_long_quotation,
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
from index.text.person_names import is_given_name

MIN_UNINTRODUCED_CHARACTERS = 24
"""Minimum characters of a quotation that counts as speech though no cue introduces it."""


class Attribution(NamedTuple):
    """One report within a sentence, as spans of the text."""

    speaker_span: Span | None
    """The words that mention the speaker; None if the sentence doesn't mention them."""
    cue_span: Span
    """The words that mark the report: "said", "his claim"."""
    content: Span
    """What is reported."""
    cue_verb: str
    """The cue's base form; "according to" and ":" are their own."""
    has_quotation: bool
    """Whether the content holds a quotation."""
    is_all_quotation: bool
    """Whether the content is quotations alone (apart from a cue between two of them)."""


_FORMS_OF_MAKE: dict[str, Form] = {
    "make": "base",
    "makes": "third",
    "made": "past",
    "making": "ing",
}


_NOT_TO_BE = ("not", "to", "be")
"""Words after a cue that reports nothing: "asked not to be named"."""
_FINITE_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might".split()
)
_MAX_QUOTED_AS_WORDS = 10
"""Maximum tokens from "quoted" to "saying": "was quoted by the agency as saying"."""


def find_attributions(tokens: Sequence[Token]) -> list[Attribution]:
    """All attributions of one sentence in order of their cues, then quotations without a cue."""
    found: list[Attribution] = []
    last_speaker: Span | None = None
    main_speaker: Span | None = None
    for at, token in enumerate(tokens):
        verb = None if _is_in_name(tokens, at) else VERBS.get(token.lower)
        attribution = None
        if verb is not None:
            # ", adding that …" belongs to the main speaker, not to the person reported.
            adds = verb.form == "ing" and at > 0 and tokens[at - 1].lower == ","
            before = main_speaker if adds and main_speaker else last_speaker
            attribution = _attribution_by_verb(tokens, at, verb, before)
            if attribution is None and token.lower in REPORTING_NOUNS:
                attribution = _attribution_by_noun(tokens, at)
        elif token.lower == "that" and at > 2 and tokens[at - 1].lower in ("clear", "point"):
            attribution = _attribution_by_make_clear(tokens, at, last_speaker)
        elif token.lower == "according" and at + 1 < len(tokens) and tokens[at + 1].lower == "to":
            attribution = _attribution_by_according_to(tokens, at)
        elif token.lower in REPORTING_NOUNS:
            attribution = _attribution_by_noun(tokens, at)
        else:
            continue
        if attribution is not None:
            reported = any(_reports_speaker_of(one, attribution.speaker_span) for one in found)
            found.append(attribution)
            if attribution.speaker_span is not None:
                last_speaker = attribution.speaker_span
                main_speaker = main_speaker if reported else attribution.speaker_span
    return found + _introduced_quotations(tokens, found)


def _reports_speaker_of(one: Attribution, speaker: Span | None) -> bool:
    """Whether a mention of a speaker stands within the content of an attribution."""
    return (
        speaker is not None
        and one.speaker_span is not None
        and one.speaker_span.end <= one.content.start <= speaker.start < one.content.end
    )


def _is_in_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that could be a cue is part of a name: "told Dana Bash that …"."""
    return at > 1 and tokens[at].text[:1].isupper() and is_given_name(tokens[at - 1].text)


def _is_noun_as_subject(tokens: Sequence[Token], at: int, verb: Verb) -> bool:
    """Whether a word that could be a cue is a noun: "her views were changed by the war"."""
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return (
        verb.form in ("base", "third") and verb.base in NOUN_BASES and behind in _FINITE_AUXILIARIES
    )


def _is_participle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that could be a cue is a participle: "A merger announced Monday would …"."""
    place = at + 1
    while place < len(tokens) and tokens[place].lower in WEEKDAYS:
        place += 1
    return place > at + 1 and place < len(tokens) and tokens[place].lower in _FINITE_AUXILIARIES


def _is_court_plea(tokens: Sequence[Token], at: int) -> bool:
    """Whether "plead" is a plea in court ("pleads guilty"), which reports nothing."""
    behind = [token.lower for token in tokens[at + 1 : at + 3]]
    return not {"guilty", "innocent", "contest"}.isdisjoint(behind)


def _attribution_by_make_clear(
    tokens: Sequence[Token], that: int, last_speaker: Span | None
) -> Attribution | None:
    """The attribution of `She made it clear that …` or `Mook made the point that …`."""
    for at in range(that - 2, max(0, that - 5), -1):
        form = _FORMS_OF_MAKE.get(tokens[at].lower)
        if form is None:
            continue
        speaker, _, first = find_subject(tokens, at, Verb("make", form, True, False), last_speaker)
        if speaker is None:
            return None
        end = find_clause_end(tokens, that + 1, index_of_sentence_end(tokens))
        if end <= that + 1:
            return None
        quotes = any(token.quoted for token in tokens[that:end])
        cue = Span(tokens[first].start, tokens[that - 1].end)
        return Attribution(
            speaker, cue, Span(tokens[that].start, tokens[end - 1].end), "make", quotes, False
        )
    return None


def _attribution_by_noun(tokens: Sequence[Token], at: int) -> Attribution | None:
    """The attribution of `His claim that …` or `Mook's contention that …`."""
    stop = index_of_sentence_end(tokens)
    that = at + 1
    if that < stop and tokens[that].lower in ("is", "was"):
        that += 1
    if that + 1 >= stop or tokens[that].lower != "that":
        return None
    if at and tokens[at - 1].lower in ("of", "for"):
        return None  # "out of fear that …" names no speaker
    speaker: Span | None = None
    first = at
    for place in range(at - 1, max(-1, at - 6), -1):
        lower = tokens[place].lower
        if tokens[place].quoted or lower in STOPS or lower in PREPOSITIONS:
            break
        if lower in POSSESSIVES:
            speaker, first = Span(tokens[place].start, tokens[place].end), place + 1
            break
        if lower.endswith(("'s", "s'")):
            phrase = noun_phrase_ending_at(tokens, place, True)
            speaker, first = phrase, place + 1
            break
    end = find_clause_end(tokens, that + 1, stop)
    cue = Span(tokens[first].start, tokens[at].end)
    quotes = any(token.quoted for token in tokens[that:end])
    content = Span(tokens[that].start, tokens[end - 1].end)
    return Attribution(speaker, cue, content, tokens[at].lower, quotes, False)


def _introduced_quotations(
    tokens: Sequence[Token], found: Sequence[Attribution]
) -> list[Attribution]:
    """Quotations without a cue, given to the sentence's subject: `He was blunt: "…"`.

    Short quotations are left out unless a colon or comma introduces them: they are mostly names and
    terms.
    """
    more = []
    place = 1
    while place < len(tokens):
        mark, quotation = tokens[place - 1], tokens[place]
        place += 1
        if not quotation.quoted or mark.quoted:
            continue
        length = quotation.end - quotation.start
        introduced = (mark.lower == ":" and is_long_quotation(quotation)) or (
            mark.lower == "," and is_full_sentence_quotation(quotation)
        )
        if not introduced and length < MIN_UNINTRODUCED_CHARACTERS:
            continue
        if any(
            one.content.start < quotation.end and quotation.start < one.content.end for one in found
        ):
            continue
        while place < len(tokens) and tokens[place].quoted:
            place += 1
        content = Span(quotation.start, tokens[place - 1].end)
        cue = Span(mark.start, mark.end if introduced else mark.start)
        speaker = first_noun_phrase(tokens[: tokens.index(quotation)])
        more.append(Attribution(speaker, cue, content, ":", True, True))
    return more


def _attribution_by_verb(
    tokens: Sequence[Token], at: int, verb: Verb, last_speaker: Span | None
) -> Attribution | None:
    if verb.base in ("ask", "quote") and verb.form == "past" and _has_unnamed_subject(tokens, at):
        return (
            _attribution_of_question(tokens, at, verb)
            if verb.base == "ask"
            else _attribution_by_quoted_as(tokens, at)
        )
    if verb.form == "past" and _is_participle(tokens, at):
        return None
    if verb.form == "ing" and at and tokens[at - 1].lower == "as":
        return None  # part of "was quoted as saying"
    if _is_noun_as_subject(tokens, at, verb) or (
        verb.base == "plead" and _is_court_plea(tokens, at)
    ):
        return None
    if tuple(token.lower for token in tokens[at + 1 : at + 4]) == _NOT_TO_BE:
        return None
    speaker, left_end, first = find_subject(tokens, at, verb, last_speaker)
    inverted = None
    if speaker is None and verb.clause:
        inverted = find_inverted_subject(tokens, at)
        if inverted is None:
            return None
        speaker, right = inverted
        left_end = at
    elif speaker is None:
        return None
    else:
        right = at + 1
    out = verb.base == "point" and at + 1 < len(tokens) and tokens[at + 1].lower == "out"
    cue = Span(tokens[first if inverted is None else at].start, tokens[at + out].end)
    content: tuple[int, int] | None = None
    joined = inverted is None and (tokens[at - 1].lower in ("and", "but") or verb.form == "ing")
    joined = joined or (at + 1 < len(tokens) and tokens[at + 1].lower in (":", "that"))
    if inverted is None and (
        joined or not ends_with_quotation(tokens, left_end) or not verb.clause
    ):
        content = content_after_cue(tokens, at, verb)
    if (
        inverted is not None
        and right + 1 < len(tokens)
        and tokens[right].lower == ","
        and tokens[right + 1].quoted
        and not ends_with_quotation(tokens, at)
    ):
        content = content_from_quotation(tokens, right + 1, index_of_sentence_end(tokens))
    if content is None and _is_as_clause(tokens, left_end, right):
        content = right + 1, index_of_sentence_end(tokens)
    if content is None and verb.clause:
        content = content_before_cue(tokens, left_end, right, verb)
    if content is None:
        return None
    a, b = content
    if b <= a:
        return None
    quotes = any(token.quoted for token in tokens[a:b])
    if verb.base in QUOTATION_ONLY_VERBS and not quotes:
        return None
    whole = tokens[a].quoted and tokens[b - 1].quoted and (b - a == 1 or a < at < b)
    return Attribution(
        speaker, cue, Span(tokens[a].start, tokens[b - 1].end), verb.base, quotes, whole
    )


def _is_as_clause(tokens: Sequence[Token], start: int, right: int) -> bool:
    """Whether the content follows a comma after the cue: `As the mayor pointed out, …`."""
    return (
        start > 0
        and tokens[start - 1].lower == "as"
        and right + 2 < len(tokens)
        and tokens[right].lower == ","
    )


def _has_unnamed_subject(tokens: Sequence[Token], at: int) -> bool:
    """Whether nobody is named who asks or quotes: `was asked …`, `when asked …`."""
    return at > 0 and tokens[at - 1].lower in (
        "was",
        "were",
        "when",
        "if",
        "is",
        "be",
        "been",
        "being",
    )


def _attribution_of_question(tokens: Sequence[Token], at: int, verb: Verb) -> Attribution | None:
    content = content_after_cue(tokens, at, verb)
    if content is None:
        return None
    return _attribution_of_content(tokens, None, Span(*tokens[at][2:4]), content, verb.base)


def _attribution_by_quoted_as(tokens: Sequence[Token], at: int) -> Attribution | None:
    """The attribution of `Lavrov was quoted by Interfax as saying that …`."""
    saying = next(
        (
            place
            for place in range(at + 2, min(len(tokens), at + _MAX_QUOTED_AS_WORDS))
            if tokens[place].lower in ("saying", "telling") and tokens[place - 1].lower == "as"
        ),
        None,
    )
    first = at
    while first > 0 and tokens[first - 1].lower in AUXILIARIES:
        first -= 1
    speaker = noun_phrase_ending_at(tokens, first - 1) if saying is not None and first else None
    if saying is None or speaker is None:
        return None
    verb = VERBS[tokens[saying].lower]
    start = index_at(tokens, speaker.start)
    content = content_before_cue(tokens, start, saying + 1, verb) or content_after_cue(
        tokens, saying, verb
    )
    if content is None:
        return None
    cue = Span(tokens[first].start, tokens[saying].end)
    return _attribution_of_content(tokens, speaker, cue, content, "quote")


def _attribution_of_content(
    tokens: Sequence[Token],
    speaker: Span | None,
    cue: Span,
    content: tuple[int, int],
    verb: str,
) -> Attribution | None:
    """The attribution of the content `tokens[content[0]:content[1]]`; None if that is empty."""
    a, b = content
    if b <= a:
        return None
    quotes = any(token.quoted for token in tokens[a:b])
    whole = tokens[a].quoted and b == a + 1
    return Attribution(speaker, cue, Span(tokens[a].start, tokens[b - 1].end), verb, quotes, whole)


def _attribution_by_according_to(tokens: Sequence[Token], at: int) -> Attribution | None:
    start = at + 2
    stop = index_of_sentence_end(tokens)
    end = start
    depth = 0
    while end < stop:
        token = tokens[end]
        if token.quoted or (token.lower in (",", ";", ":", *DASHES) and depth == 0):
            # The apposition of "according to Mook, her campaign manager, …" is kept further down.
            break
        if token.lower in ("which", "who", "that") and end > start:
            break
        end += 1
    if end == start:
        return None
    speaker = Span(tokens[start].start, tokens[end - 1].end)
    cue = Span(tokens[at].start, tokens[at + 1].end)
    opening = at == 0 or (at == 1 and tokens[0].lower in OPENERS)
    if opening:
        first = end + 1
        # "According to Mook, a campaign manager, …": the apposition belongs to the speaker.
        if first < stop and tokens[first].lower in ("a", "an", "who"):
            close = next((i for i in range(first, stop) if tokens[i].lower == ","), None)
            if close is not None and close - first < 12:
                speaker = Span(speaker.start, tokens[close - 1].end)
                first = close + 1
        if first >= stop:
            return None
        a, b = first, stop
    else:
        b = at - 1 if tokens[at - 1].lower in (",", *DASHES) else at
        a = 0
        if tokens[0].lower in ("but", "and"):
            a = 1
        if (
            end + 1 < stop
            and tokens[end].lower == ","
            and end - start < 8
            and tokens[end + 1].text[:1].islower()
            and tokens[end + 1].lower not in ("a", "an", "the", "and", "but", "who", "which")
        ):
            b = stop
        if b <= a:
            return None
    quotes = any(token.quoted for token in tokens[a:b])
    whole = b - a == 1 and tokens[a].quoted
    return Attribution(
        speaker, cue, Span(tokens[a].start, tokens[b - 1].end), "according to", quotes, whole
    )
