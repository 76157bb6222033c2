"""Finds the body that issues a fact sheet or a release, and what it says in its own words there.

The people whom a release quotes stay apart, and so does every sentence that reports what somebody
says. The rest is the body's own: statements of the kind "indirect" without a cue, so that nothing
ever stands in quotation marks that the source has without.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.attribution.speaker_words import is_possible_speaker
from index.ingest.metadata.head_lines import HeadLine, head_lines, lines_above_prose
from index.ingest.metadata.issuing_bodies import is_body, is_body_by_form
from index.ingest.metadata.metadata import read_front_matter
from index.ingest.metadata.title_and_outlet import is_title_case, names_news_outlet
from index.lexicon.function_words import PREPOSITIONS
from index.lexicon.release_labels import is_release_label
from index.records import Span, Statement
from index.text.capital_letters import CAPITAL
from index.text.person_names import is_given_name

__all__ = ["Publication", "find_issuer", "is_record", "issued_statements", "spans_of"]

_RELEASE = re.compile(
    r"\W*(?:(?:for )?immediate release|(?:joint )?(?:"
    r"(?:press|news|media) (?:release|statement|notice)|fact ?sheet"
    r"|communiqué|communique|readout|backgrounder))\b",
    re.IGNORECASE,
)
"""How the title of a fact sheet or a release begins, or a line above its text."""
_JOINT = re.compile(r"\W*joint\b", re.IGNORECASE)
"""How the title of a release begins that several bodies issue."""
_RECORD = re.compile(r"\bcongressional record\b", re.IGNORECASE)
_HEAD = 1000
"""Characters at the start of a document in which a record says what it is."""
_LONGEST_LABEL = 120
_LONGEST_HEADING = 250
_NEWSWIRE = re.compile(r"newswire\b|\bwire\b|wire$", re.IGNORECASE)
"""Who distributes releases of others."""
_ABOUT = re.compile(
    rf"^\W*(?:About|ABOUT) (?:the )?(?P<name>{CAPITAL}[^\n.:?!]{{2,60}}?)[\W]*$", re.M
)
"""The heading of what a release says about the body, at its foot."""
_OPENING = 2500
"""Characters at the start of the text in which a release names the body that issues it."""
_NAME = re.compile(
    rf"\b{CAPITAL}[\w’'-]*(?: (?:(?:of|for|on)(?: the)? |and |& )?{CAPITAL}[\w’'-]*){{1,6}}"
)
_SEARCHED = 20_000
"""Characters in which a body is looked for that the address of the page names."""
_LONGEST_NAME_WORDS = 8
_BULLET = re.compile(r"(?:[-–—•*·▪●○]|\(?[\da-z]{1,2}[.)])[ \t\u00a0]++(?=\S)")
_LEAST_WORDS = 3
"""A shorter line that ends with a full stop is a label more often than a sentence."""
_ENDS = re.compile(r"[.!…][”\"’')\]*_]*$")
_SMALL = PREPOSITIONS | frozenset("of the and &".split())


class Publication(NamedTuple):
    """What a document is, as far as it tells who may speak in it."""

    is_official: bool
    """Whether it is a transcript, a release or a record rather than news."""
    is_record: bool
    """Whether it is a record of proceedings."""
    issuer: str | None
    """The body that issues it, if it is a fact sheet or a release."""

    def is_nobodys(self, text: str, statement: Statement, turns: Sequence[Statement]) -> bool:
        """Whether reported words are none: the clerk's, a heading's, or those of a thing.

        Args:
            text: The document's text.
            statement: What may be somebody's words.
            turns: The document's speech turns, in order: what is quoted in them is somebody's.
        """
        if not self.is_official:
            return False
        if self.is_record and not _is_in_turn(statement, turns):
            return True
        if _is_in_heading(text, statement.start):
            return True
        speaker = statement.speaker
        is_thing = speaker is not None and not is_possible_speaker(speaker, True)
        return is_thing and statement.kind == "indirect"


def _is_in_turn(statement: Statement, turns: Sequence[Statement]) -> bool:
    place = bisect_right(turns, statement.start, key=lambda turn: turn.start) - 1
    return place >= 0 and statement.start < turns[place].end


def _is_in_heading(text: str, start: int) -> bool:
    """Whether a place is in a line Written Like This, without a full stop."""
    first = text.rfind("\n", max(0, start - _LONGEST_HEADING), start) + 1
    end = text.find("\n", start, start + _LONGEST_HEADING)
    line = text[first : end if end >= 0 else len(text)].strip(" *_#")
    return len(line) <= _LONGEST_HEADING and line[-1:].isalnum() and is_title_case(line)


def spans_of(statement: Statement) -> Iterator[Span]:
    """Where a statement's words, its speaker and its cue stand."""
    yield Span(statement.start, statement.end)
    yield from (span for span in (statement.speaker_span, statement.cue_span) if span is not None)


def is_record(text: str, title: str | None) -> bool:
    """Whether a document is a record of proceedings, in which the clerk's words report nobody."""
    return _RECORD.search(f"{title}\n{text[:_HEAD]}") is not None


