"""Whether names occur in documents: in their texts, in their metadata, or as names of speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answering.premises.names import NameAsked, words_as_indexed
from assistant.answering.premises.place_forms import capital_forms_of_place, forms_of_place
from index.lexicon.function_words import FUNCTION_WORDS
from index.lexicon.name_words import PLACE_WORDS
from index.people.directory import People
from index.store.store import Store

__all__ = ["NameOccurrence"]

_MANY = 1_000_000
"""More documents than a store has."""
_SHORT_LAST_NAME = 3
"""Letters of last names that are as often written as a part of the name: Jong Un, Jong-un."""
_TELLING_NOTHING = FUNCTION_WORDS | PLACE_WORDS
"""Words of names that many other names have."""


class NameOccurrence:
    """Looks names up in the documents of a store, or in some of them."""

    def __init__(
        self, store: Store, people: People, documents: Sequence[int] | None = None
    ) -> None:
        """Look names up in these documents.

        Args:
            store: Where to look.
            people: Who speaks in the store.
            documents: Numbers of the documents; None for all.
        """
        self._store = store
        self._people = people
        self._documents = documents

    def occurs(self, name: NameAsked) -> bool:
        """Whether a document has the name in any form in which it may be written.

        The last name of a person is enough; any word is if the last one is short (Kim Jong Un) or
        has letters that documents may have lost. Of other names, any word is enough.
        """
        if name.kind == "person":
            is_unsure = len(name.last) <= _SHORT_LAST_NAME or not name.text.isascii()
            words = name.words if is_unsure else (name.last,)
            return any(map(self.has_word, words)) or self._speaks(name)
        if self._has_place(name.words):
            return True
        telling = [word for word in name.words if word not in _TELLING_NOTHING] or name.words
        return any(map(self.has_word, telling)) or self._speaks(name)

    def has_word(self, word: str) -> bool:
        """Whether a document has a folded word, also in the plural or as the word for a country."""
        if self._has_place((word,)):
            return True
        if capital_forms_of_place((word,)):
            return False
        return any(map(self.has_phrase, _numbers_of(word))) or self._in_metadata(word)

    def has_phrase(self, phrase: str) -> bool:
        """Whether a document's text has these words after each other."""
        return bool(self._store.document_words.documents_with_phrases([phrase], 1, self._documents))

    def has_together(self, first: str, last: str) -> bool:
        """Whether a document has both of these folded words, also apart from each other."""
        words = self._store.document_words
        return bool(words.documents_with_phrases([first, last], 1, self._documents))

    def is_only_in_names(self, last_name: str, names: Iterable[str]) -> bool:
        """Whether all documents that have a last name have one of these names with it."""
        full = [self._documents_with(name) for name in names]
        return self._documents_with(last_name) <= set().union(*full)

    def count(self, name: str) -> int:
        """Number of documents whose text has a name."""
        return len(self._documents_with(name))

    def _documents_with(self, phrase: str) -> set[int]:
        words = " ".join(words_as_indexed(phrase))
        found = self._store.document_words.documents_with_phrases([words], _MANY, self._documents)
        return set(found)

    def _has_place(self, words: tuple[str, ...]) -> bool:
        catalogue = self._store.catalogue
        return any(map(self.has_phrase, forms_of_place(words))) or any(
            catalogue.has_in_capitals(form, self._documents)
            for form in capital_forms_of_place(words)
        )

    def _in_metadata(self, words: str) -> bool:
        return self._store.catalogue.has_in_metadata(words, self._documents)

    def _speaks(self, name: NameAsked) -> bool:
        """Whether a speaker has the name, perhaps in another spelling."""
        if self._documents is not None:
            return False
        return bool(self._people.find_people(name.text))


def _numbers_of(word: str) -> set[str]:
    """A folded word, and what its plural or its singular may be."""
    forms = {word, f"{word}s", f"{word}es", word.removesuffix("s"), word.removesuffix("es")}
    return {form for form in forms if len(form) > 1 or form == word}
