"""Check that the evidence chosen is about the people whom a question names, and by whom it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.according_to import is_near_source, source_named
from assistant.answering.asked_names import asks_for_names, sentence_has_name_asked_for
from assistant.answering.candidates import Candidate
from assistant.answering.from_records.question_forms import read_record_question
from assistant.answering.premises.checking import Premises
from assistant.answering.premises.names import NameAsked, words_as_indexed
from assistant.answering.premises.occurrence import NameOccurrence
from assistant.generation.comparison.content_words import content_stems
from index.lexicon.function_words import AUXILIARIES
from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.people.directory import People
from index.retrieval.question import Question
from index.retrieval.retriever import Retriever
from index.text.name_folding import fold_name, words_of_folded_name

__all__ = ["check_chosen_evidence", "find_problem_of_evidence"]

_YES_NO = re.compile(
    rf"^\W*(?:{'|'.join(sorted(filter(str.isalpha, AUXILIARIES)))})\b", re.IGNORECASE
)
"""Whether somebody said something is told by other people's words too."""
_ASKS_FOR_AGE = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:how old|(?:what|which) age)\b", re.IGNORECASE
)
_TELLS_AGE = re.compile(
    rf"\d|\b(?:aged?|ages|old|older|born|birthday|decades?|centur(?:y|ies)"
    rf"|{'|'.join(word for word, value in NUMBER_WORDS.items() if value > 1)})\b",
    re.IGNORECASE,
)
_STANCE = re.compile(r"\b(?:position|stance|views?|opinions?)\b", re.IGNORECASE)
_DETERMINER = r"\b(?:which|what|whose|the|an?|this|that|these|those|each|every|any|some|former) "


def check_chosen_evidence(
    premises: Premises, question: Question, chosen: Sequence[Candidate], retriever: Retriever
) -> Premises:
    """Refuse if the sentences chosen are about somebody else than the question.

    Args:
        premises: Those of the question.
        question: As it was searched.
        chosen: The sentences that would be cited.
        retriever: Searches the store.
    """
    if premises.refusal:
        return premises
    problem = find_problem_of_evidence(question, premises.names, chosen, retriever)
    return replace(premises, refusal=problem and f"The statements don't say: {problem}")


def find_problem_of_evidence(
    question: Question,
    names: Sequence[NameAsked],
    chosen: Sequence[Candidate],
    retriever: Retriever,
) -> str | None:
    """Why sentences can't be the answer, a sentence for the user; None if they may be.

    A person whom the question names must occur in a document of theirs. If it asks for somebody's
    words, one of them must be by them, or name them, or be by nobody who is known. If it asks how
    old somebody or something is, one of them must tell an age; if it asks for names, give one.

    Args:
        question: With the speakers whose words it asks for.
        names: The names in it.
        chosen: The sentences that would be cited.
        retriever: Searches the store.
    """
    if not chosen:
        return None
    if _ASKS_FOR_AGE.match(question.text) and not any(
        _TELLS_AGE.search(one.text) for one in chosen
    ):
        return "what comes nearest tells no age."
    if asks_for_names(question.text) and not any(
        sentence_has_name_asked_for(one, question.text) for one in chosen
    ):
        return "what comes nearest gives no name."
    source = source_named(question.text)
    if source and not any(is_near_source(one, source, question) for one in chosen):
        return f"what comes nearest is not according to {source}."
    if missed := _missed_position(question, chosen):
        return f"what comes nearest is not {missed}."
    people = retriever.people
    numbers = sorted({one.ranked.passage.document.number for one in chosen})
    occurrence = NameOccurrence(retriever.store, people, numbers)
    for name in names:
        if (
            _is_person(name, people)
            and not _describes_another(name, question.text)
            and not occurrence.occurs(name)
            and not any(map(occurrence.has_phrase, _roles_of(name, retriever)))
        ):
            return f"what comes nearest does not name {name.text}."
    if _asks_for_words(question) and not any(
        _may_be_by_asked_speaker(one, question, people) for one in chosen
    ):
        subject = next((name.text for name in names if name.is_subject), question.speakers[0])
        speaker = chosen[0].speaker
        by_another = f", but by {speaker}" if speaker else ""
        return f"what comes nearest is not by {subject}{by_another}."
    return None


def _missed_position(question: Question, chosen: Sequence[Candidate]) -> str | None:
    """Whose position on what is asked for if no sentence has a word of it; else None."""
    if not _STANCE.search(question.text):  # before the forms, of which there are many, are tried
        return None
    asked = read_record_question(question.text)
    if asked is None or asked.form != "list":
        return None
    topic = content_stems(asked.topic)
    if not topic or any(topic & content_stems(one.text) for one in chosen):
        return None
    return f"what {asked.person} says about {asked.topic}"


def _asks_for_words(question: Question) -> bool:
    """Whether it asks what, when or why a speaker whom the store knows said something."""
    if not question.speakers or _YES_NO.match(question.text):
        return False
    words = words_of_folded_name(question.text)
    lasts = {words_of_folded_name(speaker)[-1:] for speaker in question.speakers}
    return any(
        (words[at - 1],) in lasts and word in VERBS and VERBS[word].form == "base"
        for at, word in enumerate(words)
        if at
    )


def _may_be_by_asked_speaker(candidate: Candidate, question: Question, people: People) -> bool:
    if candidate.is_by_asked_speaker(question):
        return True
    passage, speaker = candidate.ranked.passage, candidate.speaker
    document = passage.document.number
    is_known = speaker is not None and people.person_of(document, speaker) is not None
    text = f" {fold_name(candidate.text if is_known else passage.text)} "
    return any(
        f" {fold_name(name)} " in text
        for name in question.speakers
        if question.is_asked_speaker(document, name)
    )


def _describes_another(name: NameAsked, question: str) -> bool:
    """Whether a name stands before what is asked about: "which Obama cabinet member"."""
    pattern = rf"(?i:{_DETERMINER}){re.escape(name.text)} (?P<next>[a-z]+)"
    found = re.search(pattern, question)
    return found is not None and not {found["next"]} & (AUXILIARIES | VERBS.keys())


def _roles_of(name: NameAsked, retriever: Retriever) -> set[str]:
    """The roles, of two words or more, by which documents may mean a person without the name."""
    catalogue = retriever.store.catalogue
    return {
        role
        for person in retriever.people.find_people(name.text)
        for mention in catalogue.mentions_of_person(person.id)
        for role in mention.roles
        if len(role.split()) > 1
    }


def _is_person(name: NameAsked, people: People) -> bool:
    """Whether a name is a person's: by its form, or because a person has it who speaks."""
    if name.kind == "person":
        return True
    if name.kind != "other" or len(name.words) > 1:
        return False
    found = people.find_people(name.text)
    return bool(found) and all(
        person.kind == "person" and name.last in words_as_indexed(person.name)[1:]
        for person in found
    )
