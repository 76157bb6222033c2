"""Finds who speaks in documents with one voice: speeches, statements, messages, letters, op-eds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.attribution.turns.bylines import read_byline
from index.attribution.turns.labelled_blocks import is_sentence_like
from index.attribution.turns.labels import LabelKind, read_label
from index.attribution.turns.name_index import lower_capitals, name_words
from index.attribution.turns.people_in_titles import TurnSpeaker, read_people
from index.attribution.turns.stage_directions import read_note
from index.lexicon.name_words import PARTICLES
from index.lexicon.reporting_verbs import COMMON_FORMS
from index.lexicon.speaker_labels import DIALOGUE_KINDS, SPEECH_KINDS
from index.lexicon.titles import OFFICES, SHORT_WORD
from index.records import Span
from index.text.capital_letters import CAPITAL

_KIND = rf"(?:press |media )?(?:{'|'.join(map(re.escape, SPEECH_KINDS))})"
_BY = r"(?:by|from|of|with|delivered by|given by|made by|de(?: la|l)?|des?|du|von|der|des|di|do|da)"
_KIND_BY = re.compile(
    rf"\b(?P<kind>{_KIND})\b(?:(?!following|with)[^:’\n]){{0,60}}?\b{_BY}\s+(?P<who>[^\n]{{3,200}})",
    re.IGNORECASE,
)
_OWNER = re.compile(
    rf"(?P<who>[^\n:]{{3,120}}?)(?:['’]s|(?<=s)['’])\s+(?:\w+\s+){{0,2}}?(?P<kind>{_KIND})\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?P<who>[^\n:]{3,120}?) (?:[Ss]peaks|[Tt]estifies"
    r"|[Dd]elivers? [^\n]{0,40}?(?P<kind>[Rr]emarks|[Ss]tatement|[Aa]ddress|[Ss]peech"
    r"|[Tt]estimony))\b"
)
_DELIVERED = re.compile(
    rf"(?:\b(?P<kind>{_KIND})\b[^.\n]{{0,80}} |^)(?:delivered|presented|made|given|read) by:?\s+"
    r"(?P<who>[^\n]{3,160})",
    re.IGNORECASE,
)
_AS_DELIVERED = re.compile(
    r"\b(?:as )?(?:prepared|delivered|written|released)(?: for delivery| by)?\b[ ,]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:yours|sincerely|respectfully|best|kind|warm|with|cordially|faithfully|regards|signed"
    r"|in solidarity)\b.{0,40}",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(
    rf"(?:(?:{SHORT_WORD}|Sir|Dame)\.? )?{CAPITAL}[\w.’'-]*"
    rf"(?: (?:{CAPITAL}[\w.’'-]*|{'|'.join(PARTICLES)})){{1,4}}(?:,? (?:Jr|JR|Sr|SR|II|III)\.?)?,?"
)
_I = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]y)\b")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")
_I_OR_WE = re.compile(f"{_I.pattern}|{_WE.pattern}")
_QUOTED = re.compile(r"[“\"][^”\"\n]{0,2000}[”\"]")
_BEFORE_GENRE = frozenset(
    """joint press opening closing concluding introductory full text of the transcript official
    prepared written public background on-the-record on record national annual keynote video
    televised white house media morning daily special virtual a an my our welcome welcoming
    acceptance victory concession inaugural farewell budget policy plenary oral remote as
    delivered live read rush unofficial verbatim complete speaking notes""".split()
)
_REPORTS = f"(?:{'|'.join(sorted(COMMON_FORMS))})"
_SALUTATION = re.compile(
    r"(?:Dear|Ladies|Mr|Mrs|Ms|Madam|Friends|My|Good|Colleagues|Excellenc|Your|Distinguished|Hono"
    r"|Esteemed|Fellow|Hello|Comrades|Members|Sisters|Brothers|Querid|Cher|Mesdames|Liebe|Sehr"
    r"|Señor|Meine|To)[^\n]{0,120}[,:!.]"
)
_LETTER_BEGINS = re.compile(
    r"(?:Dear (?:Sir|Madam|Editor)[^\n]{0,40}|Sirs?|Madam|Sir or Madam|To the [Ee]ditor)[,:.]?"
)
_DATE_LINE = re.compile(
    r"(?=.{0,60}\d{4})(?:[^\W\d_]+[,. ]+){0,6}\d[\d ,.–-]*(?:[^\W\d_]+[,. ]+\d{4})?[.]?"
)
_LONG = 200
"""Characters from which a line without a full stop is text all the same."""
_MAX_SIGNED_WORDS = 5
"""Words of a signature's name, with its title."""
_HEAD_BLOCKS = 8
_FOOT_BLOCKS = 6


