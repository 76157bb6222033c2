"""The wording of answers: who says what, in quotation marks only where the source has them.

A line "X said (source): “…”" has words that the source gives as the speaker's own. Everything else
that is cited is set apart on lines of its own, as the document's text, under a line that names the
document and, where that is sure, of whom it tells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.citations.wording import (
    POSSIBLE_MATCHES,
    also_in,
    confidence_text,
    cue_verb,
    dated,
    is_issued,
    long_date,
    reported_act,
    source_name,
)
from assistant.records import Answer, Citation, WrittenSentence
from index.lexicon.speaker_labels import QUESTION_LABELS

__all__ = [
    "SET_APART",
    "answer_blocks",
    "answer_text",
    "attribution",
    "is_quoted",
    "reported_speaker",
    "shown_words",
    "terminal_text",
    "written_text",
]

SET_APART = "> "
"""Begins a line of an answer that is a document's text, as in Markdown."""
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Placeholders for the emphasis marks, from Unicode's private use area."""
_CAPITAL_ARTICLE = re.compile(r"^(?:An?|The) (?=\w)")
"""The article of a description that began a sentence: "A poll"; "the White House" reads as well."""
_INNER_MARKS = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›", '"': "'"})
_TEX_MARKS = re.compile(r"``|''")


def answer_text(citations: Sequence[Citation], emphasis: tuple[str, str] = ("", "")) -> str:
    """The answer made of citations: who says it and where, the words, and the markers.

    Args:
        citations: The citations in order.
        emphasis: Strings to put before and after the short answer within the words.
    """
    lines: list[str] = []
    for head, group in groupby(citations, attribution):
        together = list(group)
        shown = [_with_marker(one, emphasis) for one in together]
        if is_quoted(together[0]):
            lines.append(f"{head}: {' '.join(shown)}")
        else:
            lines += [f"{head}:", *(f"{SET_APART}{words}" for words in shown)]
    return "\n".join(lines)


def answer_blocks(text: str) -> list[tuple[bool, str]]:
    """An answer's text in blocks of lines: whether each is set apart, and its bare lines."""
    return [
        (
            is_set_apart,
            "\n".join(line[len(SET_APART) :] if is_set_apart else line for line in lines),
        )
        for is_set_apart, lines in groupby(
            text.split("\n"), lambda line: line.startswith(SET_APART)
        )
    ]


def reported_speaker(citation: Citation) -> str:
    """Whose words a citation has, with their role; or of whom its document tells.

    Empty where that is nobody, as for a headline.
    """
    if citation.headline or not citation.speaker:
        return ""
    speaker = ", ".join(filter(None, (citation.speaker, citation.role)))
    if citation.kind in ("direct", None) or is_issued(citation):
        return f"words that {citation.speaker} quoted" if citation.quotes_others else speaker
    return f"on {reported_act(speaker, citation.cue, citation.stance)}"


def attribution(citation: Citation) -> str:
    """What stands before a citation's words: who says them, or which document has them."""
    if citation.headline:
        # A headline has no speaker, and the source's name might be the headline itself.
        return f"Headline of {dated(citation.outlet or citation.document, citation.date)}"
    if not citation.speaker:
        return _wrote(citation)
    if is_issued(citation):
        same = citation.speaker.casefold() == (citation.outlet or "").casefold()
        return _wrote(citation) if same else f"{citation.speaker} ({source_name(citation)})"
    if not is_quoted(citation):
        if citation.kind == "direct" and citation.cue is None and not citation.quotes_others:
            # A speech or a message that is all of one person's words.
            return f"{citation.speaker} ({source_name(citation)})"
        # The words are the writer's, and must not be taken for the speaker's own.
        speaker = _CAPITAL_ARTICLE.sub(lambda article: article.group().lower(), citation.speaker)
        if citation.speaker.casefold() in QUESTION_LABELS:
            speaker = "a questioner"
        if citation.quotes_others:
            return f"{_wrote(citation)}, of words that {speaker} quoted"
        return f"{_wrote(citation)}, of {reported_act(speaker, citation.cue, citation.stance)}"
    if citation.speaker.casefold() in QUESTION_LABELS:
        return f"A question ({source_name(citation)})"
    speaker = citation.speaker[:1].upper() + citation.speaker[1:]
    verb = "asked" if _is_question(citation) else cue_verb(citation.cue)
    return f"{speaker} {verb} ({source_name(citation)})"


def is_quoted(citation: Citation) -> bool:
    """Whether a citation is shown as its speaker's own words, in quotation marks.

    It is not if the short answer stands in what the writer says around them.
    """
    if not citation.spoken or citation.headline or not citation.speaker:
        return False
    answer = _answer_place(citation)
    if answer is None or any(
        start <= answer[0] and answer[1] <= end for start, end in citation.spoken
    ):
        return True
    words = _text(citation)[slice(*answer)].casefold()
    return words in citation.speaker.casefold() or citation.speaker.casefold() in words


def shown_words(citation: Citation) -> list[str]:
    """The pieces of a citation that its answer shows, each on one line."""
    return [_one_line(piece, is_quoted(citation)) for piece in _pieces(citation, _text(citation))]


