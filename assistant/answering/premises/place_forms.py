"""The forms in which documents may name a place: "US", "America", "American" for one country."""

from __future__ import annotations

from index.lexicon.name_words import PLACE_FORMS
from index.retrieval.country_words import related_country_words
from index.text.name_folding import fold_name

__all__ = ["capital_forms_of_place", "forms_of_place", "has_place_forms"]

_FORMS = {_key: forms for forms in PLACE_FORMS for _key in map(fold_name, forms)}


def has_place_forms(words: tuple[str, ...]) -> bool:
    """Whether folded words name a country of which other names are listed."""
    return " ".join(words) in _FORMS


def forms_of_place(words: tuple[str, ...]) -> set[str]:
    """Phrases of which documents have one if they name a place, or its people.

    Args:
        words: The folded words of the place's name.
    """
    name = " ".join(words)
    forms = {name, *(fold_name(form) for form in _FORMS.get(name, ()) if not form.isupper())}
    before = name.removesuffix(words[-1])
    for word in (words[-1], words[-1].removesuffix("s")):
        for related in related_country_words(word):
            forms |= {before + related, f"{before}{related}s"}
    return forms - set(map(fold_name, capital_forms_of_place(words)))


def capital_forms_of_place(words: tuple[str, ...]) -> set[str]:
    """The forms of a place's name that are other words in lower case: "US"."""
    return {form for form in _FORMS.get(" ".join(words), ()) if form.isupper()}
