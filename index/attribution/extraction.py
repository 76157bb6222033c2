"""Document -> statements: who said what, with the places of content, source and cue.

    text -> sentences and quotations -> blocks -> attributions -> joined, completed -> speakers

A block is a sentence, or the sentences that one quotation spans. Rules over words, no model: the
same on every machine, and linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from index.attribution.coreference import ResolvedSpeaker, SpeakerResolver
from index.attribution.grammar.contents import belongs
from index.attribution.grammar.noun_phrases import first_phrase
from index.attribution.grammar.reports import Attribution, attributions
from index.attribution.grammar.tokens import Token, tokens
from index.attribution.speech_turns import find_speech_turns, kind_of_reported_words
from index.ingest.metadata.headings import headline_of, is_title_case
from index.lexicon.function_words import BEGINS_PHRASE, PREPOSITIONS, PRONOUNS
from index.lexicon.name_words import PARTICLES
from index.lexicon.reporting_verbs import VERBS
from index.records import Span, Statement, StatementKind
from index.text.capital_letters import CAPITAL, CAPITALS
from index.text.quotations import Quotation, find_quotations
from index.text.sentences import unwrap_lines

SLICE = 500_000
"""Characters of a long document that are read at a time, so that memory doesn't grow with it."""
_JOINED = 100
"""Quotations that one block may hold. Where each begins in the sentence in which the one before
it ends, all of a line would be one, and what its words have to do with each other takes time."""
UTTERANCE = 25
"""Characters from which a quotation of its own counts as speech, not as a term or a title."""
_DATELINE = re.compile(
    rf"{CAPITAL}[{CAPITALS}.,’' -]{{2,40}}(?:, {CAPITAL}[\w.]+)?"
    r"(?: \([^)\n]{2,40}\))? (?:—|–|--|-) "
)
_CLOSING = "”\"'’»“"


@dataclass(slots=True)
class _Block:
    """A stretch that is read as one sentence."""

    span: Span
    paragraph: int
    items: list[Token]
    found: list[Attribution] = field(default_factory=list)


def extract_statements(
    text: str, sentences: Sequence[Span], speaker: str | None = None
) -> Iterator[Statement]:
    """Everything that somebody is said to have said, by place.

    Args:
        text: Of the document.
        sentences: Its sentences, in order.
        speaker: Who speaks in the whole document (a speech, a statement), where metadata tell.
    """
    plain = unwrap_lines(text)
    headline = headline_of(text)
    for part in _slices(text, sentences):
        yield from _in_slice(plain, part, speaker, headline)


