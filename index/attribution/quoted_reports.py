"""Fits what the tagger found to the quotations of the text, and takes care of those left over.

Quotation marks are certain where the tagger is not: a content ends with the quotation that it
ends in, a quotation that goes on behind its speaker is one with what stands before, and one that
nobody is said to have said is a statement without a speaker of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence

from index.attribution.attributions import Attribution
from index.attribution.comparisons import without_comparisons
from index.attribution.quotation_owners import divide_by_owner, places_within
from index.attribution.report_ends import (
    gap_of,
    has_words,
    holds_sentence_end,
    is_content,
    mend_ends,
    without_marks,
)
from index.attribution.report_sources import mend_sources, without_what_others_say
from index.attribution.tagger.reports import Report
from index.records import Span
from index.text.quotations import Quotation

MIN_SPEECH_CHARACTERS = 25
"""A quotation of its own that is longer counts as speech; a shorter one as a term or a title."""
_MAX_CUT = 0.3
"""Share of a quotation that a content may leave out or take in by mistake."""
_SAME = 0.7
"""Share of the longer of two contents from which on they count as one."""
_NEAR = 4
"""Contents on each side that one is compared with."""


def fit_to_quotations(
    text: str,
    reports: Iterable[Report],
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
) -> list[Attribution]:
    """The attributions of a text, in the order of their contents.

    Args:
        text: The document's text.
        reports: What the tagger found.
        sentences: The text's sentences, in order.
        quotations: The text's quotations, in order.
    """
    marks = [Span(one.start, one.end) for one in quotations]
    told = mend_sources(text, without_comparisons(text, reports))
    plain = [mend_ends(text, one, sentences) for one in told]
    plain = without_what_others_say(text, sorted(plain, key=lambda one: one.cue))
    own = divide_by_owner(text, plain, marks)
    fitted = [one._replace(content=_fitted(text, one, marks)) for one in own]
    fitted = [one for one in fitted if is_content(text, one)]
    attributions = [_attribution(text, one, marks) for one in _without_doubles(fitted)]
    attributions = _with_what_goes_on(text, attributions, marks)
    attributions += _unattributed(text, attributions, quotations)
    return sorted(attributions, key=lambda one: (one.content, one.cue_span))


def _without_doubles(reports: Iterable[Report]) -> list[Report]:
    """The reports without those that give the words of a surer one once more."""
    kept: list[tuple[Span, int]] = []
    found = sorted(reports, key=lambda one: -one.confidence)
    for number, report in enumerate(found):
        at = bisect_left(kept, (report.content, -1))
        near = kept[max(0, at - _NEAR) : at + _NEAR]
        if not any(_is_same(report.content, content) for content, _ in near):
            insort(kept, (report.content, number))
    return [found[number] for _, number in kept]


def _is_same(first: Span, second: Span) -> bool:
    shared = min(first.end, second.end) - max(first.start, second.start)
    return shared > _SAME * max(first.end - first.start, second.end - second.start)


def _fitted(text: str, report: Report, marks: Sequence[Span]) -> Span:
    """A content without its own cue at an end, that cuts no quotation.

    Its ends move to those of the quotation that they stand in, whichever is nearer; a quotation
    that is cued from outside is a content as a whole.
    """
    start, end = content = report.content
    first, last = _around(marks, start), _around(marks, end - 1)
    cued_inside = first is not None and first.start < report.cue.start < first.end
    if first is not None and first == last and not cued_inside:
        return first
    if first is not None and start - first.start <= _MAX_CUT * (first.end - first.start):
        start = first.start
    if last is not None:
        size = last.end - last.start
        if last.end - end <= _MAX_CUT * size:
            end = last.end
        elif start < last.start and end - last.start <= _MAX_CUT * size:
            end = last.start
    content = without_marks(text, Span(start, end)) or content
    return _without_speaker_behind(text, report._replace(content=content), marks)


def _without_speaker_behind(text: str, report: Report, marks: Sequence[Span]) -> Span:
    """A content of quoted words without the speaker behind it, unless a quotation follows again.

    Of `"It is safe," Brandt said, adding that it is old` Brandt said the quotation alone.
    """
    content, gap = report.content, gap_of(report)
    before = _around(marks, content.start)
    if gap is None or before is None or not content.start < before.end <= gap.start:
        return content
    last = marks[bisect_right(marks, gap.start, key=lambda one: one.end) - 1]
    following = _next_quotation(marks, gap.end)
    goes_on = following is not None and following.start < content.end and _is_one(content, marks)
    if goes_on or has_words(text, last.end, gap.start):
        return content
    return Span(content.start, last.end)


def _around(marks: Sequence[Span], offset: int) -> Span | None:
    """The quotation that a character stands in."""
    at = bisect_right(marks, offset, key=lambda one: one.start) - 1
    return marks[at] if at >= 0 and offset < marks[at].end else None


def _within(marks: Sequence[Span], span: Span) -> list[Span]:
    """The quotations that a span holds or cuts."""
    return [marks[at] for at in places_within(marks, span)]


def _attribution(text: str, report: Report, marks: Sequence[Span]) -> Attribution:
    quoted = _within(marks, report.content)
    return Attribution(
        report.source,
        report.cue,
        report.content,
        bool(quoted),
        bool(quoted) and _is_all_quoted(text, report, quoted),
        report.source_confidence,
    )


def _is_all_quoted(text: str, report: Report, quoted: Sequence[Span]) -> bool:
    """Whether all of a content is quotations but for marks and for its speaker.

    Between two quotations may stand what the reporter tells of the speaker in the sentence of the
    cue; before the first and behind the last one source and cue alone.
    """
    content = report.content
    if len(quoted) == 1 and quoted[0].start <= content.start and content.end <= quoted[0].end:
        return True
    own = gap_of(report) or report.cue
    place = content.start
    for one in (*quoted, Span(content.end, content.end)):
        gap = Span(place, max(place, one.start))
        is_between = content.start < place and one.start < content.end
        if not gap.start <= report.cue.start < gap.end:
            has_more = has_words(text, *gap)
        elif is_between:
            has_more = holds_sentence_end(text[own.end : gap.end].rstrip())
        else:
            has_more = has_words(text, gap.start, own.start) or has_words(text, own.end, gap.end)
        if has_more:
            return False
        place = max(place, one.end)
    return True


def _with_what_goes_on(
    text: str, attributions: Sequence[Attribution], marks: Sequence[Span]
) -> list[Attribution]:
    """The attributions, each with the quotations of its paragraph that go on behind it.

    `"It is safe," Brandt said. "It must stay so."` is one statement. A quotation that is shorter
    than what stands between is one of its own, by the same speaker.
    """
    taken = sorted(one.content for one in attributions)
    made = []
    for one in attributions:
        made.append(one)
        is_speech = one.is_all_quotation or text[one.content.start] in _OPENING
        while is_speech and one.has_quotation:
            reach = max(one.content.end, one.cue_span.end, *(one.speaker_span or (0,))[-1:])
            following = _next_quotation(marks, reach)
            if following is None or not _goes_on(text, reach, following):
                break
            if _is_taken(taken, following, one.content):
                break
            content = Span(one.content.start, following.end)
            if _is_one(content, marks):
                made[-1] = one = one._replace(content=content)
            else:
                one = one._replace(content=following)
                made.append(one)
    return made


_OPENING = '“"«„'
_MAX_GAP = 160
"""Characters between a speaker and the quotation that goes on: ", a mayor in the north. "."""


def _is_one(content: Span, marks: Sequence[Span]) -> bool:
    """Whether more of a content is quoted than stands between its quotations."""
    quoted = sum(one.end - one.start for one in _within(marks, content))
    return 2 * quoted >= content.end - content.start


def _is_taken(taken: Sequence[Span], following: Span, own: Span) -> bool:
    at = bisect_right(taken, (following.start, following.start))
    near = taken[max(0, at - 2) : at + 1]
    return any(other != own and _shares(other, following) for other in near)


def _next_quotation(marks: Sequence[Span], offset: int) -> Span | None:
    at = bisect_left(marks, offset, key=lambda one: one.start)
    return marks[at] if at < len(marks) else None


def _goes_on(text: str, reach: int, following: Span) -> bool:
    """Whether a quotation follows the rest of the speaker's sentence, and nothing else does."""
    gap = text[reach : following.start]
    if len(gap) > _MAX_GAP or "\n" in gap:
        return False
    gap = gap.rstrip()
    return not gap or (gap[-1] in ".,—–;…!?" and not holds_sentence_end(gap))


def _shares(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def _unattributed(
    text: str, attributions: Sequence[Attribution], quotations: Sequence[Quotation]
) -> list[Attribution]:
    """The quotations with which a paragraph begins and that nothing attributes.

    One that goes on with a quotation over several paragraphs has the speaker of what stands before.
    """
    taken = sorted((one.content, number) for number, one in enumerate(attributions))
    found: list[Attribution] = []
    open_speaker: Span | None = None
    for one in quotations:
        span = Span(one.start, one.end)
        at = bisect_left(taken, (Span(one.end, one.end), -1)) - 1
        holders = [
            number for content, number in taken[max(0, at - 2) : at + 1] if _shares(content, span)
        ]
        if holders:
            open_speaker = attributions[holders[0]].speaker_span if one.continues else None
            continue
        before = text[text.rfind("\n", 0, one.start) + 1 : one.start].rstrip()
        begins = not before or before.endswith(":")
        if begins and one.end - one.start > MIN_SPEECH_CHARACTERS:
            found.append(Attribution(open_speaker, Span(one.start, one.start), span, True, True))
        open_speaker = open_speaker if one.continues else None
    return found
