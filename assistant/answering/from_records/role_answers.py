"""Answers "Who is X?", "What is X's role?" and "Who chairs the board?" from roles in documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.from_records.asked_people import (
    AskedPerson,
    RoleHolder,
    find_asked_person,
    find_holders,
    people_called,
)
from assistant.answering.from_records.question_forms import RecordQuestion
from assistant.answering.from_records.record_answer import RecordAnswer, RecordPlace
from assistant.answering.from_records.role_mentions import (
    PersonRole,
    find_roles_in_text,
    head_of_role,
    make_role,
    sentence_around,
)
from assistant.citations.wording import long_date
from index.lexicon.leading_offices import LEADING_OFFICES
from index.people.directory import SpeakerSelection
from index.retrieval.retriever import Retriever
from index.store.rows import DocumentInfo
from index.text.name_folding import fold_name
from index.text.person_names import NAME_PATTERN, split_name, strip_titles
from index.text.stemming import stems

__all__ = ["answer_leader", "answer_role", "documents_naming", "find_named_in_text"]

_MAX_ROLES = 4
"""Roles that are shown; more are seldom more than other words for them."""
_MAX_DOCUMENTS = 60
"""Documents that are read for roles beside a name, the latest and the earliest of them."""
_CONFIDENCE = 0.9


def answer_role(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Who somebody is; or who has a role, if the question names a role instead of a person.

    Args:
        question: Of the form `role`.
        retriever: Knows the store.
        numbers: Numbers of the documents to read; None for all.
    """
    asked = find_asked_person(retriever, question.person) or find_named_in_text(
        retriever, question.person
    )
    if asked is None:
        return _answer_holders(
            retriever, find_holders(retriever, question.person), numbers
        ) or _answer_namesakes(retriever, question.person, numbers)
    is_name = fold_name(question.person).split()[-1] in {
        word for name in asked.names for word in fold_name(name).split()
    }
    if not is_name:
        return _answer_holders(retriever, find_holders(retriever, question.person), numbers)
    roles = find_roles(retriever, asked, numbers)
    return _answer_roles(roles) if roles else None


