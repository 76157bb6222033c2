"""Answers who apologised, resigned or admitted something by what they said themselves.

"I am sorry", a speaker says: they are who apologised, though no sentence says so. What a sentence
reports of somebody ("The Mayor thanked the fire brigade") is left to the search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answering.from_records.act_words import ACTS, Act
from assistant.answering.from_records.question_forms import RecordQuestion, verb_group
from assistant.answering.from_records.record_answer import RecordAnswer, RecordPlace, join_names
from assistant.answering.from_records.role_mentions import name_without_offices, sentence_around
from assistant.answering.from_records.speaker_lists import answer_who
from assistant.generation.comparison.content_words import content_stems
from index.records import Statement
from index.retrieval.retriever import Retriever
from index.store.rows import DocumentInfo
from index.text.sentences import split_sentences

__all__ = ["answer_who_did"]

_SEARCHED = 50
"""Documents that are looked at, those with the most of the question's words first."""
_MIN_SHARE = 0.7
"""Share of the question's words that must be told beside an act to be what it is about."""
_NEARBY = 350
"""Characters before an act in which it may be told what it is about: in the speaker's own words or
in the paragraph before them."""
_BEHIND = 150
_HEAD = 400
_OWN_OR_NOT = re.compile(r"\b(?:I|[Ww]e|not|never)\b|n['’]t\b")
"""Before a word for an act: the speaker's own act, or none."""
_HEADING = re.compile(r"^(?=.*[^\W\d_]{3})(?:(?![a-z]).){5,120}(?<![.:,;])$", re.MULTILINE)
_MAX_ITEM = 20_000
"""Characters of an item of a sitting behind its heading."""
_OBJECT = re.compile(r"^(?! as\b)(?:(?!\b(?:and|but|because|when|if)\b)[^,.;:!?–—])*")
"""What stands behind a word for an act: "for the late answer"; not the office one resigns "as"."""
_MAX_PEOPLE = 4
_CONFIDENCE = 0.75


@dataclass(frozen=True, slots=True)
class _Done:
    """A sentence in which somebody does something by saying it."""

    name: str
    place: RecordPlace
    shares: tuple[float, float, float]
    """Of the question's words: in the sentence, in the text around it, at the document's head."""


