"""What the words around a name tell of its part in the sentence: subject, owner, object."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.attribution.coreference.entities import DocumentEntities
from index.attribution.coreference.entity_records import Entity, EntityMention
from index.lexicon.function_words import BOUNDARIES, PREPOSITIONS
from index.lexicon.name_words import ORGANISATION_WORDS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.titles import NOUNS_FOR_OFFICES, OFFICES, PERSON_NOUNS
from index.text.person_names import is_title

_NEXT_VERB = re.compile(
    r"(?:,[^,.;:“”\"\n]{1,90},|[ \u00a0]\([^)\n]{1,40}\)"
    r"|[ \u00a0]?(?:--|—|–)[^.—–“”\n]{1,200}?(?:--|—|–))?,?[ \u00a0]"
    r"(?:(?:also|has|had|then|later|recently|once|never|[a-z]{2,20}ly)[ \u00a0])?([a-z]+)"
)
"""The word behind a name, past an apposition and an adverb."""
_VERB_BEFORE = re.compile(r"[,”\"’'?!] ?([a-z]+) (?:(?:the|a|former) )?\Z")
"""The word between a quotation and a name: "said" of "“…,” said Brandt"."""
_POSSESSIVE = ("'s", "’s")
_PLACE_PREPOSITIONS = frozenset("in at from near".split())
_WINDOW = 40
_NO_VERBS = (
    PREPOSITIONS | BOUNDARIES | ORGANISATION_WORDS | frozenset("and or of who whose".split())
)
_IS_NOUN = re.compile(r"(?:ers?|ors?|tions?|ments?|ings?|ist|ists|ly|al|ive)\Z|\A\Z")
"""Endings of words that are hardly a verb behind its subject: "Brandt supporters"."""
_ARTICLES = frozenset("the a an his her their its".split())
_ATTRIBUTED = (
    ORGANISATION_WORDS | OFFICES | frozenset("supporter supporters backer backers ally".split())
)
"""What a name before it tells whose it is: "the Brandt campaign", "a Brandt supporter"."""
_SUBORDINATORS = frozenset(
    "when after while although though as if because since before unless until whether that which"
    " what how why where asked pressed despite in".split()
)


def traits_of(mention: EntityMention, document: DocumentEntities) -> frozenset[str]:
    """What a name's surroundings tell of it, read once and kept.

    `opens`: it begins its sentence; `subject`: a verb follows it; `speaks`: the verb reports;
    `owner`: a possessive; `object`: a verb or a preposition precedes it; `asked`: somebody asks or
    tells it something; `placed`: "in", "at", "from" or "near" precedes it; `introduced`: its first
    mention; `reference`: a pronoun or a description that was resolved.
    """
    if mention.traits is None:
        mention.traits = frozenset(_read(mention, document))
    return mention.traits


def _read(mention: EntityMention, document: DocumentEntities) -> set[str]:
    text = document.text
    first = document.sentences[mention.sentence].start
    traits = set()
    before = _words_before(text, first, mention.start)
    previous = _previous_word(before)
    is_owner = (
        text[mention.end : mention.end + 2] in _POSSESSIVE
        or text[mention.end - 2 : mention.end] in _POSSESSIVE
        or (text[mention.end : mention.end + 1] in ("'", "’") and text[mention.end - 1] == "s")
    )
    if is_owner:
        traits.add("owner")
    following = _NEXT_VERB.match(text, mention.end)
    verb = following.group(1) if following else ""
    reports = verb in VERBS and VERBS[verb].form != "ing"
    inverted = _VERB_BEFORE.search(text, max(first, mention.start - _WINDOW), mention.start)
    is_inverted = inverted is not None and inverted.group(1) in VERBS
    if reports or is_inverted:
        traits.add("speaks")
    is_object = not is_inverted and (
        previous in VERBS
        or previous in PREPOSITIONS
        or previous in ("of", "to", "than", "and", "or", "with")
        or previous.endswith(("ing", "ed"))
    )
    if is_object:
        traits.add("object")
    if previous in ("told", "asked") or (previous in VERBS and VERBS[previous].stance == "asks"):
        traits.add("asked")
    if previous in _PLACE_PREPOSITIONS:
        traits.add("placed")
    is_subject = is_inverted or (
        verb not in _NO_VERBS and not _IS_NOUN.search(verb) and bool(verb or following)
    )
    if not is_owner and previous not in ("of", "to", "than", "with") and is_subject:
        traits.add("subject")
    if mention.entity.kind != "body" and (
        previous in _ARTICLES or (verb in _ATTRIBUTED and text[mention.end] == " ")
    ):
        traits.add("attributive")
    if is_subordinate(text, first, mention.start):
        traits.add("subordinate")
    if mention.start - first < _WINDOW and len(before) <= 2 and not is_object and not is_owner:
        traits.add("opens")
    if mention.entity.mentions and mention.entity.mentions[0] is mention:
        traits.add("introduced")
    return traits


def is_subordinate(text: str, first: int, start: int) -> bool:
    """Whether a mention stands in a clause that isn't the main one of its sentence.

    Args:
        text: The document's text.
        first: Where the sentence starts.
        start: Where the mention starts.
    """
    previous = _previous_word(_words_before(text, first, start))
    return previous in _SUBORDINATORS or _is_in_opening_clause(text, first, start)


def _words_before(text: str, first: int, start: int) -> list[str]:
    """The words near a mention in front of it, not further than its sentence's start."""
    return text[max(first, start - _WINDOW) : start].split()


