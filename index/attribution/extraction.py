"""Extracts the statements of a document: who said what, with the offsets of content and cue.

    text -> sentences and quotations -> reports -> attributions -> speakers -> statements

A small encoder finds the reports in prose (`index.attribution.tagger`); what is certain, such as
the turns of a transcript and where a quotation ends, is read from the text itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.attribution.attributions import Attribution
from index.attribution.block_quotations import find_block_quotations
from index.attribution.coreference import ResolvedSpeaker, SpeakerResolver
from index.attribution.cued_quotations import find_cued_quotations
from index.attribution.issuing_body import (
    Publication,
    find_issuer,
    is_record,
    issued_statements,
    spans_of,
)
from index.attribution.quoted_reports import fit_to_quotations
from index.attribution.signatures import find_signatures
from index.attribution.source_model.model import packaged_source_model
from index.attribution.speaker_words import FIRST_PERSONS, is_possible_speaker
from index.attribution.stance import add_stances
from index.attribution.tagger.model import packaged_tagger
from index.attribution.turn_statements import kind_of_reported_words, turn_statements
from index.attribution.turns.finding import SpeechTurns, find_turns
from index.attribution.turns.posts import find_posts
from index.ingest.metadata.title_and_outlet import find_headline_span, is_title_case
from index.lexicon.function_words import PREPOSITIONS, PRONOUNS
from index.lexicon.name_words import PARTICLES
from index.lexicon.reporting_verbs import FINITE_FORMS, VERBS
from index.records import PrintedTurn, Span, Statement, StatementKind
from index.text.person_names import is_full_name, is_given_name
from index.text.quotations import Quotation, find_quotations
from index.text.sentences import in_groups

SLICE_CHARACTERS = 500_000
"""Longer documents are read in slices of about this size, so that memory doesn't grow with them."""
_RELEASE = re.compile(
    r"\b(?:fact sheet|for immediate release|press release|congressional record)\b", re.IGNORECASE
)
_HEAD = 1000
"""Characters at the start of a document in which a release says that it is one."""
_LEADERS = "....."
"""The dots of a table of contents, whose entries say nothing."""
_LONGEST_HEADING = 12
"""Words of a heading of a transcript or a release."""
_CLOSING_MARKS = "”\"'’»“"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file's layout tells of who speaks, in offsets of the reading text."""

    turns: tuple[PrintedTurn, ...] = ()
    """Words that the layout gives to a speaker, such as rows of a table, in order."""
    block_quotations: tuple[Span, ...] = ()
    """Where quotations are set apart, in order."""
    notes: tuple[Span, ...] = ()
    """Footnotes and endnotes, which belong to nobody's speech, in order."""


def extract_statements(
    text: str,
    sentences: Sequence[Span],
    speaker: str | None = None,
    layout: Layout | None = None,
    slice_characters: int = SLICE_CHARACTERS,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    least_confidence: float | None = None,
    progress: Callable[[int], None] | None = None,
) -> Iterator[Statement]:
    """Everything that a document reports somebody to have said, in the order of the text.

    Args:
        text: The document's text.
        sentences: Its sentences, in order.
        speaker: The speaker of the whole document (a speech, a statement), if metadata name one.
        layout: What the file's layout tells of who speaks; None if it tells nothing.
        slice_characters: Approximate number of characters to read at once. Names are completed
            within a slice only.
        title: The document's title, if metadata give one.
        outlet: Who publishes it, as the metadata or the text tell.
        url: Its address.
        least_confidence: Of a report in prose, from 0 to 1; None for what fits documents.
        progress: Told how many characters of the text are read.
    """
    layout = layout or Layout()
    block_quotations = find_block_quotations(text, layout.block_quotations)
    printed = sorted({*layout.turns, *block_quotations, *find_posts(text)})
    layout = replace(layout, turns=tuple(printed))
    headline = find_headline_span(text)
    turns = find_turns(text, speaker, title, headline)
    is_official = bool(turns.turns) or _RELEASE.search(f"{title}\n{text[:_HEAD]}") is not None
    publication = Publication(
        is_official,
        is_record(text, title),
        None if turns.turns else find_issuer(text, title, outlet, url),
    )
    for part in in_groups(text, sentences, slice_characters):
        yield from _statements_of_slice(
            text, part, turns, headline, layout, publication, least_confidence, progress
        )