def answer_leader(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Who runs, chairs or leads a body, by the offices that documents give.

    Args:
        question: Of the form `leader`.
        retriever: Knows the store.
        numbers: Numbers of the documents to read; None for all.
    """
    offices = [
        office
        for word in question.verb.lower().split()
        for verb, its_offices in LEADING_OFFICES.items()
        if stems(word) == stems(verb)
        for office in its_offices
    ]
    found = {
        holder.person.name: holder
        for office in offices
        for holder in find_holders(retriever, f"{office} of {question.topic}", all_in_role=True)
    }
    if not found:
        return _answer_who_does(question, retriever, numbers)
    holders = sorted(found.values(), key=lambda one: (one.first, one.last))
    return _answer_holders(retriever, holders, numbers)


def _answer_who_does(
    question: RecordQuestion, retriever: Retriever, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """The person of whom a clause says it: "Edvard Promm, who chairs the Authority's board"."""
    topic = re.sub(r"^(?:the|our)\s+", "", question.topic, flags=re.IGNORECASE)
    phrase = f"{question.verb} the {topic}"
    store = retriever.store
    found: dict[str, RecordPlace] = {}
    pattern = re.compile(
        rf"(?P<name>{NAME_PATTERN.pattern}), who (?:is |was )?(?i:{re.escape(phrase)})(?!\w)"
    )
    documents = store.document_words.documents_with_phrases([phrase], _MAX_DOCUMENTS, numbers)
    for info in store.catalogue.documents_by_date(documents):
        text = store.catalogue.reading_text(info.number).text
        for match in pattern.finditer(text):
            place = RecordPlace(info, sentence_around(text, match.start()))
            found.setdefault(" ".join(strip_titles(split_name(match["name"]))), place)
    if len(found) != 1:
        return None
    ((name, place),) = found.items()
    return RecordAnswer(name, (place,), _CONFIDENCE)


def find_roles(
    retriever: Retriever, asked: AskedPerson, numbers: Sequence[int] | None
) -> list[PersonRole]:
    """The roles that documents give to somebody, oldest first, each once and in most words."""
    infos = documents_naming(retriever, asked, numbers)
    found = [
        role
        for info in infos
        for role in (
            *_roles_of_statements(retriever, info, asked),
            *find_roles_in_text(retriever.store.catalogue, info, asked.names),
        )
    ]
    best = max((role.rank for role in found), default=0)
    # What somebody does beside an office tells more; whom they belong to is part of most offices.
    return _without_repeats([role for role in found if role.rank >= min(best, 1)])


def documents_naming(
    retriever: Retriever, asked: AskedPerson, numbers: Sequence[int] | None
) -> list[DocumentInfo]:
    """The documents that name somebody, oldest first; of many, the oldest and the latest.

    Args:
        retriever: Knows the store.
        asked: Whom the question asks about.
        numbers: Numbers of the documents to read; None for all.
    """
    store = retriever.store
    named = {
        number
        for name in asked.names
        if " " in name.strip()
        for number in store.document_words.documents_with_phrases([name], 1000, numbers)
    }
    if asked.is_speaker:
        heard = store.catalogue.numbers_with_speakers(asked.people)
        named |= set(heard) if numbers is None else set(heard) & set(numbers)
    infos = list(store.catalogue.documents_by_date(named))
    if len(infos) <= _MAX_DOCUMENTS:
        return infos
    return [*infos[: _MAX_DOCUMENTS // 2], *infos[-_MAX_DOCUMENTS // 2 :]]


def _roles_of_statements(
    retriever: Retriever, info: DocumentInfo, asked: AskedPerson
) -> Iterator[PersonRole]:
    """The roles of the person's statements, with the sentences in which they stand."""
    if not asked.is_speaker:
        return
    catalogue = retriever.store.catalogue
    text = catalogue.reading_text(info.number).text
    for _, statement in catalogue.statements([info.number], asked.people):
        role = " ".join((statement.role or "").split())
        place = _place_of_role(text, role, statement.start) if head_of_role(role) else None
        if place is not None:
            yield make_role(info, text, place, role, 2)


def _place_of_role(text: str, role: str, near: int) -> int | None:
    """Where all words of a role stand, one after the other, nearest to a place."""
    pattern = r"\W{1,3}".join(re.escape(word) for word in re.findall(r"\w+", role))
    places = (match.start() for match in re.finditer(pattern, text, re.IGNORECASE))
    return min(places, key=lambda at: abs(at - near), default=None)


def _without_repeats(roles: Sequence[PersonRole]) -> list[PersonRole]:
    """The roles without those that another one says in more words; the oldest place is kept."""
    kept: list[PersonRole] = []
    for role in roles:
        same = next((at for at, one in enumerate(kept) if _is_same(one, role)), None)
        if same is None:
            kept.append(role)
        elif _tells_more(role, kept[same]):
            kept[same] = role
    return kept


def _is_same(one: PersonRole, other: PersonRole) -> bool:
    mine, theirs = _role_words(one.role), _role_words(other.role)
    if mine <= theirs or theirs <= mine:
        return True
    heads = head_of_role(one.role), head_of_role(other.role)
    return heads[0] is not None and heads[0] == heads[1] and not (mine ^ theirs) & _OTHER_OFFICE


_OTHER_OFFICE = frozenset("former deputy vice acting assistant interim elect honorary".split())
"""Words that make another office of one."""


def _tells_more(one: PersonRole, other: PersonRole) -> bool:
    mine, theirs = _role_words(one.role), _role_words(other.role)
    return one.rank > other.rank or (one.rank == other.rank and len(mine) > len(theirs))


def _role_words(role: str) -> frozenset[str]:
    plain = re.sub(r"['’]s?\b", " ", role)
    return frozenset(fold_name(plain).split()) - frozenset(
        "of for the a an at in who new its and".split()
    )


def _answer_roles(roles: Sequence[PersonRole]) -> RecordAnswer:
    shown = _most_telling(roles)
    short = "; ".join(dict.fromkeys(role.role for role in shown if role.role and role.rank))
    return RecordAnswer(
        short[:1].upper() + short[1:] or None,
        tuple(RecordPlace(role.info, role.span) for role in shown),
        _CONFIDENCE,
        _roles_by_date(shown) if len({role.info.date for role in shown}) > 1 else None,
    )


def _most_telling(roles: Sequence[PersonRole]) -> list[PersonRole]:
    """At most `_MAX_ROLES` roles in order of time: those that tell most, the latest among them."""
    ranked = sorted(range(len(roles)), key=lambda at: (-roles[at].rank, -at))[:_MAX_ROLES]
    return [roles[at] for at in sorted(ranked)]


def _roles_by_date(roles: Sequence[PersonRole]) -> str | None:
    dated = [
        f"{long_date(role.info.date) if role.info.date else 'without a date'}: {role.role}"
        for role in roles
        if role.role
    ]
    return f"Roles by the dates of the documents: {'; '.join(dated)}." if len(dated) > 1 else None


def _answer_holders(
    retriever: Retriever, holders: Sequence[RoleHolder], numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Who has a role, the latest of several who had it one after the other; None if it isn't clear.

    Args:
        retriever: Knows the store.
        holders: In the order of time.
        numbers: Numbers of the documents to read; None for all.
    """
    if not all(_succeeds(one, other) for one, other in pairwise(holders)):
        return None
    places = []
    for holder in reversed(holders[-_MAX_ROLES:]):
        roles = find_roles(retriever, holder.person, numbers)
        fitting = [one for one in roles if _role_words(one.role) & holder.place] or roles
        places += [RecordPlace(one.info, one.span) for one in fitting[-1:]]
    if not places:
        return None
    dated = [f"{one.person.name} ({long_date(one.first)})" for one in holders]
    notice = f"In the order of the documents: {', '.join(dated)}." if len(dated) > 1 else None
    return RecordAnswer(holders[-1].person.name, tuple(places), _CONFIDENCE, notice)


def _succeeds(one: RoleHolder, other: RoleHolder) -> bool:
    """Whether a holder of a role comes after another, and may have the same office as they."""
    is_later = bool(one.last) and one.last < other.first
    return is_later and (not one.place or not other.place or bool(one.place & other.place))


def _answer_namesakes(
    retriever: Retriever, name: str, numbers: Sequence[int] | None
) -> RecordAnswer | None:
    """Who each of the people is who share a name; None if their roles aren't known."""
    several = [one for one in people_called(retriever, name) if " " in one.name]
    roles = {one.name: find_roles(retriever, one, numbers) for one in several[:_MAX_ROLES]}
    told = {name: found[-1] for name, found in roles.items() if found and found[-1].role}
    if len(told) < 2:
        return None
    return RecordAnswer(
        "; ".join(f"{name}: {role.role}" for name, role in told.items()),
        tuple(RecordPlace(role.info, role.span) for role in told.values()),
        _CONFIDENCE,
        f"Several people in the documents are called {name}.",
    )


def find_named_in_text(retriever: Retriever, words: str) -> AskedPerson | None:
    """Somebody whom documents name without reporting a word of theirs."""
    name = words.strip()
    if not 2 <= len(name.split()) <= 4 or fold_name(name).split()[0] in ("the", "a", "an", "this"):
        return None
    found = retriever.store.document_words.documents_with_phrases([name], 2)
    if not found:
        return None
    text = retriever.store.catalogue.reading_text(found[0]).text
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    written = match.group() if match else ""
    if not written or not all(
        word[:1].isupper() for word in (written.split()[0], written.split()[-1])
    ):
        return None
    return AskedPerson(written, (written,), SpeakerSelection())