class Voice(NamedTuple):
    """Who speaks where no label says so."""

    speakers: tuple[TurnSpeaker, ...]
    is_whole: bool
    """Whether everything in the document is theirs, rather than what labels give them."""
    first: int = 0
    """Where the text of the speech can begin at the earliest: behind the byline."""
    end: int | None = None
    """Where it ends: before the signature."""

    def holder_of(self, office: str) -> TurnSpeaker | None:
        """The speaker who holds an office, if exactly one does: "THE MINISTER"."""
        last = office.split()[-1].casefold()
        holders = [one for one in self.speakers if one.role and last in one.role.casefold().split()]
        return holders[0] if len(holders) == 1 else None


def find_voice(
    text: str, blocks: Sequence[Span], title: str | None, speaker: str | None
) -> Voice | None:
    """Who speaks in a document without labels, or before the first of them.

    Args:
        text: The document's text.
        blocks: Its blocks, in order.
        title: Its title, if metadata give one.
        speaker: The speaker of the whole document, if metadata name one.
    """
    if speaker:
        return Voice((TurnSpeaker(speaker),), True)
    head = blocks[:_HEAD_BLOCKS]
    lines = ([Span(-1, -1)] if title else []) + list(head)
    for place, line in enumerate(lines):
        words = title or "" if line.start < 0 else text[line.start : line.end]
        is_cover = False
        if words.rstrip(": ").casefold().endswith(" by") or words.casefold().startswith("by\n"):
            # A cover with one line for each fact.
            following = [text[slice(*one)] for one in lines[place + 1 : place + 3]]
            words = " ".join([words.rstrip(": "), *following])
            is_cover = True
            line = lines[min(place + 2, len(lines) - 1)]
        if len(words) > 500 or (
            place > 0 and (len(words) > (400 if is_cover else 200) or words.endswith("."))
        ):
            continue
        found = _voice_of_title(words, place == 0)
        if found is not None:
            is_sentence = place == 0 and bool(_OWNER.match(words) or _SPEAKS.match(words))
            if is_sentence and not _is_in_first_person(text, blocks, _I_OR_WE):
                return None
            if found.is_whole and _is_written_about(text, blocks, found):
                return None
            return found._replace(first=max(0, line.end))
    return _voice_of_byline(text, head, blocks) or _voice_of_signature(text, blocks, title)


def begins_speech(text: str, block: Span) -> bool:
    """Whether a speech or a message may begin with a block, rather than with one below it."""
    words = text[block.start : block.end]
    if _SALUTATION.fullmatch(words):
        return True
    if _DATE_LINE.fullmatch(words) or read_byline(words):
        return False
    if not is_sentence_like(words) and len(words) <= _LONG:
        return False
    is_capitalised = all(not word[0].islower() for word in words.split())
    if is_capitalised and (len(words.split()) < 7 or words.isupper()):
        # A place: "Washington, D.C."
        return False
    return read_note(text, block) is None


def is_about_speakers(text: str, block: Span, voice: Voice) -> bool:
    """Whether a last paragraph says who the author is: "Clara Whitcombe represents …"."""
    words = text[block.start : block.end]
    names = [one.name for one in voice.speakers if one.name]
    return any(name in words[:80] for name in names) and not _I_OR_WE.search(words)