def _statements_of_slice(
    text: str,
    sentences: Sequence[Span],
    speech_turns: SpeechTurns,
    headline: Span | None,
    layout: Layout,
    publication: Publication,
    least_confidence: float | None,
    progress: Callable[[int], None] | None,
) -> list[Statement]:
    quotations = find_quotations(text, Span(sentences[0].start, sentences[-1].end))
    title_case = headline if headline and is_title_case(text[slice(*headline)]) else None
    resolver = SpeakerResolver(text, sentences, quotations, title_case)
    within = Span(sentences[0].start, sentences[-1].end)
    printed = list(_printed_turns(text, sentences, layout, resolver))
    turns = sorted(
        [
            *printed,
            *_outside(
                turn_statements(text, within, speech_turns, resolver, headline),
                [Span(turn.start, turn.end) for turn in printed] + list(layout.notes),
            ),
        ],
        key=lambda turn: turn.start,
    )
    prose = [
        one
        for one in sentences
        if not _is_nobodys(text, one, turns, quotations)
        and not (publication.is_official and _is_heading(text, one))
    ]
    reports = packaged_tagger().find_reports(text, prose, quotations, least_confidence, progress)
    marks = [Span(one.start, one.end) for one in quotations]
    signed = list(find_signatures(text, marks))
    found = fit_to_quotations(text, reports, sentences, quotations)
    cues = {one.cue_span for one in found}
    cued = [one for one in find_cued_quotations(text, marks) if one.cue_span not in cues]
    said = {one.content.start for one in cued}
    found = [one for one in found if one.content.start not in said or one.speaker_span]
    attributions = sorted(
        [*_outside_of(signed, [*found, *cued]), *signed],
        key=lambda one: (one.speaker_span or one.content).start,
    )
    statements = list(_resolve_speakers(text, attributions, resolver, title_case))
    statements = [
        _without_impossible_speaker(one, publication.is_official)
        for one in statements
        if not _is_part_of_turn(one, turns)
        and not speech_turns.is_in_note(one.start)
        and not publication.is_nobodys(text, one, turns)
    ]
    statements = _with_speakers_named_later(text, statements)
    if headline:
        statements = [_without_direct_speech(text, one, headline) for one in statements]
    if publication.issuer:
        reported = [span for one in statements for span in spans_of(one)]
        reported += [Span(turn.start, turn.end) for turn in turns]
        apart = [Span(one.start, one.end) for one in quotations]
        apart += [*layout.notes, *([headline] if headline else [])]
        statements += issued_statements(text, sentences, publication.issuer, reported, apart)
    told = add_stances(text, [*statements, *turns])
    return sorted(told, key=lambda one: (one.start, one.end))


def _printed_turns(
    text: str, sentences: Sequence[Span], layout: Layout, resolver: SpeakerResolver
) -> Iterator[Statement]:
    """The turns of a slice whose speakers the layout names."""
    first, last = sentences[0].start, sentences[-1].end
    for turn in layout.turns:
        if first <= turn.content.start < last and turn.speaker.end > turn.speaker.start:
            person = resolver.resolve_label(turn.speaker) or resolver.resolve_nested(turn.speaker)
            yield Statement(
                start=turn.content.start,
                end=turn.content.end,
                kind="direct",
                speaker=person.name if person else text[slice(*turn.speaker)],
                role=person.role if person else None,
                speaker_span=turn.speaker,
            )


def _outside(turns: Iterable[Statement], spans: Sequence[Span]) -> Iterator[Statement]:
    """The turns that overlap none of the spans."""
    ordered = sorted(spans)
    for turn in turns:
        before = bisect_left(ordered, turn.end, key=lambda span: span.start) - 1
        if before < 0 or ordered[before].end <= turn.start:
            yield turn


def _resolve_speakers(
    text: str,
    attributions: Iterable[Attribution],
    resolver: SpeakerResolver,
    title_case_headline: Span | None,
) -> Iterator[Statement]:
    """The statements with their speakers.

    Args:
        text: The document's text.
        attributions: In the order of the text.
        resolver: Knows the document's people.
        title_case_headline: A headline whose capitals don't show which words are a name.
    """
    reported = Span(0, 0)
    for attribution in attributions:
        mention = attribution.speaker_span
        if mention is None:
            is_speech = attribution.is_all_quotation
            yield _statement(text, attribution, resolver.resolve(None) if is_speech else None)
        elif not _can_speak(text, mention, attribution.source_confidence):
            if attribution.has_quotation:
                yield _statement(text, attribution, None)
        elif title_case_headline and _is_within(mention, title_case_headline):
            speaker = resolver.resolve_if_named_elsewhere(mention) or _speaker_as_in_headline(
                text, attribution, mention, title_case_headline
            )
            if speaker is not None or attribution.is_all_quotation:
                yield _statement(text, attribution, speaker)
        elif reported.start <= mention.start < reported.end:
            # A speaker whom another speaker reports: the outer one goes on speaking.
            yield _statement(text, attribution, resolver.resolve_nested(mention))
        else:
            yield _statement(text, attribution, resolver.resolve(mention))
            if attribution.content.start >= mention.end:
                reported = attribution.content


def _can_speak(text: str, source: Span, confidence: float | None) -> bool:
    """Whether a source is somebody; one that no model has found is."""
    return confidence is None or packaged_source_model().can_speak(text, source, confidence)