def find_issuer(
    text: str, title: str | None, outlet: str | None = None, url: str | None = None
) -> str | None:
    """The body that issues a fact sheet or a release.

    Args:
        text: The document's text.
        title: Its title, if metadata give one.
        outlet: Who publishes it, as the metadata or the text tell.
        url: Its address.

    Returns:
        The body's name; None if the document is neither fact sheet nor release, if it doesn't tell
        who issues it, or if several bodies do.
    """
    lines = list(lines_above_prose(head_lines(text, read_front_matter(text)[1])))
    labels = [at for at, line in enumerate(lines) if _is_release_line(line.text)]
    heads = [title or "", *(lines[at].text for at in labels)]
    if not any(map(_RELEASE.match, heads)) or any(map(_JOINT.match, heads)):
        return None
    if outlet and _may_issue(outlet, text):
        return _as_written_in(text, outlet)
    return (
        _issuer_described_below(text)
        or _issuer_beside_label(text, lines, labels)
        or _issuer_in_address(text, url)
    )


def _as_written_in(text: str, name: str) -> str:
    """A name in capitals as the text has it elsewhere; any other name unchanged."""
    if not name.isupper():
        return name
    forms = re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)
    return next((form for form in forms if not form.isupper()), name)


def _is_release_line(line: str) -> bool:
    return len(line) <= _LONGEST_LABEL and _RELEASE.match(line) is not None


def _may_issue(outlet: str, text: str) -> bool:
    """Whether a publisher issues releases of its own, rather than printing those of others."""
    if _NEWSWIRE.search(outlet):
        return False
    return is_body(outlet) or not names_news_outlet(outlet) or outlet in text


def _issuer_described_below(text: str) -> str | None:
    """The name of "About Harbour Works" at the foot, if the release opens with it."""
    names = [match["name"].strip() for match in _ABOUT.finditer(text)]
    opening = text[:_OPENING]
    known = [name for name in dict.fromkeys(names) if name in opening]
    return known[0] if len(known) == 1 else None


def _issuer_beside_label(text: str, lines: Sequence[HeadLine], labels: Sequence[int]) -> str | None:
    """A name on the line above or below "Press release", if the text below names it again."""
    for label in labels:
        for at in (label - 1, label + 1):
            if 0 <= at < len(lines) and _is_name_of_body(lines[at].text):
                name = lines[at].text.strip(" .,:")
                if is_body(name) or is_body(name.partition(",")[0]):
                    return name
                below = text[lines[-1].end :]
                again = re.search(rf"\b{re.escape(name)}\b", below, re.IGNORECASE)
                if again is not None:
                    return again.group()
    return None


def _is_name_of_body(line: str) -> bool:
    words = line.strip(" .,:").split()
    return (
        0 < len(words) <= _LONGEST_NAME_WORDS
        and all(word[0].isupper() or word in _SMALL for word in words)
        and not _is_release_line(line)
        and not any(character.isdigit() for character in line)
        and not is_given_name(words[0])
    )


def _issuer_in_address(text: str, url: str | None) -> str | None:
    """The only body of the text that the host of an address names: "www.roads.example"."""
    host = re.match(r"(?:\w+://)?([^/?#\s]+)", url or "")
    if host is None:
        return None
    labels = host[1].casefold().split(".")
    names = {match.group() for match in _NAME.finditer(text[:_SEARCHED]) if is_body(match.group())}
    named = {name for name in names if any(_names(label, name) for label in labels)}
    return named.pop() if len(named) == 1 else None


def _names(label: str, name: str) -> bool:
    """Whether a part of a host's name is a body's: "whitehouse", "energy", "dhs"."""
    words = [word for word in name.casefold().split() if word not in _SMALL]
    initials = "".join(word[0] for word in words)
    if label in ("".join(words), initials, f"us{initials}"):
        return len(label) > 2
    if is_body_by_form(name) and label == words[-1]:
        return True
    return "".join(words) in label


def issued_statements(
    text: str,
    sentences: Sequence[Span],
    issuer: str,
    reported: Sequence[Span],
    apart: Sequence[Span],
) -> Iterator[Statement]:
    """The stretches of prose that are the issuing body's own, in order.

    Args:
        text: The document's text.
        sentences: Its sentences, or those of a part of it.
        issuer: The body.
        reported: Where somebody's words are reported; the sentences around them are left out.
        apart: Headlines, notes and quotations.
    """
    taken = _joined(sorted([*reported, *apart]))
    stretch: list[Span] = []
    for sentence in sentences:
        goes_on = bool(stretch) and "\n" not in text[stretch[-1].end : sentence.start]
        is_own = _is_plain_sentence(text[slice(*sentence)]) and not _overlaps(sentence, taken)
        if stretch and not (is_own and goes_on):
            yield _issued(text, stretch, issuer)
            stretch = []
        if is_own:
            stretch.append(sentence)
    if stretch:
        yield _issued(text, stretch, issuer)


def _issued(text: str, stretch: Sequence[Span], issuer: str) -> Statement:
    bullet = _BULLET.match(text, *stretch[0])
    return Statement(
        start=bullet.end() if bullet else stretch[0].start,
        end=stretch[-1].end,
        kind="indirect",
        speaker=issuer,
    )


def _is_plain_sentence(words: str) -> bool:
    return (
        _ENDS.search(words) is not None
        and not is_release_label(words)
        and len(words.split()) >= _LEAST_WORDS
        and any(word.islower() for word in words.split())
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans that don't overlap and cover the same characters."""
    joined: list[Span] = []
    for span in spans:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _overlaps(span: Span, taken: Sequence[Span]) -> bool:
    before = bisect_left(taken, span.end, key=lambda one: one.start) - 1
    return before >= 0 and taken[before].end > span.start
