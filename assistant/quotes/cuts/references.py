"""Warnings about [brackets] and capitals that change who or what a quote means.

A bracket that says whom "he" means, or completes a sentence, is accepted. It is not if the text
names somebody else for the word: another name, a person of the other sex, or somebody named nearer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.quotes.cuts.surroundings import Bracket, Surroundings
from assistant.quotes.cuts.tokens import read_tokens
from assistant.quotes.cuts.warnings import make_warning
from assistant.records import QuoteWarning
from index.attribution.coreference.mention_context import PRONOUN_SEXES
from index.attribution.coreference.named_people import NamedPeople
from index.lexicon.cut_words import CUT_WORDS, words_in
from index.lexicon.function_words import FUNCTION_WORDS, POSSESSIVES, PREPOSITIONS, PRONOUNS
from index.lexicon.name_words import DEMONYMS, Sex
from index.records import Span
from index.text.person_names import gender_of, split_name, strip_titles

_FAR = 1_500
"""Characters before a place that are searched for the names that a pronoun may mean."""
_BEHIND = 200
_MAX_PHRASE = 40
"""Characters before a name among which its preposition is looked for."""
_SENTENCE_END = re.compile(r"(?<=\w{3})[.!?][\"'”’)]*\s|\n")
_FIRST_PERSON = words_in("first-person")
_ANY_PERSON = words_in("any-person")
_PLURAL = words_in("many")


def changes_reference(text: str, bracket: Bracket, speaker: str | None) -> bool:
    """Whether a bracket means somebody or something else than the words that it stands for.

    Args:
        text: The document's text.
        bracket: The bracket and its place.
        speaker: Who speaks there; None if unknown.
    """
    name = _name_in(bracket.words)
    replaced, span = _replaced_words(text, bracket)
    if any(
        "negation" in CUT_WORDS.get(token.word, ()) or token.word.endswith("n't")
        for token in read_tokens(bracket.words, 0, len(bracket.words))
    ):
        return True
    if replaced and _is_another_pronoun(bracket.words, replaced):
        return True
    if name is None:
        return False
    key = _last_word(name)
    if not re.search(rf"(?<!\w){re.escape(key)}", text, re.IGNORECASE):
        return True  # nobody whom the document names
    if not replaced:
        return False
    word = replaced.casefold().split("'")[0]
    if word in _FIRST_PERSON:
        return speaker is not None and key != _last_word(speaker)
    if word in _ANY_PERSON:
        return False
    if word in PRONOUN_SEXES or word in _PLURAL:
        return _names_another(text, span.start, name, word, speaker)
    other = _name_in(replaced)
    if other is None:
        return False
    return not _is_same_name(text, name, other)


def _name_in(words: str) -> str | None:
    """The capitalised words of a bracket; None if there are none beside function words."""
    found = [
        word
        for word in re.findall(r"[^\W\d_][\w’'.-]*", words)
        if word[0].isupper() and word.casefold().split("'")[0].split("’")[0] not in FUNCTION_WORDS
    ]
    return re.sub(r"[’']s$", "", " ".join(found)) or None


def _last_word(name: str) -> str:
    words = strip_titles(split_name(name)) or split_name(name) or [name]
    return words[-1].casefold().strip(".")


def _replaced_words(text: str, bracket: Bracket) -> tuple[str, Span]:
    """The words that a bracket stands for: replaced, or the pronoun beside it."""
    start, end = bracket.replaced
    if text[start:end].strip(' ,."“”'):
        return text[start:end].strip(' ,."“”').replace("’", "'"), Span(start, end)
    before = re.search(r"([\w’'-]+)[\s,(\[“\"]*$", text[max(0, start - 40) : start])
    behind = re.match(r"[\w’'-]+", text[start:]) if bracket.closes else None
    if behind and _is_pronoun(behind[0]) and not (before and _is_pronoun(before[1])):
        return behind[0].replace("’", "'"), Span(start, start + behind.end())
    if before is None:
        return "", Span(start, start)
    word = before[1].replace("’", "'")
    at = start - (len(before[0]))
    is_pronoun = _is_pronoun(word)
    if not is_pronoun and not bracket.opens:
        return "", Span(start, start)
    return (word if is_pronoun or word[0].isupper() else ""), Span(at, at + len(before[1]))


def _is_pronoun(word: str) -> bool:
    plain = word.casefold().replace("’", "'").split("'")[0]
    return plain in PRONOUN_SEXES.keys() | PRONOUNS | POSSESSIVES


def _is_another_pronoun(words: str, replaced: str) -> bool:
    """Whether a pronoun stands for one of the other sex: "[her]" for "him"."""
    new, old = (one.casefold().split("'")[0] for one in (words.replace("’", "'"), replaced))
    sexes = PRONOUN_SEXES.get(new), PRONOUN_SEXES.get(old)
    return None not in sexes and sexes[0] != sexes[1]


def _is_same_name(text: str, name: str, other: str) -> bool:
    """Whether two names can be one: they share a word, or the text has them side by side."""
    one = {word.casefold() for word in split_name(name)}
    two = {word.casefold() for word in split_name(other)}
    if one & two:
        return True
    first, last = re.escape(split_name(other)[0]), re.escape(split_name(name)[-1])
    return bool(
        re.search(rf"{first}(?:\s+\w\.?)?\s+{last}", text)
        or re.search(
            rf"{re.escape(split_name(name)[0])}\s+{re.escape(split_name(other)[-1])}", text
        )
    )


def _names_another(text: str, at: int, name: str, pronoun: str, speaker: str | None) -> bool:
    """Whether somebody else than the named one is named nearer before a pronoun, and fits it."""
    start = max(0, at - _FAR)
    people = NamedPeople(text, Span(0, len(text)))
    key = _last_word(name)
    sex = PRONOUN_SEXES.get(pronoun)
    if sex and _sex_of(people, name) not in (None, sex):
        return True
    own = _last_word(speaker) if speaker else None
    if speaker and own == key and sex:
        namesakes = people.namesakes(key, sex)
        if len(namesakes) == 1:
            return people.find(speaker) in namesakes  # nobody calls themselves "he"
    nearest: int | None = None
    for run in reversed([one for one in people.capitalised_runs if start <= one.start() < at]):
        words = [word for word in split_name(run[0]) if word.casefold() not in FUNCTION_WORDS]
        if not words:
            continue
        first = run.start() + run[0].index(words[0])
        if _describes_noun(text, first, run.end()):
            continue
        if key in {word.casefold() for word in words}:
            # Of several in one sentence, any may be meant.
            return nearest is not None and bool(_SENTENCE_END.search(text, run.end(), nearest))
        is_speaker = own is not None and _last_word(" ".join(words)) == own
        is_beside = (
            _stands_in_phrase(text, first, run.end())
            and text.count(words[-1], start, at) == 1  # whom a text names again, it is about
        )
        if nearest is None and not (is_speaker or is_beside) and _fits(people, words, pronoun, sex):
            nearest = run.start()
    if nearest is not None:
        return True
    behind = text[at : at + _BEHIND].casefold()
    return pronoun in _PLURAL and key not in text[start:at].casefold() and key not in behind


def _describes_noun(text: str, start: int, end: int) -> bool:
    """Whether a name only says of what kind a noun is: "the Ross job"."""
    before = text[max(0, start - 4) : start].casefold().split()[-1:]
    return before in (["the"], ["a"], ["an"]) and bool(re.match(r"\s[a-z]", text[end : end + 2]))


def _stands_in_phrase(text: str, start: int, end: int) -> bool:
    """Whether a name only stands in a phrase about something else.

    It does behind a preposition ("an interview with Ross") or before "'s" ("Ross's aide").
    """
    if text[end - 2 : end + 2].replace("’", "'").find("'s") >= 0:
        return True
    before = text[max(0, start - _MAX_PHRASE) : start].split()
    while before and (before[-1][0].isupper() or before[-1].endswith((".", "'s", "’s"))):
        before.pop()
    return bool(before) and before[-1].casefold() in PREPOSITIONS


def _sex_of(people: NamedPeople, name: str) -> Sex | None:
    person = people.find(name)
    known = people.sex_of(person) if person else None
    return known or gender_of(name)


def _fits(people: NamedPeople, words: Sequence[str], pronoun: str, sex: Sex | None) -> bool:
    """Whether a name nearer to a pronoun can be what the pronoun means."""
    if pronoun in _PLURAL:
        last = words[-1].casefold()
        return last in DEMONYMS or (last.endswith("s") and last[:-1] in {*DEMONYMS})
    name = " ".join(words)
    person = people.find(name)
    if person is None:
        return False
    known = _sex_of(people, name)
    is_body = name.isupper() and len(name.replace(".", "")) > 1  # "U.S."
    return not is_body and (known is None or known == sex)


def find_reference_warnings(
    around: Surroundings, speaker: str | None, diff: Sequence[tuple[str, str]]
) -> Iterator[QuoteWarning]:
    """Yield the warnings about brackets and capitals that change who or what is meant.

    Args:
        around: The place of the quote.
        speaker: Who speaks there; None if unknown.
        diff: The pieces of the comparison, as `QuoteMatch.diff` has them.
    """
    for bracket in around.brackets:
        if changes_reference(around.text, bracket, speaker):
            words, span = _replaced_words(around.text, bracket)
            span = span if span.end > span.start else Span(around.start, around.end)
            message = f"the text has nothing that “[{bracket.words}]” could explain"
            if words:
                message = f"“[{bracket.words}]” stands for “{words}”, which means something else"
            yield make_warning(around, "changed_reference", span, message)
    for old, new in _changed_capitals(diff):
        at = around.text.find(old, around.start)
        span = Span(at, at + len(old)) if at >= 0 else Span(around.start, around.end)
        yield make_warning(around, "changed_reference", span, f"the text has “{old}”, not “{new}”")


def _changed_capitals(pieces: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the words that a quote has in another letter case: ("us", "US")."""
    for (kind, old), (next_kind, new) in pairwise(pieces):
        one, two = old.strip(" .,;:"), new.strip(" .,;:")
        is_changed = {kind, next_kind} == {"delete", "insert"}
        if is_changed and one != two and one.casefold() == two.casefold():
            yield one, two