def _voice_of_title(words: str, is_title: bool) -> Voice | None:
    """The people of "Statement by …" or "…'s remarks", in a title or in a line below it."""
    if len(words) < 10:
        return None
    match = _DELIVERED.search(words) if is_title else _DELIVERED.match(words)
    if match is None and is_title:
        words = _AS_DELIVERED.sub("", words)
        match = _OWNER.match(words) or _SPEAKS.match(words) or _KIND_BY.search(words)
        if match is not None and not _begins_title(words[: match.start()]):
            return None
    elif match is None:
        match = _KIND_BY.match(words)
    if match is None or re.match(r"fact sheet|joint fact", words, re.IGNORECASE):
        return None
    people = read_people(match["who"])
    if not people:
        return None
    kind = (match["kind"] or "").casefold().split()
    return Voice(tuple(people), not kind or kind[-1] not in DIALOGUE_KINDS)


def _begins_title(before: str) -> bool:
    """Whether nothing but such words as "Joint" or "Opening" stands before the kind of speech."""
    return all(word.casefold() in _BEFORE_GENRE for word in re.findall(r"[\w-]+", before))


def _is_written_about(text: str, blocks: Sequence[Span], voice: Voice) -> bool:
    """Whether a text is an article on what somebody said rather than their own words."""
    names = [name_words(one.name)[-1] for one in voice.speakers if one.name]
    paragraphs = [text[block.start : block.end] for block in blocks[1:60]]
    about = sum(any(name in words for name in names) for words in paragraphs)
    first_person = sum(
        bool(_I.search(unquoted) or _WE.search(unquoted))
        for unquoted in (_QUOTED.sub("", words) for words in paragraphs)
    )
    said = any(re.search(rf"\b{re.escape(name)} {_REPORTS}\b", text) for name in names)
    return said or about > max(2, first_person)


def _voice_of_byline(text: str, head: Sequence[Span], blocks: Sequence[Span]) -> Voice | None:
    """The authors of a piece in the first person."""
    for line in head:
        authors = read_byline(text[slice(*line)])
        if authors:
            is_own = _is_in_first_person(text, blocks)
            return Voice(tuple(authors), True, first=line.end) if is_own else None
    return None


def _voice_of_signature(text: str, blocks: Sequence[Span], title: str | None) -> Voice | None:
    """Who signs a letter or a message in the first person below it."""
    foot = list(blocks[-_FOOT_BLOCKS:])
    is_to_a_paper = any(
        _LETTER_BEGINS.fullmatch(text[slice(*block)]) for block in blocks[:_HEAD_BLOCKS]
    )
    for at, line in enumerate(foot):
        words = text[line.start : line.end]
        follows_closing = at > 0 and _CLOSING.fullmatch(text[slice(*foot[at - 1])].strip(" ,"))
        is_signed = bool(follows_closing) or (is_to_a_paper and at > 0)
        if is_signed and not is_sentence_like(words):
            words = _without_office(words)
        if len(words) > 60 or not _NAME_LINE.fullmatch(words):
            continue
        if not (is_signed or words.isupper()):
            continue
        name = words.strip(" ,")
        name = re.sub(r",? (?:JR|SR|Jr|Sr)\.?$", "", name)
        parts = read_label(name)
        if parts is None or parts.kind not in (LabelKind.NAME, LabelKind.TITLED):
            continue
        if len(name_words(parts.name)) < 2 or not _is_in_first_person(text, blocks):
            continue
        end = foot[at - 1].start if follows_closing else line.start
        return Voice((TurnSpeaker(lower_capitals(parts.name)),), True, end=end)
    return None


def _without_office(words: str) -> str:
    """A signature without the office or the place that follows the name in the same line."""
    kept: list[str] = []
    for word in words.split():
        plain = word.strip(",.").casefold()
        is_of_name = word[0].isupper() and not re.search(r"['’]s$", word)
        if not is_of_name or (kept and plain in OFFICES) or len(kept) == _MAX_SIGNED_WORDS:
            break
        kept.append(word)
        if word.endswith(","):
            break
    return " ".join(kept).rstrip(",")


def _is_in_first_person(text: str, blocks: Sequence[Span], pronouns: re.Pattern[str] = _I) -> bool:
    """Whether the writer says "I" outside quotations, in at least a sixth of the paragraphs."""
    paragraphs = [block for block in blocks[:60] if block.end - block.start > 50]
    first_person = sum(
        pronouns.search(_QUOTED.sub("", text[block.start : block.end])) is not None
        for block in paragraphs
    )
    return first_person * 6 >= max(1, len(paragraphs)) and first_person >= 1