def _is_within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _speaker_as_in_headline(
    text: str, attribution: Attribution, mention: Span, headline: Span
) -> ResolvedSpeaker | None:
    """The speaker of a title-case headline whom the rest of the text doesn't name, as written.

    None if the words may hold more than the speaker, as in "Ada Brandt Wades In: …". They are the
    speaker alone if a verb follows ("Harbour Authorities Warn …"), or if the rest of the text
    capitalises the same words.
    """
    words = text[mention.start : mention.end].split()
    as_written = ResolvedSpeaker(" ".join(words), None, False)
    if text[slice(*attribution.cue_span)] == ":":
        pattern = rf"\b{re.escape(' '.join(words))}\b"
        later = re.findall(pattern, text[headline.end :], re.IGNORECASE)
        is_name = bool(later) and all(form[0].isupper() for form in later)
        return as_written if is_name else None
    cue = attribution.cue_span
    verb = VERBS.get(text[cue.start : cue.end].lower())
    if verb is None or verb.form not in ("base", "third") or mention.end > cue.start:
        return None
    lower = [word.lower() for word in words]
    is_more = lower[-1] in PREPOSITIONS | PRONOUNS or not FINITE_FORMS.isdisjoint(lower)
    return None if is_more else as_written


def _is_part_of_turn(statement: Statement, turns: Sequence[Statement]) -> bool:
    """Whether a speech turn covers a statement that isn't a quotation of somebody who is named.

    What speakers report of others is second-hand, and spoken language seldom says it clearly.
    """
    place = bisect_right(turns, statement.start, key=lambda turn: turn.start) - 1
    is_inside = place >= 0 and statement.start < turns[place].end
    if not is_inside and not (place + 1 < len(turns) and turns[place + 1].start < statement.end):
        return False
    return (
        statement.speaker_span is None
        or statement.cue == ":"
        or statement.kind == "indirect"
        or not _is_full_name_alone(statement.speaker)
    )


def _without_impossible_speaker(statement: Statement, is_official: bool) -> Statement:
    """The statement; without its speaker if "I" or a fragment stands for them."""
    speaker = statement.speaker
    if speaker is None or (
        speaker.lower() not in FIRST_PERSONS and is_possible_speaker(speaker, is_official)
    ):
        return statement
    return replace(statement, speaker=None, role=None)


def _is_nobodys(
    text: str, sentence: Span, turns: Sequence[Statement], quotations: Sequence[Quotation]
) -> bool:
    """Whether a sentence reports nobody: an entry of a list, or a part of a turn without quotes."""
    if _LEADERS in text[slice(*sentence)]:
        return True
    place = bisect_right(turns, sentence.end, key=lambda turn: turn.start) - 1
    if place < 0 or sentence.end > turns[place].end or turns[place].kind != "direct":
        return False
    first = bisect_right(quotations, sentence.start, key=lambda one: one.end)
    return first == len(quotations) or quotations[first].start >= sentence.end


def _is_heading(text: str, sentence: Span) -> bool:
    """Whether a sentence is a short line by itself, without a mark at its end."""
    words = text[slice(*sentence)]
    line = text[sentence.start - 1 : sentence.start] in ("", "\n") and (
        text[sentence.end : sentence.end + 1] in ("", "\n", "\r")
    )
    return line and words[-1:].isalnum() and len(words.split()) <= _LONGEST_HEADING


def _outside_of(
    signed: Sequence[Attribution], attributions: Iterable[Attribution]
) -> Iterator[Attribution]:
    """The attributions of words that aren't signed."""
    taken = {one.content.start for one in signed}
    return (one for one in attributions if one.content.start not in taken)


def _is_full_name_alone(speaker: str | None) -> bool:
    """Whether a speaker is a full name that begins with a common given name: not "Q You"."""
    words = (speaker or "").split()
    return (
        len(words) > 1
        and all(word[0].isupper() or word in PARTICLES for word in words)
        and not PRONOUNS & {word.lower() for word in words}
        and is_full_name(" ".join(words))
        and is_given_name(words[0])
    )


def _with_speakers_named_later(text: str, statements: Iterable[Statement]) -> list[Statement]:
    """The statements in order; a quotation without closing mark gets the next one's speaker.

    It is the piece of a quotation over several paragraphs whose speaker is named with its last.
    """
    completed = sorted(statements, key=lambda one: (one.start, one.end))
    for place in range(len(completed) - 2, -1, -1):
        statement, following = completed[place], completed[place + 1]
        is_open = statement.speaker_span is None and text[statement.end - 1] not in _CLOSING_MARKS
        is_adjacent = text[statement.end : following.start].isspace()
        if is_open and statement.kind == "direct" and is_adjacent:
            completed[place] = replace(statement, speaker=following.speaker, role=following.role)
    return completed


def _without_direct_speech(text: str, statement: Statement, headline: Span) -> Statement:
    """The statement; a headline's statement is never direct, as the words are the writer's."""
    if statement.start >= headline.end or statement.end <= headline.start:
        return statement
    if statement.kind != "direct":
        return statement
    return replace(statement, kind=kind_of_reported_words(text[statement.start : statement.end]))


def _statement(text: str, attribution: Attribution, speaker: ResolvedSpeaker | None) -> Statement:
    kind: StatementKind = "indirect"
    if attribution.has_quotation:
        kind = "direct" if attribution.is_all_quotation else "mixed"
    cue = text[attribution.cue_span.start : attribution.cue_span.end]
    return Statement(
        start=attribution.content.start,
        end=attribution.content.end,
        kind=kind,
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        cue=re.sub(r"\s+", " ", cue) or None,
        speaker_span=attribution.speaker_span,
        cue_span=attribution.cue_span if cue else None,
    )