def answer_who_did(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Who did what a question asks for, by their own words; else what `answer_who` gives.

    Args:
        question: Of the form `who did`.
        retriever: Searches the store.
        numbers: Numbers of the documents to search; None for all.
    """
    act = next(one for one in ACTS if one.asks.fullmatch(question.verb))
    topic = frozenset(one for one in content_stems(question.topic) if not act.is_done_by(one))
    catalogue = retriever.store.catalogue
    infos = _documents_with(retriever, f"{question.verb} {question.topic}", numbers)
    texts = {number: catalogue.reading_text(number).text for number in infos}
    if any(_is_reported(act, topic, text) for text in texts.values()):
        return None
    statements = list(catalogue.statements(sorted(infos)))
    voices = {number: {one.speaker for of, one in statements if of == number} for number in infos}
    done = [
        one
        for number, statement in statements
        for one in _done_by(
            retriever,
            act,
            topic,
            infos[number],
            texts[number],
            statement,
            has_one_voice=len(voices[number]) == 1,
        )
    ]
    found = _about_topic(done) if topic else done
    if found and len({one.name for one in found}) <= _MAX_PEOPLE:
        names = list(dict.fromkeys(one.name for one in found))
        return RecordAnswer(join_names(names), tuple(one.place for one in found), _CONFIDENCE)
    return answer_who(question, retriever, numbers) if verb_group(question.verb) else None


def _documents_with(
    retriever: Retriever, words: str, numbers: Sequence[int] | None
) -> dict[int, DocumentInfo]:
    """The documents with the most of some words, or all if they are few, by their numbers."""
    catalogue = retriever.store.catalogue
    infos = list(islice(catalogue.documents(), _SEARCHED + 1)) if not numbers else []
    if numbers and len(numbers) <= _SEARCHED:
        infos = list(catalogue.documents_by_date(numbers))
    elif not 0 < len(infos) <= _SEARCHED:
        found = dict(retriever.store.document_words.search(words, _SEARCHED, numbers))
        infos = list(catalogue.documents_by_date(catalogue.scores_by_number(found)))
    return {info.number: info for info in infos}


def _is_reported(act: Act, topic: frozenset[str], text: str) -> bool:
    """Whether a sentence reports the act of somebody, in words that the search finds."""
    for match in re.finditer(rf"\b(?:{act.asks.pattern})\b", text):
        sentence = sentence_around(text, match.start())
        if topic and _share(topic, text[sentence.start : sentence.end]) < _MIN_SHARE:
            continue
        if not _OWN_OR_NOT.search(text, sentence.start, match.start()):
            return True
    return False


def _done_by(
    retriever: Retriever,
    act: Act,
    topic: frozenset[str],
    info: DocumentInfo,
    text: str,
    statement: Statement,
    has_one_voice: bool,
) -> Iterator[_Done]:
    """The sentences of a statement in which its speaker does something by saying it.

    Text around a sentence doesn't tell what it is about if the sentence tells something else: "I
    apologise for the late answer". A document's head does so where nobody else speaks in it, the
    heading of a sitting's item for all who speak below it.
    """
    if statement.kind == "indirect" or not statement.is_claim or not statement.speaker:
        return
    person = retriever.people.person_of(info.number, statement.speaker)
    if person is None:
        return
    for sentence in split_sentences(text[statement.start : statement.end]):
        start, end = statement.start + sentence.start, statement.start + sentence.end
        said = act.says.search(text, start, end)
        if said is None or text[start:end].rstrip(' ”"').endswith("?"):
            continue
        whole = sentence_around(text, start)
        before = max(_paragraph_before(text, statement.start), start - _NEARBY)
        around = text[before : min(end + _BEHIND, max(end, statement.end))]
        head = f"{info.title or ''} {text[:_HEAD]}" if has_one_voice else _heading(text, start)
        shares = (
            _share(topic, text[whole.start : whole.end]),
            *(
                (0.0, 0.0)
                if _is_about_something_else(act, topic, text[said.end() : end])
                else (_share(topic, around), _share(topic, head))
            ),
        )
        place = RecordPlace(info, whole, statement.speaker)
        yield _Done(name_without_offices(person.name), place, shares)


def _paragraph_before(text: str, at: int) -> int:
    """Where the paragraph before that of a place begins, such as the question to a reply."""
    own = text.rfind("\n", 0, at) + 1
    return text.rfind("\n", 0, len(text[:own].rstrip())) + 1


def _heading(text: str, at: int) -> str:
    """The nearest heading in capitals before a place; empty if none stands there."""
    headings = _HEADING.findall(text, max(0, at - _MAX_ITEM), at)
    return headings[-1] if headings else ""


def _is_about_something_else(act: Act, topic: frozenset[str], behind: str) -> bool:
    """Whether the words behind a word for an act say what it is about, and it isn't the topic."""
    match = _OBJECT.match(behind)
    own = content_stems(match.group()) if match else frozenset()
    own = frozenset(stem for stem in own if not act.is_done_by(stem))
    return bool(own) and not own & topic


def _about_topic(done: Sequence[_Done]) -> list[_Done]:
    """Those about the topic: told in the sentence, else around it, else at its document's head.

    What only the text around tells counts if nobody else does the same there.
    """
    for at in range(3):
        found = [one for one in done if one.shares[at] >= _MIN_SHARE]
        names = {one.name for one in found}
        if len(names) == 1 or (not at and 0 < len(names) <= _MAX_PEOPLE):
            best = max(one.shares for one in found)
            return [one for one in found if not at or one.shares == best]
        if at and names:
            best_share = max(one.shares[at] for one in found)
            likeliest = [one for one in found if one.shares[at] == best_share]
            is_one = len({one.name for one in likeliest}) == 1
            return likeliest[:1] if is_one else []
    return []


def _share(topic: frozenset[str], text: str) -> float:
    return len(topic & content_stems(text)) / len(topic) if topic else 0.0
