"""The wording of answers, verdicts, sources and confidence, for the terminal and the chat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from assistant.records import (
    Answer,
    Citation,
    CitedStatement,
    QuoteMatch,
    QuoteVerdict,
    Searched,
    WrittenSentence,
)
from index.lexicon.speaker_labels import QUESTION_LABELS
from index.records import StatementStance

NOT_AFFIRMED = ("unsaid", "hypothetical", "denies")
"""Stances of words that a document doesn't give as said."""
_CONFIDENCE = ((0.75, "high"), (0.35, "medium"), (0.0, "low"))
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Placeholders for the emphasis marks, from Unicode's private use area."""
_MARK = re.compile(r"[“”\"«»„]|''")
_CLOSING = {"”": "“", "»": "«", '"': '"', "''": "''"}
"""Opening quotation mark for each closing one."""
_OPENING = {"“": "”", "«": "»", "„": "“", '"': '"', "''": "''"}
_CAPITAL_ARTICLE = re.compile(r"^(?:An?|The) (?=\w)")
"""The article of a description that began a sentence: "A poll"; "the White House" reads as well."""


def source_name(citation: Citation | QuoteMatch) -> str:
    """Outlet (else title or file name) and date: `Sputnik International, 14 October 2022`."""
    # Archived headlines often end in punctuation, which would precede our own comma.
    name = citation.outlet or (citation.title or "").rstrip(" .,;:") or citation.document
    return _dated(name, citation.date)


def _dated(name: str, day: str | None) -> str:
    """A name with its date, unless the name tells it: "Candidates' debate, 3 June 2021"."""
    if not day:
        return name
    shown = long_date(day)
    forms = {day, shown, re.sub(r"(\d+) (\w+) (\d+)", r"\2 \1, \3", shown)}
    return name if any(form in name for form in forms) else f"{name}, {shown}"


def long_date(iso: str) -> str:
    """`2022-10-14` as `14 October 2022`; any other text unchanged."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def also_in(documents: int) -> str:
    """How many other documents have the same statement: "also in 3 other documents"."""
    return f"also in {documents:,} other document{'' if documents == 1 else 's'}"


def answer_text(citations: Sequence[Citation], emphasis: tuple[str, str] = ("", "")) -> str:
    """The answer made of citations: a line for each speaker, with source, quotes and markers.

    "X said" introduces only words that are quoted from X. Indirect speech is introduced as the
    document's report, and a headline as the document's headline. What a body writes in a release
    of its own stands without quotation marks.

    Args:
        citations: The citations in order.
        emphasis: Strings to put before and after the short answer within a quote.
    """
    return "\n".join(
        f"{said_by}: "
        + " ".join(
            f"{_emphasised(one, emphasis)} [{one.marker}]{_places_of_copies(one)}"
            for one in together
        )
        for said_by, together in groupby(citations, _said_by)
    )


def _places_of_copies(citation: Citation) -> str:
    documents = len({copy.document_id for copy in citation.copies})
    return f" ({also_in(documents)})" if documents else ""


def _emphasised(citation: Citation, emphasis: tuple[str, str]) -> str:
    start, end = citation.answer_start, citation.answer_end
    quote = citation.read_as or citation.quote
    with_marks = _words_alone if is_issued(citation) else _quoted
    if start is None or end is None or not any(emphasis) or {_OPEN, _CLOSE} & {*quote}:
        return with_marks(quote)
    first, last = citation.answer_as_read or (start - citation.start, end - citation.start)
    words = with_marks(f"{quote[:first]}{_OPEN}{quote[first:last]}{_CLOSE}{quote[last:]}")
    return words.replace(_OPEN, emphasis[0]).replace(_CLOSE, emphasis[1])


def _said_by(citation: Citation) -> str:
    if citation.headline:
        # A headline has no speaker, and the source's name might be the headline itself.
        return f"Headline of {_dated(citation.outlet or citation.document, citation.date)}"
    if not citation.speaker:
        return source_name(citation)
    if citation.speaker.casefold() in QUESTION_LABELS:
        return f"A question ({source_name(citation)})"
    if is_issued(citation):
        same = citation.speaker.casefold() == (citation.outlet or "").casefold()
        return source_name(citation) if same else f"{citation.speaker} ({source_name(citation)})"
    if citation.kind in ("indirect", "mixed"):
        # The words are the writer's, and must not be taken for the speaker's own.
        speaker = _CAPITAL_ARTICLE.sub(lambda article: article.group().lower(), citation.speaker)
        return f"{source_name(citation)}, reporting {speaker}"
    speaker = citation.speaker[:1].upper() + citation.speaker[1:]
    verb = "asked" if _is_question(citation) else cue_verb(citation.cue)
    return f"{speaker} {verb} ({source_name(citation)})"


def _is_question(citation: Citation) -> bool:
    return citation.kind == "direct" and citation.quote.rstrip(" \"'”’»)").endswith("?")


def is_issued(said: Citation | CitedStatement) -> bool:
    """Whether words are those of the body that issues the document, rather than reported ones."""
    return said.kind == "indirect" and said.cue is None and said.speaker is not None


def cue_text(statement: CitedStatement) -> str:
    """How a statement is told to be one: its cue, else "quoted", or "issued" by a body."""
    return statement.cue or ("issued" if is_issued(statement) else "quoted")


_STANCES: dict[str | None, str] = {
    "unsaid": "not said",
    "hypothetical": "hypothetical",
    "planned": "planned",
    "denies": "denied",
    "asks": "asked",
    "promises": "promised",
    "demands": "demanded",
}


def stance_text(stance: StatementStance | None) -> str:
    """What a speaker does with reported words, if they don't just say them: "denied"."""
    return _STANCES.get(stance, "")