def _previous_word(before: Sequence[str]) -> str:
    """The last of the words before a mention without marks, lower case; empty if there is none."""
    return before[-1].strip("(,“”\"'").lower() if before else ""


def _is_in_opening_clause(text: str, first: int, start: int) -> bool:
    """Whether a name stands in a clause before the main one: "When Brandt came, Kerr left"."""
    if start - first > 2 * _WINDOW:
        return False
    opener = text[first:start].split(" ", 1)[0].lower()
    return opener in _SUBORDINATORS and ", " not in text[first:start]


_SEEN = 6
"""Mentions of an entity that are looked at to tell what it is."""


def is_likely_person(entity: Entity, document: DocumentEntities) -> bool:
    """Whether a name of no known kind is a person's, by what its sentences say of it."""
    if entity.kind in ("person", "likely person", "description"):
        return True
    if entity.kind != "unknown":
        return False
    balance = 0
    for mention in entity.mentions[:_SEEN]:
        traits = traits_of(mention, document)
        balance += ("subject" in traits) + ("speaks" in traits)
        balance -= "placed" in traits
        if " " in entity.name and _has_age_or_role(mention, document):
            entity.kind = "person"
            return True
    if " " not in entity.name and entity.name.endswith("s"):
        return False  # "Latinos"
    return balance > 1 or (balance >= 0 and " " in entity.name)


def _has_age_or_role(mention: EntityMention, document: DocumentEntities) -> bool:
    """Whether an age follows a name, or a role stands before it: "volunteer Yin May, 60,"."""
    after = document.text[mention.end : mention.end + 5]
    before = _words_before(document.text, 0, mention.start)
    if re.match(r", \d\d[,.]", after) or (before and is_title(before[-1])):
        return True
    # "Minister of Transport Odd Kvam"
    return len(before) > 2 and before[-2] in ("of", "for") and is_title(before[-3])


def _is_office(words: Sequence[str]) -> bool:
    """Whether words say what somebody is: "film star", "Minister of Transport"."""
    is_person = is_title(words[-1]) or words[-1] in PERSON_NOUNS
    return is_person or (len(words) > 2 and words[1] in ("of", "for") and is_title(words[0]))


def _is_apposed(words: Sequence[str], text: str, start: int) -> bool:
    """Whether words before a name are its apposition: "the treasurer, Lise Holt"."""
    return text[start - 2] == "," and words[0] in _ARTICLES


_PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b", re.IGNORECASE)


def sex_by_pronouns(entity: Entity, document: DocumentEntities) -> int:
    """How many more sentences go on with "she" than with "he" behind a name of unknown sex."""
    balance = 0
    for mention in entity.mentions[:_SEEN]:
        end = document.sentences[mention.sentence].end
        pronoun = _PRONOUN.search(document.text, mention.end, end)
        if pronoun is not None:
            balance += -1 if pronoun.group(1) else 1
    return balance


_ROLE_AFTER = re.compile(
    r",? (?:who is |as )?(?!he |she |his |her |who |which |whose )(?:(?:the|a|an) )?"
    r"([a-z][^,.;\n]{2,60})[,.]"
)
_ROLE_BEFORE = re.compile(r"((?:[\w’'-]+ ){0,4}[\w’'-]+),? \Z")


def role_words(entity: Entity, document: DocumentEntities) -> frozenset[str]:
    """The words with which a document says what an entity is: titles and appositions."""
    if entity.roles is None:
        entity.roles = frozenset(_read_roles(entity, document))
    return entity.roles


def _read_roles(entity: Entity, document: DocumentEntities) -> set[str]:
    found: set[str] = set()
    for mention in entity.mentions[:_SEEN]:
        text = document.text
        found.update(re.findall(r"[\w-]+", text[mention.start : mention.end].lower()))
        after = _ROLE_AFTER.match(text, mention.end)
        if after is not None and text[mention.end] == ",":
            found.update(re.findall(r"[\w-]+", after.group(1).lower()))
        first = document.sentences[mention.sentence].start
        before = _ROLE_BEFORE.search(text, max(first, mention.start - 60), mention.start)
        if before is not None:
            words = re.findall(r"[\w-]+", before.group(1).lower())
            if words and (_is_office(words) or _is_apposed(words, text, mention.start)):
                found.update(words)
    for word in tuple(found):
        found.update(NOUNS_FOR_OFFICES.get(word, ()))
    return found