def _slices(text: str, sentences: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The sentences of the whole text, or of `SLICE` characters at a time, cut at a line's end."""
    first = 0
    for index, sentence in enumerate(sentences):
        if sentence.start - sentences[first].start > SLICE and (
            "\n" in text[sentences[index - 1].end : sentence.start]
        ):
            yield sentences[first:index]
            first = index
    if first < len(sentences):
        yield sentences[first:]


def _in_slice(
    text: str, sentences: Sequence[Span], speaker: str | None, headline: Span | None
) -> list[Statement]:
    whole = Span(sentences[0].start, sentences[-1].end)
    quotations = find_quotations(text, whole)
    blocks = _blocks(text, sentences, quotations)
    for block in blocks:
        block.found = attributions(block.items)
    capitals = headline if headline and is_title_case(text[slice(*headline)]) else None
    resolver = SpeakerResolver(text, sentences, quotations, capitals)
    turns = list(find_speech_turns(text, _paragraphs(blocks), resolver, speaker, headline))
    found = sorted(_complete(blocks), key=lambda one: (one.source or one.content).start)
    statements = list(_resolved(text, found, resolver, capitals))
    statements = [one for one in statements if not _told_by_turn(one, turns)]
    _look_ahead(text, statements)
    if headline:
        statements = [_unspoken(text, one, headline) for one in statements]
    return sorted([*statements, *turns], key=lambda one: (one.start, one.end))


def _unspoken(text: str, one: Statement, headline: Span) -> Statement:
    """The statement; if it is a headline's, as the writer's words, which nobody speaks."""
    if one.start >= headline.end or one.end <= headline.start or one.kind != "direct":
        return one
    return replace(one, kind=kind_of_reported_words(text[one.start : one.end]))


def _resolved(
    text: str, found: Iterable[Attribution], resolver: SpeakerResolver, capitals: Span | None
) -> Iterator[Statement]:
    """The statements with their speakers.

    Args:
        text: Of the document.
        found: By place.
        resolver: The document's people.
        capitals: A headline in title case, where it can't be told which words are a name.
    """
    reported = Span(0, 0)
    for one in found:
        if capitals and one.source is not None and _within(one.source, capitals):
            speaker = resolver.resolve_if_named_elsewhere(one.source) or _as_written(
                text, one, capitals
            )
            if speaker is not None or one.whole:
                yield _statement(text, one, speaker)
            continue
        if one.source is not None and reported.start <= one.source.start < reported.end:
            # Whom somebody reports isn't who goes on speaking.
            yield _statement(text, one, resolver.resolve_nested(one.source))
            continue
        yield _statement(text, one, resolver.resolve(one.source))
        if one.source is not None and one.content.start >= one.source.end:
            reported = one.content


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _as_written(text: str, one: Attribution, capitals: Span) -> ResolvedSpeaker | None:
    """The source of a headline in title case that nobody is found for, in its own words.

    None where its words may be more than the source, as in "Ada Brandt Wades In: …": without a
    verb as in "Harbour Authorities Warn" right behind them, or the same capitals further on.
    """
    if one.source is None:
        return None
    words = text[one.source.start : one.source.end].split()
    verb = VERBS.get(text[one.cue.start : one.cue.end].lower())
    if one.verb == ":":
        forms = re.findall(
            rf"\b{re.escape(' '.join(words))}\b", text[capitals.end :], re.IGNORECASE
        )
        named = bool(forms) and all(form[0].isupper() for form in forms)
        return ResolvedSpeaker(" ".join(words), None, False) if named else None
    if verb is None or verb.form not in ("base", "third") or one.source.end > one.cue.start:
        return None
    inside = [VERBS[word.lower()] for word in words if word.lower() in VERBS]
    if words[-1].lower() in PREPOSITIONS | PRONOUNS or any(
        verb.form in ("third", "past") for verb in inside
    ):
        return None
    return ResolvedSpeaker(" ".join(words), None, False)


def _look_ahead(text: str, statements: list[Statement]) -> None:
    """Gives the pieces of a quotation over several paragraphs the speaker named with its last."""
    statements.sort(key=lambda one: (one.start, one.end))
    for place in range(len(statements) - 2, -1, -1):
        one, following = statements[place], statements[place + 1]
        open_ended = one.speaker_span is None and text[one.end - 1] not in _CLOSING
        if open_ended and one.kind == "direct" and text[one.end : following.start].isspace():
            statements[place] = replace(one, speaker=following.speaker, role=following.role)


def _paragraphs(blocks: Sequence[_Block]) -> list[Span]:
    return [
        Span(min(block.span.start for block in group), max(block.span.end for block in group))
        for _, found in groupby(blocks, key=lambda block: block.paragraph)
        if (group := list(found))
    ]


def _told_by_turn(one: Statement, turns: Sequence[Statement]) -> bool:
    """Whether a turn says it already: it has no source of its own, or it is the turn's label."""
    place = bisect_right(turns, one.start, key=lambda turn: turn.start) - 1
    if place < 0 or one.start >= turns[place].end:
        return False
    return one.speaker_span is None or one.cue == ":" or one.speaker in ("I", "We", "we")


def _blocks(text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> list[_Block]:
    """Sentences, joined where a quotation spans several."""
    blocks: list[_Block] = []
    paragraph = 0
    place = 0
    index = 0
    cut = 0
    while index < len(sentences):
        start, end = max(cut, sentences[index].start), sentences[index].end
        if blocks and "\n" in text[blocks[-1].span.end : start]:
            paragraph += 1
        while place < len(quotations) and quotations[place].start < start:
            place += 1
        inside = place
        index += 1
        while True:
            while inside < len(quotations) and quotations[inside].end <= end:
                inside += 1
            crossing = inside < len(quotations) and quotations[inside].start < end
            if not crossing or index == len(sentences):
                break
            if inside - place >= _JOINED:
                end = cut = quotations[inside].start
                index -= 1
                break
            end = sentences[index].end
            index += 1
        span = Span(_behind_dateline(text, start, end), end)
        items = tokens(text, span, quotations[place:inside])
        for part in _parts(items):
            if blocks and _cue_follows(blocks[-1], part, paragraph):
                part = blocks.pop().items + part
            blocks.append(_Block(Span(part[0].start, part[-1].end), paragraph, part))
        place = inside
    return blocks


def _parts(items: list[Token]) -> Iterator[list[Token]]:
    """Splits where a full stop and a quotation were not told apart: `he told me. "I think …"`."""
    first = 0
    for at in range(1, len(items)):
        if items[at].quoted and items[at - 1].lower == "." and at - 1 > first:
            yield items[first:at]
            first = at
    if items[first:]:
        yield items[first:]


def _behind_dateline(text: str, start: int, end: int) -> int:
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


def _cue_follows(block: _Block, items: Sequence[Token], paragraph: int) -> bool:
    """Whether a sentence is but the cue to the quotation before it, as in `"Really?" He asked`."""
    if block.paragraph != paragraph or not all(item.quoted for item in block.items):
        return False
    if not _closes_with(block.items, block.span, "?!…,"):
        return False
    cue = next((at for at, item in enumerate(items[:6]) if item.lower in VERBS), None)
    return (
        cue is not None
        and VERBS[items[cue].lower].clause
        and not any(item.quoted or item.lower in ("that", ":") for item in items[cue : cue + 3])
    )


def _complete(blocks: Sequence[_Block]) -> Iterable[Attribution]:
    """Joins quotations that go on in the next sentence; gives those without a cue a source."""
    found: list[Attribution] = []
    last: Attribution | None = None
    last_block: _Block | None = None
    for block in blocks:
        opening = _opening_quotes(block.items)
        alone = opening is not None and opening.end >= _last_word(block.items)
        same = last_block is not None and last_block.paragraph == block.paragraph
        another = opening is not None and _another_speaks(block, opening)
        if opening and last is not None and same and last.quotes and last_block is not None:
            mine = [a for a in block.found if a.content.start < opening.end]
            goes_on = _can_go_on(last, last_block) and belongs(last.content, opening)
            if goes_on and not mine and not another:
                # It is one of the few that were found last.
                place = next(i for i in reversed(range(len(found))) if found[i] is last)
                found[place] = last = last._replace(content=Span(last.content.start, opening.end))
                found += block.found
                last_block = block
                continue
        found += block.found
        covered = opening is not None and any(a.content.start < opening.end for a in block.found)
        spoken = another or (opening is not None and opening.end - opening.start > UTTERANCE)
        if opening is not None and not covered and spoken:
            last = _without_cue(block, opening, alone)
            if last is not None:
                found.append(last)
        elif block.found:
            quoting = [a for a in block.found if a.quotes]
            last = max(quoting, key=lambda a: a.content.end) if quoting else None
        elif not opening:
            last = None
        last_block = block
    return found


def _another_speaks(block: _Block, opening: Span) -> bool:
    """Whether a quotation has somebody behind it, with a cue that is in no list."""
    if not _closes_with(block.items, opening, ",?!"):
        return False
    return first_phrase([item for item in block.items if item.start >= opening.end]) is not None


def _without_cue(block: _Block, content: Span, alone: bool) -> Attribution | None:
    """A quotation alone, or one with a cue that is in no list, as in `"…," he fumed`."""
    source, cue = None, Span(content.start, content.start)
    if not alone:
        rest = [item for item in block.items if item.start >= content.end]
        source = first_phrase(rest)
        spoken = _closes_with(block.items, content, ",?!")
        if source is None or not (spoken or len(rest) < 16):
            return None
        source, cue = _parted(rest, source)
    return Attribution(source, cue, content, "", True, True)


def _parted(rest: Sequence[Token], phrase: Span) -> tuple[Span, Span]:
    """Who speaks, and the cue: "he fumed", "Bloomberg shot back", "fumed Anna Bell"."""
    words = [item for item in rest if phrase.start <= item.start < phrase.end]
    inverted = len(words) > 1 and words[0].text[0].islower() and words[1].text[0].isupper()
    if inverted and words[0].lower not in BEGINS_PHRASE:
        return Span(words[1].start, phrase.end), Span(words[0].start, words[0].end)
    for name, item in pairwise(words):
        if name.text[0].isupper() and item.text[0].islower() and item.lower not in PARTICLES:
            return Span(phrase.start, name.end), Span(item.start, item.end)
    after = next((item for item in rest if item.start >= phrase.end), rest[-1])
    return phrase, Span(after.start, after.end)


def _closes_with(items: Sequence[Token], span: Span, marks: str) -> bool:
    """Whether the last quotation up to the end of `span` ends with one of these marks."""
    last = [item for item in items if item.quoted and item.end <= span.end][-1]
    return last.text.rstrip("”\"'’»")[-1:] in tuple(marks)


def _opening_quotes(items: Sequence[Token]) -> Span | None:
    """The quotation, or the several in a row, with which a block begins."""
    end = 0
    while end < len(items) and items[end].quoted:
        end += 1
    return Span(items[0].start, items[end - 1].end) if end else None


def _last_word(items: Sequence[Token]) -> int:
    return max((item.end for item in items if item.quoted or item.text[0].isalnum()), default=0)


def _can_go_on(last: Attribution, block: _Block) -> bool:
    """Whether a quotation in the next sentence may belong to the last one of this block."""
    return last.whole or block.items[0].quoted


def _statement(text: str, one: Attribution, speaker: ResolvedSpeaker | None) -> Statement:
    kind: StatementKind = "direct" if one.whole else "mixed" if one.quotes else "indirect"
    cue = text[one.cue.start : one.cue.end]
    return Statement(
        start=one.content.start,
        end=one.content.end,
        kind=kind,
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        cue=re.sub(r"\s+", " ", cue) or None,
        speaker_span=one.source,
        cue_span=one.cue if cue else None,
    )