def cue_verb(cue: str | None) -> str:
    """The cue if it is a past form that needs no listener ("explained"), else "said"."""
    from index.lexicon.reporting_verbs import LISTENER_REQUIRED_VERBS, VERBS

    verb = VERBS.get(cue.lower()) if cue else None
    if not cue or not verb or not verb.clause or verb.form != "past":
        return "said"
    return "said" if verb.base in LISTENER_REQUIRED_VERBS else cue.lower()


def not_found_text(searched: Searched) -> str:
    """The text of a refusal: that the statements don't say, and what was searched."""
    return f"The statements don't say: {searched_text(searched)}"


def searched_text(searched: Searched) -> str:
    """What was searched without result: "not found in 1,008 documents, 36 of them with …"."""
    if not searched.documents:
        among = " that match the filters" if searched.filters else ""
        return f"there are no documents{among} to search."
    parts = [f"{searched.documents:,} document{'s' if searched.documents != 1 else ''}"]
    if searched.speaker:
        parts.append(f"{searched.speaking:,} of them with statements by {searched.speaker}")
    if searched.dates:
        first, last = searched.dates
        parts.append(first if first == last else f"{first} to {last}")
    limits = "; ".join(
        f"{name}: {_shown(value)}" for name, value in searched.filters.items() if name != "speakers"
    )
    return f"not found in {', '.join(parts)}{limits and f' ({limits})'}."


_VERDICTS = {
    "verbatim": "these words are in {documents}",
    "elided": "these words are in {documents}, with the marked gap",
    "altered": "these words are in no document; what comes nearest",
    "misattributed": "these words are in {documents}, but not said by {speaker}",
}


_MAX_SPEAKERS_TOLD = 3


def verdict_text(verdict: QuoteVerdict) -> str:
    """A sentence that explains a verdict on a quote; for all verdicts but `not_found`."""
    count = verdict.documents
    documents = f"{count:,} document{'' if count == 1 else 's'}"
    text = _VERDICTS[verdict.verdict].format(documents=documents, speaker=verdict.speaker)
    if verdict.verdict in ("verbatim", "elided"):
        if verdict.speaker_check == "confirmed":
            text += f"; the source gives them to {verdict.speaker}"
        elif verdict.speaker_check == "unclear":
            text += _doubt_text(verdict)
    return text


def _doubt_text(verdict: QuoteVerdict) -> str:
    """Why it isn't known that the claimed speaker said words that are in the documents."""
    speaker = verdict.speaker
    told = [match for match in verdict.matches if _tells_they_are_not_said(match, speaker)]
    if len(told) < len(verdict.matches):
        named = [match.speaker for match in verdict.matches if match.speaker]
        if not named:
            return f"; the text does not tell whether {speaker} said them"
        others = "’, ‘".join(dict.fromkeys(named[:_MAX_SPEAKERS_TOLD]))
        return f"; not clear that {speaker} said them: the source gives these words to ‘{others}’"
    first = told[0]
    cue = f" (“{first.cue}”)" if first.cue else ""
    return f"; the text does not say that {speaker} said them: {stance_text(first.stance)}{cue}"


def _tells_they_are_not_said(match: QuoteMatch, speaker: str | None) -> bool:
    """Whether a place tells of words that nobody said there, or that the claimed speaker denied."""
    if match.stance != "denies":
        return match.stance in NOT_AFFIRMED
    last_name = (speaker or "").casefold().split()[-1:]
    return last_name == (match.speaker or "").casefold().split()[-1:]


def confidence_word(confidence: float) -> str:
    """`high`, `medium` or `low` for a probability."""
    return next(word for least, word in _CONFIDENCE if confidence >= least)


def confidence_text(confidence: float) -> str:
    """A confidence as word and number: `high (0.87)`."""
    return f"{confidence_word(confidence)} ({confidence:.2f})"


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
    if answer.short_answer:
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


def _quoted(quote: str) -> str:
    # Quotation marks around quotation marks would make the speaker unclear.
    words = " ".join(quote.split())
    bare = words.replace(_OPEN, "").replace(_CLOSE, "")
    marks = list(_MARK.finditer(bare))
    if not marks:
        return f"“{words}”"
    # A sentence from a longer quotation lacks the closing or the opening mark. Marks of two kinds
    # make a pair if a text mixes them.
    first, last = marks[0], marks[-1]
    if any(re.search(r'\d"$', bare[: mark.end()]) for mark in (first, last)):
        return words  # inches, perhaps
    if first.group() in _CLOSING and _closes(bare, first) and "„" not in bare:
        return f"{_CLOSING[first.group()]}{words}"
    if last.group() in _OPENING and not _closes(bare, last):
        return f"{words}{_OPENING[last.group()]}"
    return words


def _words_alone(quote: str) -> str:
    return " ".join(quote.split())


def _closes(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark is a closing one; a straight mark is, if it follows a word directly."""
    if mark.group() in "”»":
        return True
    if mark.group() == "“":
        return "„" in text[: mark.start()]
    if mark.group() in "«„":
        return False
    return mark.start() > 0 and not text[mark.start() - 1].isspace()


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