def _pieces(citation: Citation, text: str) -> list[str]:
    if not is_quoted(citation):
        return [text]
    return [text[start:end] for start, end in citation.spoken]


def _with_marker(citation: Citation, emphasis: tuple[str, str]) -> str:
    documents = len({copy.document_id for copy in citation.copies})
    copies = f" ({also_in(documents)})" if documents else ""
    return f"{_shown(citation, emphasis)} [{citation.marker}]{copies}"


def _shown(citation: Citation, emphasis: tuple[str, str]) -> str:
    text, answer, quoted = _text(citation), _answer_place(citation), is_quoted(citation)
    spans = citation.spoken if quoted else ((0, len(text)),)
    is_plain = answer is None or not any(emphasis) or bool({_OPEN, _CLOSE} & {*text})
    shown = ""
    for number, (start, end) in enumerate(spans):
        if number:
            # Words of the writer between two quotations are left out, which a mark shows.
            is_gap = any(map(str.isalnum, text[spans[number - 1][1] : start]))
            shown += " … " if is_gap else " "
        piece = text[start:end]
        if not is_plain and answer and start <= answer[0] and answer[1] <= end:
            first, last = answer[0] - start, answer[1] - start
            piece = f"{piece[:first]}{_OPEN}{piece[first:last]}{_CLOSE}{piece[last:]}"
        piece = _one_line(piece, quoted)
        shown += f"“{piece}”" if quoted else piece
    return shown if is_plain else shown.replace(_OPEN, emphasis[0]).replace(_CLOSE, emphasis[1])


def _one_line(words: str, is_quotation: bool) -> str:
    """The words on one line; marks inside a quotation become single ones, as print has them."""
    line = " ".join(words.split())
    return _TEX_MARKS.sub("'", line).translate(_INNER_MARKS) if is_quotation else line


def _text(citation: Citation) -> str:
    return citation.read_as or citation.quote


def _answer_place(citation: Citation) -> tuple[int, int] | None:
    """Where the short answer stands in the citation's words."""
    start, end = citation.answer_start, citation.answer_end
    if start is None or end is None:
        return None
    return citation.answer_as_read or (start - citation.start, end - citation.start)


def _is_question(citation: Citation) -> bool:
    start, end = citation.spoken[-1]
    return _text(citation)[start:end].rstrip(" \"'”’»)").endswith("?")


def _wrote(citation: Citation) -> str:
    """`Sputnik International wrote, 14 October 2022`; a document without outlet is named alone."""
    if not citation.outlet:
        return source_name(citation)
    day = f", {long_date(citation.date)}" if citation.date else ""
    return f"{citation.outlet} wrote{day}"


def terminal_text(
    answer: Answer, emphasis: tuple[str, str] = ("", ""), width_of_quote: int = 300
) -> str:
    """An answer as the command line prints it; `emphasis` as in `answer_text`."""
    if answer.small_talk:
        return answer.text
    written = any(one.status != "dropped" for one in answer.sentences)
    text = answer.text
    if text == answer_text(answer.citations):
        text = answer_text(answer.citations, emphasis)
    lines = [text, ""]
    if answer.notice:
        lines[1:1] = ["", answer.notice]
    if answer.standalone:
        lines.insert(0, f"Asked as: {answer.standalone}")
    if answer.is_uncertain:
        lines.insert(0, f"{POSSIBLE_MATCHES}:")
    elif answer.short_answer:
        lines.insert(0, f"{emphasis[0]}{answer.short_answer}{emphasis[1]}")
    if answer.status == "answered":
        lines.append(f"Confidence: {confidence_text(answer.confidence)}")
        lines += [_terminal_citation(citation) for citation in answer.citations]
        if written:
            lines.append(f"Written by {answer.model}; {written_text(answer.sentences)}")
    elif answer.retrieved:
        lines.append("Nearest passages:")
        for passage in answer.retrieved[:3]:
            text = " ".join(passage.text.split())
            short = text if len(text) <= width_of_quote else f"{text[:width_of_quote].rstrip()} …"
            lines.append(f"  {passage.document} {passage.start}-{passage.end}: {short}")
    return "\n".join(lines).rstrip()


def written_text(sentences: Sequence[WrittenSentence]) -> str:
    """Counts of the checked sentences of a chat model: "3 sentences checked, 1 left out"."""
    left_out = sum(one.status == "dropped" for one in sentences)
    repaired = sum(one.status == "repaired" for one in sentences)
    count = f"{len(sentences)} sentence{'' if len(sentences) == 1 else 's'} checked"
    parts = [count, *([f"{repaired} written again"] if repaired else [])]
    return ", ".join([*parts, *([f"{left_out} left out"] if left_out else [])])


def _terminal_citation(citation: Citation) -> str:
    page = f", page {citation.page}" if citation.page else ""
    page += f", at {citation.time}" if citation.time else ""
    title = f" — {citation.title}" if citation.title and citation.outlet else ""
    place = f"{citation.document}{page}, characters {citation.start}-{citation.end}"
    return f"  [{citation.marker}] {source_name(citation)}{title}\n      {place}"
