"""Reporting verbs ("said", "warns"): their forms, and the objects and clauses that they take.

The verbs are in `reporting_verbs.txt` of each language's folder, whose head explains the marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from index.lexicon.data_files import FOLDER, Entry, read_entries, read_words

Form = Literal["base", "third", "past", "ing"]
Stance = Literal["says", "denies", "asks", "promises", "demands"]
Frame = Literal["clause", "object"]
Mark = Literal[
    "noun",
    "doubled",
    "listener",
    "listener-always",
    "learns",
    "position",
    "to-belongs",
    "to-deed",
    "content-follows",
    "quotation-only",
    "document",
]
FormMark = Literal["seldom", "in-phrase", "common", "plain", "reply"]
"""A mark that names some of the verb's forms."""

_AS_IS = "as-is"
"""Marks irregular verbs whose past forms are kept as they are when wordings are compared."""
_STANCES: dict[str, Stance] = {stance: stance for stance in get_args(Stance)}
_FORMS: tuple[Form, ...] = ("third", "past", "ing")


class Verb(NamedTuple):
    """One form of a reporting verb."""

    base: str
    form: Form
    clause: bool
    """Whether it takes a quotation or a clause."""
    object: bool
    """Whether it takes a noun phrase or an infinitive."""
    stance: Stance = "says"
    """The speaker's attitude to the reported content, such as "says"."""


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A reporting verb with all of its forms."""

    base: str
    language: str
    """Code of its language, ISO 639-1."""
    forms: tuple[tuple[str, Form], ...]
    frames: frozenset[str]
    stance: Stance
    marks: frozenset[str]
    form_marks: Mapping[str, frozenset[str]]
    """The forms that have a mark, by the mark's name."""


def read_reporting_verbs(folder: Path = FOLDER) -> tuple[ReportingVerb, ...]:
    """The verbs of all languages, English first.

    Raises:
        LexiconError: A list is malformed; the message names the file and the line.
    """
    irregular = {
        entry.word: tuple(field for field in entry.fields if field != _AS_IS)
        for entry in read_entries("irregular_verbs", folder)
    }
    return tuple(_read_verb(one, irregular) for one in read_entries("reporting_verbs", folder))


def read_past_forms(folder: Path = FOLDER) -> dict[str, str]:
    """Irregular past forms of English verbs, each with its verb: "took" is of "take".

    Verbs whose past forms are kept when wordings are compared are left out.
    """
    return {
        past: entry.word
        for entry in read_entries("irregular_verbs", folder, "en")
        for past in entry.fields
        if _AS_IS not in entry.fields
    }


def _read_verb(entry: Entry, irregular: Mapping[str, tuple[str, ...]]) -> ReportingVerb:
    if not entry.fields:
        raise entry.error(
            f"the verb {entry.word!r} has no frame; write what follows it: clause, object or"
            " clause,object"
        )
    frames = frozenset(entry.fields[0].split(","))
    for frame in sorted(frames - set(get_args(Frame))):
        raise entry.error(f"unknown frame {frame!r}; known: {', '.join(get_args(Frame))}")
    stance, *marks = entry.fields[1:] or ("",)
    if stance not in _STANCES:
        said = f"unknown stance {stance!r}" if stance else f"the verb {entry.word!r} has no stance"
        raise entry.error(f"{said}; known: {', '.join(_STANCES)}")
    of_forms: dict[str, tuple[str, ...]] = {}
    for mark in marks:
        name, is_named, value = mark.partition("=")
        known = (*get_args(FormMark), *_FORMS) if is_named else get_args(Mark)
        if name not in known:
            raise entry.error(f"unknown mark {mark!r}; known: {', '.join(known)}")
        if is_named:
            of_forms[name] = tuple(value.split(","))
    forms = tuple(_forms(entry, of_forms, "doubled" in marks, irregular.get(entry.word, ())))
    words = {word for word, _ in forms}
    for name in get_args(FormMark):
        for word in of_forms.get(name, ()):
            if word not in words:
                raise entry.error(f"{name}={word}: that is no form of {entry.word!r}")
    return ReportingVerb(
        base=entry.word,
        language=entry.language.code,
        forms=forms,
        frames=frames,
        stance=_STANCES[stance],
        marks=frozenset(mark for mark in marks if "=" not in mark),
        form_marks={name: frozenset(of_forms.get(name, ())) for name in get_args(FormMark)},
    )


def _forms(
    entry: Entry, given: Mapping[str, tuple[str, ...]], doubled: bool, irregular: tuple[str, ...]
) -> Iterator[tuple[str, Form]]:
    """The forms of a verb: those that its line gives, else by its language's spelling."""
    third, past, ing = _spelled(entry.word, doubled) if entry.language.spelling else ((), (), ())
    if not third and not any(form in given for form in _FORMS):
        raise entry.error(
            f"the verb {entry.word!r} has no forms; give them (third=…, past=…, ing=…), as"
            f" {entry.language.name} has no `spelling`"
        )
    spelled: dict[Form, tuple[str, ...]] = {"third": third, "ing": ing, "past": irregular or past}
    kinds: list[tuple[str, Form]] = [(entry.word, "base")]
    kinds += [(word, form) for form in spelled for word in given.get(form, spelled[form])]
    yield from kinds
    if entry.language.spelling == "english" and entry.word.endswith("ize"):
        yield from ((word.replace("iz", "is"), form) for word, form in kinds)


