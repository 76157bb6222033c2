"""The wording of sources, dates, stances, verdicts and confidence, wherever they are shown."""

from __future__ import annotations

import re
from datetime import date

from assistant.citations.speaker_names import shown_speaker
from assistant.records import Citation, CitedStatement, QuoteMatch, QuoteVerdict, Searched
from index.records import StatementStance

NOT_AFFIRMED = ("unsaid", "hypothetical", "denies")
"""Stances of words that a document doesn't give as said."""
POSSIBLE_MATCHES = "Possible matches, not an answer"
"""Stands over what is found where it is likelier that it doesn't answer."""
_CONFIDENCE = ((0.75, "high"), (0.35, "medium"), (0.0, "low"))
_CUE_WORD = re.compile(r"[^\W\d_]+")


def source_name(citation: Citation | QuoteMatch) -> str:
    """Outlet (else title or file name) and date: `Sputnik International, 14 October 2022`."""
    # Archived headlines often end in punctuation, which would precede our own comma.
    name = citation.outlet or (citation.title or "").rstrip(" .,;:") or citation.document
    return dated(name, citation.date)


def dated(name: str, day: str | None) -> str:
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


def is_issued(said: Citation | CitedStatement) -> bool:
    """Whether words are those of the body that issues the document, rather than reported ones."""
    return said.kind == "indirect" and said.cue is None and said.speaker is not None


def statement_speaker(statement: CitedStatement) -> str:
    """Who is shown beside a statement: nobody beside a headline, or where no name is sure."""
    if statement.headline:
        return "(headline)"
    return shown_speaker(statement.speaker) or "(not named)"


def cue_text(statement: CitedStatement) -> str:
    """How a statement is told to be one: its cue, else "quoted", or "issued" by a body."""
    if statement.headline:
        return "headline"
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


_ACTS: dict[str | None, str] = {
    "denies": "denied",
    "asks": "asked",
    "promises": "promised",
    "demands": "demanded",
    "planned": "is to say",
    "unsaid": "did not say",
    "hypothetical": "might say",
}


def reported_act(speaker: str, cue: str | None, stance: StatementStance | None) -> str:
    """What a document tells of a speaker: `what Ada Brandt denied`.

    The speaker alone where the cue tells of no words: "Brandt decided to back the bill".
    """
    act = _ACTS.get(stance) or ("said" if _tells_of_words(cue) else "")
    return f"what {speaker} {act}" if act else speaker


def _tells_of_words(cue: str | None) -> bool:
    from index.lexicon.reporting_verbs import LEARNING_VERBS, POSITION_VERBS, VERBS
    from index.lexicon.stance_words import OPINION_VERBS, WISH_VERBS

    if cue is None or not any(map(str.isalpha, cue)):
        return True  # a label
    silent = LEARNING_VERBS | POSITION_VERBS | OPINION_VERBS | WISH_VERBS
    verbs = [VERBS[word] for word in _CUE_WORD.findall(cue.lower()) if word in VERBS]
    return bool(verbs) and all(one.clause and one.base not in silent for one in verbs)


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


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
