"""Tells what the stenographer adds to a transcript: stage directions, procedure, headings, ends."""

from __future__ import annotations

import re
from enum import StrEnum

from index.lexicon.speaker_labels import CHAIR_TITLES, STAGE_DIRECTIONS
from index.records import Span

_MAX_NOTE = 400
"""Maximum characters of a note. What is longer, somebody says, even in brackets."""
_TIME_LINE = (
    r"[\W_]*\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[AaPp]\.?\s?[Mm]\.?)?\s*"
    r"(?:[A-Z]{2,4}|\(?[Ll]ocal\)?)?[\W_]*"
)
_TIMES = re.compile(rf"{_TIME_LINE}|(?:●|•|§)?\s*\(\d{{3,4}}\)|[*•●·.\s]+|speaker")
"""Times and stars between paragraphs: "● (1005)"."""
_CREDIT = re.compile(r"[-–—] Hansard [-–— ]*(?:Excerpts)?")
_END = re.compile(
    r"[\W_]*(?:END|The end|End of (?:transcript|recording|interview|call|Q&A|document))\b"
    r"[\s\W]*(?:\d{1,2}[:.]\d{2}.{0,20})?"
    r"|[-–—_=~\s]{3,}|\\?#{2,}",
)
"""The end of a transcript: "END 1:41 P.M. EST", "###"."""
_BRACKETED = re.compile(
    r"[\[(<*…. ]*[\[(<][^\[\]()<>]*(?:[(\[][^()\[\]]*[)\]][^\[\]()<>]*)*[\])>][\])>*…. ]*"
)
_ENDING_BRACKET = re.compile(
    r"[\[(]?\W*(?:Whereupon|End|Ende|Schluss|Schluß|Fin\b|Transcript ends|Adjourn|Vote|Division"
    r"|Motion|Amendment|Bill|Question|The (?:meeting|sitting|hearing|session|House))",
    re.IGNORECASE,
)
_INTERRUPTION = re.compile(
    r"[^:]{0,80}\b(?:Members?|MPs|senators?|deputies|gentlem[ae]n|[A-Z][\w.’'-]+)[^.:]{0,20} "
    r"(?:rose|interjecting|having risen|indicated (?:assent|dissent)|made an? .{0,40})[\s.…—–-]*"
)
"""What other people do: "Several hon. Members rose—"."""
_PART_OF_CALL = re.compile(
    r"(?:prepared|opening|closing) remarks|presentations?|contents"
    r"|(?:questions?|q) ?(?:&|and|-) ?(?:answers?|a)(?: (?:session|period))?"
    r"|(?:(?:conference )?call|corporate|company|meeting) participants"
    r"|duration:.{1,30}|more .{1,40} analysis|all earnings call transcripts",
    re.IGNORECASE,
)
"""The headings of a call's transcript: "Questions & Answers:"."""
_BODY = (
    r"House|Senate|Committee|Council|Assembly|Parliament|Chamber|meeting|sitting|session|hearing"
    r"|plenary|court|jury|Clerk|Secretary|legislative clerk|bill clerk|Chaplain|vote|result|yeas"
    r"|ayes|call|conference|proceedings|witness(?:es)?|above|foregoing|joint resolution|text"
    r"|material|Minister"
)
_DONE = (
    r"was|were|is|are|will|shall|then|had|has|having|rose|met|divided|adjourned|resumed|called"
    r"|proceeded|read|took|announced|concluded|suspended|closed|opened|ended|convened|recessed"
    r"|retired|withdrew|sworn|of the|follows|resolved"
)
_PUT = (
    r"put|agreed|adopted|carried|negatived|rejected|passed|ordered|read|was|were|proposed"
    r"|withdrawn|resolved|taken"
)
_PROCEDURE = re.compile(
    r"There (?:was|being) no (?:objection|debate|discussion)|It was so (?:decided|ordered|agreed)"
    r"|(?:The )?(?:Questions?|Motions?|Amendments?|Resolutions?|Bills?|Clauses?|Votes?|Agenda"
    rf"|Orders?|Minutes)\b[^.?!]{{0,160}}? (?:{_PUT})\b|(?:The|This) (?:{_BODY}) (?:{_DONE})\b"
    rf"|The (?:{'|'.join(CHAIR_TITLES)}|President|(?:Deputy )?Speaker|Minister|Members?)"
    r"[^.:]{0,40} "
    r"(?:was asked|took the Chair|left the Chair|in the Chair)"
    r"|Moved by\b|Seconded by\b|In the Chair\b|Whereupon\b|Debate (?:adjourned|resumed)"
    r"|Division (?:No|list)|Sitting (?:suspended|resumed|adjourned)"
    r"|(?:Adjourned|Suspended|Resumed) (?:at|accordingly|until)|Ayes[: ]|Noes[: ]|Tellers for"
    r"|[^.:]{3,60},? (?:having been|was|being|after being)[^.]{0,40} (?:sworn|affirmed)\b"
    r"|[^:]{3,100}\b(?:took|resumed|left|vacated|assumed) the [Cc]hair\b"
    r"|The (?:hon(?:ourable|\.)? )?[Mm]embers? for [^.]{2,60} (?:left|withdrew|was|were)\b"
    r"|Witness (?:sworn|excused|withdrew)|On (?:resuming|division)\b"
    r"|(?:Die|La) (?:Sitzung|séance|sesión|seduta) (?:est|se|wird|ist|è)"
    r"|Se (?:suspende|levanta|reanuda)"
)
"""What is done: "There was no objection.", "The House divided: Ayes 212, Noes 198."."""
_FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|we|We|you|You|my|My|our|Our|your|Your|us|me)\b")
_LETTER = re.compile(r"[^\W\d_]")
_END_OF_SENTENCE = re.compile(r"[.?!…:;,][”\"’'»)\]]*\s*$")
_DIRECTION = re.compile(
    r"[(\[<](?:[^()\[\]<>\n]{0,60}\b)?"
    rf"(?:{'|'.join(map(re.escape, STAGE_DIRECTIONS))})\w*[^()\[\]<>\n]{{0,100}}[)\]>]"
    r"|\[operator instructions?\]",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:[\[(][A-Z][^\[\]()\n]{1,60}[\])]:?[ \t\u00a0]+)+(?=[\w“\"])")
"""Brackets before the words of a paragraph: "[Operator Instructions]"."""


class NoteKind(StrEnum):
    """What a note does to the turn in which it stands."""

    INTERRUPTS = "interrupts"
    """It is nobody's speech, and the turn goes on behind it."""
    ENDS = "ends"
    """It ends the turn."""


def read_note(text: str, block: Span, is_all_capitals: bool = False) -> NoteKind | None:
    """Whether a block is the stenographer's; None if somebody may say it.

    Args:
        text: The document's text.
        block: A paragraph without outer white space.
        is_all_capitals: Whether all speech of the document is in capitals, as in captions.
    """
    if block.end - block.start > _MAX_NOTE:
        return None
    words = text[block.start : block.end].strip(" \t\u00a0|*_")
    if _TIMES.fullmatch(words) or _CREDIT.fullmatch(words):
        return NoteKind.INTERRUPTS
    if _END.fullmatch(words):
        return NoteKind.ENDS
    if not _LETTER.search(words):
        return NoteKind.INTERRUPTS
    if words[0] in "[(<*…." and _BRACKETED.fullmatch(words):
        if words[0] == "(" and _FIRST_PERSON.search(words):
            return None
        return NoteKind.ENDS if _ENDING_BRACKET.match(words) else NoteKind.INTERRUPTS
    if _INTERRUPTION.fullmatch(words):
        return NoteKind.INTERRUPTS
    if _PART_OF_CALL.fullmatch(words.rstrip(": ")):
        return NoteKind.ENDS
    if _PROCEDURE.match(words) and not _FIRST_PERSON.search(words):
        return NoteKind.ENDS
    return _read_heading(words, is_all_capitals)


def is_end(words: str) -> bool:
    """Whether a line says that a document ends: "END", "###"."""
    return _END.fullmatch(words.strip()) is not None and words.strip("-_= ") != ""


def separates_blocks(text: str, block: Span) -> bool:
    """Whether a block only sets others apart: "--------", "- Hansard -"."""
    words = text[block.start : min(block.end, block.start + 200)]
    return not _LETTER.search(words) or _CREDIT.fullmatch(words) is not None


def _read_heading(words: str, is_all_capitals: bool) -> NoteKind | None:
    if len(words) > 200 or words[0] in '-–—•“"«‘':
        return None
    if words.isupper() and not is_all_capitals and len(words) > 3:
        is_shout = words[-1] in "?!" or (words[-1] == "." and len(words) < 12)
        return None if is_shout else NoteKind.ENDS
    if _END_OF_SENTENCE.search(words) or not is_heading(words):
        return None
    return NoteKind.INTERRUPTS


def is_heading(words: str) -> bool:
    """Whether a short line without a full stop is a heading rather than a sentence."""
    return (
        len(words.split()) <= 12
        and len(words) <= 100
        and words[-1].isalnum()
        and (words[0].isupper() or words[0].isdigit())
        and not _FIRST_PERSON.search(words)
    )


def spoken_parts(text: str, start: int, end: int) -> list[Span]:
    """The stretches of a paragraph that are spoken: without the stage directions in it."""
    parts = []
    leading = _LEADING.match(text, start, end)
    at = start = leading.end() if leading else start
    for direction in _DIRECTION.finditer(text, start, end):
        if _is_inside_sentence(text, start, direction, end):
            continue
        parts.append(_trim(text, at, direction.start()))
        at = direction.end()
    parts.append(_trim(text, at, end))
    return [part for part in parts if any(map(str.isalnum, text[part.start : part.end]))]


def _is_inside_sentence(text: str, start: int, direction: re.Match[str], end: int) -> bool:
    """Whether a sentence goes on behind a direction: "I know (inaudible) the two parties"."""
    before = text[max(start, direction.start() - 5) : direction.start()].rstrip()
    after = text[direction.end() : min(end, direction.end() + 5)].lstrip(" \u00a0—–-.")
    return bool(before) and before[-1] not in '.?!…”"—–-' and after[:1].islower()


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] == "|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "|"):
        end -= 1
    return Span(start, end)