def _spelled(base: str, doubled: bool) -> tuple[tuple[str], tuple[str], tuple[str]]:
    """The third person, the past and the -ing form by the rules of English spelling."""
    if base[-1] == "y" and base[-2] not in "aeiou":
        return (base[:-1] + "ies",), (base[:-1] + "ied",), (base + "ing",)
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if base[-1] == "e":
        return (third,), (base + "d",), ((base if base.endswith("ee") else base[:-1]) + "ing",)
    stem = base + base[-1] if doubled else base
    return (third,), (stem + "ed",), (stem + "ing",)


def _by_form(verbs: Iterable[ReportingVerb]) -> dict[str, Verb]:
    found: dict[str, Verb] = {}
    for one in sorted(verbs, key=lambda verb: verb.base):
        for word, form in one.forms:
            # A base form that is a past form too ("read") is most often the past.
            if word not in one.form_marks["seldom"] and (word not in found or form == "past"):
                found[word] = Verb(
                    one.base, form, "clause" in one.frames, "object" in one.frames, one.stance
                )
    return found


def _of_all_languages(verbs: Iterable[ReportingVerb]) -> dict[str, Verb]:
    """The forms of all verbs; what two languages have is what it is in English."""
    found: dict[str, Verb] = {}
    for _, those in groupby(verbs, key=lambda verb: verb.language):
        found = _by_form(those) | found
    return found


def forms_of(*bases: str) -> frozenset[str]:
    """All forms of some verbs."""
    return frozenset(word for one in REPORTING_VERBS if one.base in bases for word, _ in one.forms)


def _with_mark(*marks: Mark) -> frozenset[str]:
    return frozenset(one.base for one in REPORTING_VERBS if not one.marks.isdisjoint(marks))


def _forms_marked(mark: FormMark) -> frozenset[str]:
    return frozenset(word for one in REPORTING_VERBS for word in one.form_marks[mark])


REPORTING_VERBS = read_reporting_verbs()
"""The reporting verbs of all languages."""
VERBS = _of_all_languages(REPORTING_VERBS)
"""Every form that is a cue, lower case."""
FINITE_FORMS = frozenset(word for word, verb in VERBS.items() if verb.form in ("third", "past"))
"""The forms that a subject has in front of it; base forms are left out, as many are nouns."""
REPORTING_NOUNS = frozenset(read_words("reporting_nouns"))
"""Nouns that report: "his claim that …"."""
REPORTING_HINTS = frozenset(read_words("reporting_hints"))
"""Words that show that a text reports a view, although they introduce no statement."""
NOUN_BASES = _with_mark("noun")
"""Base forms that are nouns more often than verbs."""
LISTENER_VERBS = _with_mark("listener", "listener-always")
"""Verbs that may name the listener before the content: "told voters that …"."""
LISTENER_REQUIRED_VERBS = _with_mark("listener-always")
"""Verbs that always name the listener."""
LISTENER_FORMS = forms_of(*LISTENER_REQUIRED_VERBS)
"""The forms of the verbs that always name the listener."""
LEARNING_VERBS = _with_mark("learns")
"""Verbs of learning ("discover"), whose content the writer presents as a fact."""
POSITION_VERBS = _with_mark("position")
"""Verbs that report a position ("endorse"), which makes no claim about the world."""
PREPOSITIONAL_TO_VERBS = _with_mark("to-belongs")
"""Verbs whose "to" belongs to them: "referred to …"."""
TO_INFINITIVE_VERBS = _with_mark("to-deed")
"""Verbs whose "to" names a deed or a thing, not a listener: "agreed to sell …"."""
CONTENT_FOLLOWS_VERBS = _with_mark("content-follows")
"""Verbs whose content always follows them."""
QUOTATION_ONLY_VERBS = _with_mark("quotation-only")
"""Verbs that report only with a quotation."""
DOCUMENT_VERBS = _with_mark("document")
"""Verbs whose subject can be a document: "the article does not specify …"."""
IN_PHRASE_FORMS = _forms_marked("in-phrase")
"""Forms that may stand within a noun phrase."""
COMMON_FORMS = _forms_marked("common")
"""Forms that, beside a name and a quotation, show that this person is the speaker."""
PLAIN_FORMS = _forms_marked("plain")
"""Forms that report in any text."""
REPLY_FORMS = _forms_marked("reply")
"""Forms that give the answer to a question: "asked whether …, Cole replied no"."""
