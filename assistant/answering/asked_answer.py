"""What a question wants for a short answer: a name, several names, a number, a date, a yes or no.

Finer than `answer_kind`, whose kinds are signals of the fitted scores. The first cue counts:
"Did the mayor change his mind? What did he say?" asks for yes or no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.titles import COURTESY_TITLES, NOUNS_FOR_OFFICES, OFFICES, PERSON_NOUNS
from index.retrieval.who_said import read_who_said

WantedKind = Literal[
    "person", "name", "role", "names", "number", "amount", "measure", "frequency", "time", "place",
    "reason", "yes-no", "choice", "thing", "manner",
]  # fmt: skip
"""What a short answer must be.

Person: a person or a body; name: the name of somebody or something; role: what a named person is;
names: several of a kind; amount: of
money or of what isn't counted; measure: a number of years, metres, …; choice: one of two things
that the question names; manner: how something is done.
"""
_NUMBERS = "|".join((*list(NUMBER_WORDS)[1:12], r"[2-9]|1[0-2]"))
_AUXILIARY = (
    r"(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should|shall|may|might"
    r"|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|didn['’]t|doesn['’]t|don['’]t|hasn['’]t"
    r"|haven['’]t|won['’]t|can['’]t)"
)
_PLURAL = r"(?!(?:was|is|has|does|news|politics|series|this|his|its|status)\b)"
_PLURAL_NOUN = rf"{_PLURAL}(?:\w{{2,30}}(?<!s)s|\w{{0,20}}people|\w{{0,20}}men|children)\b"
_SIZE = "long|old|far|large|big|tall|high|deep|wide|fast|heavy|thick|soon|late|early"
_QUANTITY = (
    "percent|per cent|percentage|share|number|amount|rate|age|score|price|cost|costs|sum|size"
    "|budget|fine|fee|salary|total|length|height|depth|turnout"
)
_MONEY_VERBS = (
    r"(?:costs?|pay|pays|paid|paying|earns?|earned|owes?|owed|spends?|spent|worth|saves?|saved"
    r"|charges?|charged|fined|funding|money|salar(?:y|ies)|wages?|price|pension|income|rent|debts?"
    r"|subsid(?:y|ies)|compensation|tickets?)"
)
_CUES: tuple[tuple[WantedKind, re.Pattern[str]], ...] = (
    ("frequency", re.compile(r"\bhow (?:often|many times)\b", re.IGNORECASE)),
    ("number", re.compile(r"\bhow many\b", re.IGNORECASE)),
    ("amount", re.compile(r"\bhow much\b", re.IGNORECASE)),
    ("measure", re.compile(rf"\bhow (?:{_SIZE})\b", re.IGNORECASE)),
    (
        "number",
        re.compile(
            rf"\b(?:what|which) (?:\w+ )?(?:{_QUANTITY})\b(?! of (?:person|people|thing)s?\b)"
            rf"|\bwhat(?:['’]s| is| are| was| were| will be) (?:the |its |their |his |her )?"
            rf"(?:\w+ ){{0,2}}(?:{_QUANTITY})\b",
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            rf"\bwhen(?:['’]s| {_AUXILIARY})\b|\b(?:since|until|till|by|from) when\b"
            r"|\b(?:what|which) (?:year|day|date|month|time|week|century|decade|weekday)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "names",
        re.compile(
            rf"\bwhich (?:other )?(?:(?:{_NUMBERS}) (?:\w+ )?|\w+ )?{_PLURAL_NOUN}"
            rf"|\b(?:which|what) (?:{_NUMBERS}) \w|\bwho (?:all|else)? ?(?:are|were)\b|\bwho all\b"
            r"|^\W*(?:please )?(?:list|name|enumerate)\b"
            rf"|\bwhat (?:are|were) (?:the|his|her|its|their) (?:\w+ ){{0,2}}{_PLURAL_NOUN}",
            re.IGNORECASE,
        ),
    ),
    (
        "name",
        re.compile(r"\bwhat(?:['’]s| is| was| are) (?:the|his|her|its) names?\b", re.IGNORECASE),
    ),
    ("role", re.compile(r"\bwho(?:['’]s| is| was) (?P<named>[^?,;]{2,80})\??\s*$", re.IGNORECASE)),
    ("person", re.compile(r"(?:^|\W)(?:who|whom|whose)\b", re.IGNORECASE)),
    ("place", re.compile(r"\bwhere(?:['’]s)?\b", re.IGNORECASE)),
    ("reason", re.compile(r"\bwhy\b|\bhow come\b|\bwhat (?:\w+ )?reasons?\b", re.IGNORECASE)),
    (
        "yes-no",
        re.compile(
            rf"(?:^\W*(?:(?:so|and|but|ok|okay|well|also),? )*|[.;?!,] (?:and |so )?){_AUXILIARY}\b"
            r"|\bis it true\b",
            re.IGNORECASE,
        ),
    ),
    ("manner", re.compile(r"\bhow\b", re.IGNORECASE)),
    ("thing", re.compile(r"\b(?:what|which)\b", re.IGNORECASE)),
)
_ALL_OF_THEM = re.compile(
    r"^\W*(?:please )?(?:list|enumerate)\b|\b(?:list|name) (?:all|every|everyone|everybody|them)\b"
    r"|\bgive me (?:all|every|the (?:full|whole) list)\b",
    re.IGNORECASE,
)
_WHO_ALL = re.compile(r"^\W*who (?:has|have|all|else|are|were)\b", re.IGNORECASE)
_WHICH_NOUN = re.compile(
    rf"\bwhich (?:(?:{_NUMBERS}) )?(?:of the )?"
    rf"(?P<which>(?!{_AUXILIARY}\b)\w+(?: (?!{_AUXILIARY}\b)\w+)?)"
    rf"|\bwhat (?:(?:{_NUMBERS}) )?(?P<what>(?!{_AUXILIARY}\b)\w+(?: \w+)?) {_AUXILIARY}\b"
    r"|\bhow many (?P<many>\w+)",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"\b(?:which|what|name|list) (?:the )?(?P<count>{_NUMBERS})\b", re.IGNORECASE)
_DETERMINED = re.compile(
    r"(?:the|an?|this|that|his|her|their|our|its|in|on|at|behind|there)\b", re.I
)
_EITHER = re.compile(r"\b\w+ or \w+", re.IGNORECASE)
_PERSON_WORDS = (
    OFFICES
    | PERSON_NOUNS
    | frozenset(noun for nouns in NOUNS_FOR_OFFICES.values() for noun in nouns)
)
_PERSON_ENDINGS = ("person", "people", "man", "men", "woman", "women", "ist", "ists", "cian")
_BODY_WORDS = frozenset(
    """company companies firm firms newspaper newspapers paper papers outlet outlets agency agencies
    organisation organisations organization organizations party parties group groups union unions
    ministry ministries body bodies institution institutions court courts bank banks government
    governments authority authorities committee committees council councils""".split()
)


@dataclass(frozen=True, slots=True)
class AskedAnswer:
    """What a question wants for a short answer."""

    kind: WantedKind
    noun: str | None = None
    """Which kind of thing is asked for, lower case: "countries"."""
    count: int | None = None
    """How many names are asked for: "which two senators"."""
    is_money: bool = False
    wants_all: bool = False
    """Whether everything or everybody of a kind is asked for: "Who has criticised …?"."""

    @property
    def wants_person(self) -> bool:
        """Whether the noun means people, or the question says who."""
        return self.kind == "person" or (self.noun is not None and means_person(self.noun))


def read_asked_answer(question: str) -> AskedAnswer:
    """What a question wants for a short answer, by its first cue."""
    found = [
        (match.start(), number, kind, match)
        for number, (kind, pattern) in enumerate(_CUES)
        if (match := pattern.search(question))
    ]
    if not found:
        return AskedAnswer("thing")
    first = min(start for start, *_ in found)
    # "So how much …", "in which year …": cues of one phrase begin a few characters apart.
    _, _, kind, match = min(
        (item for item in found if item[0] <= first + 3), key=lambda item: item[1]
    )
    if kind == "role" and _DETERMINED.match(match["named"].strip()):
        kind = "person"
    if kind == "role" and not _is_name_alone(match["named"]):
        kind = "person"
    if _ALL_OF_THEM.search(question):
        kind = "names"
    said = read_who_said(question)
    if kind == "names" and said is not None and said.asks_for_one:
        kind = "thing"  # "Which congressman thinks …?": a verb, and no plural
    if kind == "yes-no" and _EITHER.search(question):
        kind = "choice"
    noun = _WHICH_NOUN.search(question)
    count = _COUNT.search(question)
    return AskedAnswer(
        kind,
        next(filter(None, noun.groups())).lower() if noun and noun.start() <= first + 3 else None,
        _value(count["count"]) if count and kind == "names" else None,
        wants_all=kind == "names" or (kind == "person" and _WHO_ALL.search(question) is not None),
        is_money=re.search(rf"\b{_MONEY_VERBS}\b", question, re.IGNORECASE) is not None,
    )


def means_person(noun: str) -> bool:
    """Whether one of a noun's words means people or bodies that speak: "senators", "newspaper"."""
    for word in noun.split():
        single = word.removesuffix("s")
        if {word, single} & (_PERSON_WORDS | _BODY_WORDS) or word.endswith(_PERSON_ENDINGS):
            return True
        if single.endswith(("er", "or", "ee")) and single not in ("year", "number", "order"):
            return True
    return False


def _is_name_alone(words: str) -> bool:
    """Whether the words behind "who is" are a name and no more: "Rurik Oade", "rosa pemble"."""
    name = words.split()
    if name and name[0].rstrip(".").lower() in COURTESY_TITLES:
        name = name[1:]
    if not 1 <= len(name) <= 4:
        return False
    if all(word[0].isupper() for word in name):
        return True
    return len(name) == 2 and all(word.isalpha() and not word.endswith("ing") for word in name)


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBER_WORDS[word.lower()]
