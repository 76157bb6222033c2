"""Which words of a clause govern others: "not", "if" and their like, and how far they reach.

There is no parser: punctuation, conjunctions and short closed classes of words tell where a clause
ends. A word that stands in another clause, or in an aside, governs nothing beyond it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.lexicon.cut_words import CUT_WORDS, LONGEST_PHRASE, CutClass, words_in
from index.lexicon.function_words import AUXILIARIES, BEGINS_PHRASE, POSSESSIVES, PRONOUNS
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.stance_words import FORMS_OF_BE

_TOKEN = re.compile(r"\d[\d.,:]*\d|\w+(?:['’-]\w+)*|--|\.{3}|[^\w\s]|\n+")
DASHES = frozenset(("—", "–", "--"))
HARD_STOPS = frozenset((".", "!", "?", ";", ":", "—", "–", "--", "“", "”", '"', "(", ")"))
_OBJECTS = words_in("object")
"""Words that may begin a clause that is itself what is negated: "not what he said"."""
_MAX_REJECTED = 5
"""Words between "it is false" or "refused" and what they reject: "that the former mayor"."""
_LINKS = words_in("link")
"""Words that link what is rejected: "it is false that", "refuse to"."""
MAX_OPEN = 8
"""Words between "whether" and what it leaves open."""
_MAX_DOUBTED = 6
_MAX_LIMITED = 3


class Token(NamedTuple):
    """A word or a punctuation mark of a text."""

    word: str
    """Lower case, with a straight apostrophe."""
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a mark."""
        return self.word[0].isalnum()


class Governor(NamedTuple):
    """A word or phrase that changes what other words say."""

    kind: CutClass
    start: int
    end: int


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of `text[start:end]`."""
    return [
        Token(_plain(found[0]), found.start() + start, found.end() + start)
        for found in _TOKEN.finditer(text[start:end])
    ]


def _plain(word: str) -> str:
    """A word in lower case, with a straight apostrophe; a hyphen between spaces as a dash."""
    return "–" if word == "-" else word.lower().replace("’", "'")


class Marker(NamedTuple):
    """A listed word or phrase in a run of tokens: `tokens[first:last]`."""

    classes: frozenset[str]
    first: int
    last: int


def find_markers(tokens: Sequence[Token]) -> Iterator[Marker]:
    """Yield the words and phrases of `CUT_WORDS`, each phrase as a whole, in order."""
    at = 0
    while at < len(tokens):
        for length in range(min(LONGEST_PHRASE, len(tokens) - at), 0, -1):
            phrase = " ".join(token.word for token in tokens[at : at + length])
            classes = CUT_WORDS.get(phrase)
            if length == 1 and phrase.endswith("n't"):
                classes = (classes or frozenset()) | {"negation"}
            if classes:
                yield Marker(classes, at, at + length)
                at += length
                break
        else:
            at += 1


def has_class(token: Token | None, kind: CutClass) -> bool:
    """Whether a token is a word of a class; a contraction counts as its first word: "they're"."""
    if token is None:
        return False
    return any(kind in CUT_WORDS.get(word, ()) for word in (token.word, token.word.split("'")[0]))


def begins_clause(tokens: Sequence[Token]) -> bool:
    """Whether words begin a clause with a subject of its own: "he …", "the mayor will …"."""
    if not tokens:
        return False
    first = tokens[0]
    if has_class(first, "subject") or first.word in AUXILIARIES:
        return True
    if first.word in ("that", "that's"):
        return first.word == "that's" or (len(tokens) > 1 and tokens[1].word in AUXILIARIES)
    begins = first.word in BEGINS_PHRASE | POSSESSIVES
    return begins and any(token.word in AUXILIARIES for token in tokens[1:5])


def find_governor(left: Sequence[Token], target: Sequence[Token]) -> Governor | None:
    """The nearest word before `target` that changes what it says; None if nothing does.

    See `find_governors`.
    """
    return next(find_governors(left, target), None)


def find_governors(left: Sequence[Token], target: Sequence[Token]) -> Iterator[Governor]:
    """Yield the words before `target` that change what it says, nearest first.

    Args:
        left: The tokens before, from the start of the sentence.
        target: The first tokens of the words that may be governed.
    """
    for marker in reversed([*find_markers(left)]):
        between = left[marker.last :]
        for kind in _GOVERNING:
            if kind in marker.classes and _governs(kind, left, marker, between, target):
                yield Governor(kind, left[marker.first].start, left[marker.last - 1].end)
                break
    inverted = _inverted_condition(left)
    if inverted:
        yield inverted


_GOVERNING: tuple[CutClass, ...] = (
    "negation",
    "condition",
    "concession",
    "rejection",
    "pretence",
    "exception",
    "quantity",
    "doubt",
    "limit",
    "former",
    "alternative",
    "reflexive",
)


def _governs(
    kind: CutClass,
    left: Sequence[Token],
    marker: Marker,
    between: Sequence[Token],
    target: Sequence[Token],
) -> bool:
    words = [token.word for token in between if token.is_word]
    if kind == "condition":
        return _conditions(left, marker, between, target)
    if kind == "exception":
        return _opens_main_clause(left[: marker.first]) and _ends_with_comma(between)
    if kind == "alternative":
        return _opens_main_clause(left[: marker.first]) and [t.word for t in between] in ([], [","])
    if kind == "concession":
        return not any(token.word == "," for token in between) and not _ends_clause(between, target)
    if kind == "pretence" and marker.first <= 1 and [one.word for one in between] == [","]:
        return not any(map(is_negation, left[: marker.first]))  # "Just imagine, …"
    if kind == "negation" and not between and target and has_class(target[0], "subordinator"):
        return _negates(left, marker, between)  # "not because …"
    if _ends_clause(between, target):
        return False
    if kind == "negation":
        return _negates(left, marker, between)
    if kind == "quantity":
        return not words or words == ["of"] or (len(words) == 1 and embeds_clause(between))
    if kind == "reflexive":
        return not words and marker.first > 0 and embeds_clause(left[: marker.first])
    if kind == "former":
        return embeds_clause(between)
    if kind in ("rejection", "pretence"):
        is_linked = bool(_LINKS & {*words}) or (not words and begins_clause(target))
        is_linked = is_linked or embeds_clause(between)
        is_linked = is_linked or (kind == "pretence" and not words)
        return is_linked and len(words) <= _MAX_REJECTED and not _is_denied(left, marker)
    if kind == "doubt":
        is_verb = bool(words) and words[0] == "to"  # "is supposed to"
        return len(words) <= _MAX_DOUBTED and not is_verb
    before = left[marker.first - 1].word if marker.first else ""
    is_of_noun = before in BEGINS_PHRASE | POSSESSIVES or before in ("not", "if", "the")
    return len(words) <= _MAX_LIMITED and not is_of_noun


def _opens_main_clause(before: Sequence[Token]) -> bool:
    """Whether only "and", "but" or "so" stands before a word since a clause ended, at a dash."""
    at = len(before)
    while at and before[at - 1].word in ("and", "but", "so"):
        at -= 1
    return not at or before[at - 1].word in DASHES


def _ends_with_comma(between: Sequence[Token]) -> bool:
    return bool(between) and between[-1].word == "," and not _has_stop(between)


def embeds_clause(tokens: Sequence[Token]) -> bool:
    """Whether words end with a verb whose content follows: "could say", "telling myself that"."""
    words = [token.word for token in tokens if token.is_word]
    if words and words[-1] == "that":
        words.pop()
    if len(words) > 1 and (words[-1] in PRONOUNS or words[-1].endswith(("self", "selves"))):
        words.pop()
    verb = VERBS.get(words[-1]) if words else None
    return verb is not None and verb.clause


def _ends_clause(between: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether a clause ends in the tokens between a word and what it may govern."""
    commas = [at for at, token in enumerate(between) if token.word == ","]
    if target and has_class(target[0], "subordinator") and target[0].word not in _OBJECTS:
        return True
    if commas and commas[-1] == len(between) - 1 and begins_clause(target):
        # "I did not say, you know what, …" is what was not said; else the clause ends.
        is_said = between[0].word in VERBS and not has_class(between[0], "pretence")
        return not (len(between) == 2 and is_said)
    dashes = 0
    for at, token in enumerate(between):
        if token.word in DASHES:
            dashes += 1
        elif token.word in HARD_STOPS or token.word.startswith("\n"):
            return True
        if token.word == "but" or has_class(token, "subordinator"):
            # "not what he said": a clause that is the object itself does not end the scope.
            if at == 0 and token.word in _OBJECTS:
                continue
            if token.word == "so" and any(one.word == "as" for one in between[at + 1 : at + 4]):
                continue  # "so far as to say"
            if _describes_negated(between, at, target):
                continue
            return True
        if token.word == "and":
            rest = between[at + 1 :] or target
            if begins_clause(rest) or (at and between[at - 1].word == ","):
                return True
    if dashes % 2:
        return True
    if len(commas) % 2 == 0:
        return False
    # "did not lie, cheat or steal"
    return not (between and between[-1].word in ("or", "nor"))


def _describes_negated(between: Sequence[Token], at: int, target: Sequence[Token]) -> bool:
    """Whether a relative clause describes what isn't: "not a person who says", "no time when"."""
    before = {token.word for token in between[max(0, at - 3) : at]}
    if not before & _ANY or between[at - 1].word == ",":
        return False
    rest = between[at + 1 :]
    return embeds_clause(rest) if between[at].word == "who" else not rest and bool(target)


_ANY = words_in("described")


def _negates(left: Sequence[Token], marker: Marker, between: Sequence[Token]) -> bool:
    word = left[marker.first].word
    following = between[0] if between else None
    if word == "no" and following and following.word == ",":
        return False  # "No, we will"
    if has_class(following, "fixed"):
        return False  # "no less", "no matter"
    if word == "few" and marker.first and left[marker.first - 1].word == "a":
        return False
    if word in ("no", "none") and marker.first and left[marker.first - 1].word in ("with", "in"):
        return False  # "with no notes"
    if following and following.word in ("only", "just", "merely", "simply") and word == "not":
        # "not only" adds; "not just" says that there is more.
        return following.word != "only"
    if any(has_class(token, "factive") for token in between):
        return False
    # "What I can't forget is that …": the clause of the negation is the subject.
    opens_with_what = any(token.word == "what" for token in left[: marker.first])
    return not (opens_with_what and any(token.word in FORMS_OF_BE for token in between[1:]))


def _is_denied(left: Sequence[Token], marker: Marker) -> bool:
    """Whether a negation stands right before a word: "did not refuse to", "never doubted that"."""
    before = left[max(0, marker.first - 3) : marker.first]
    return any(is_negation(token) for token in before)


def is_negation(token: Token) -> bool:
    """Whether a word negates: "not", "don't", "nobody"."""
    return token.word.endswith("n't") or "negation" in CUT_WORDS.get(token.word, ())


def _conditions(
    left: Sequence[Token], marker: Marker, between: Sequence[Token], target: Sequence[Token]
) -> bool:
    """Whether "if" governs the target: within its clause, or as the main clause behind it."""
    word = left[marker.first].word
    before = left[marker.first - 1].word if marker.first else ""
    if word == "if" and before in ("as", "even", "what", "only") and before != "only":
        return before == "as" and not _ends_clause(between, target)
    if word == "if" and between[:1] and between[0].word in ("anything", "so"):
        return False
    if is_discourse(left[marker.first :]) or before == "for":
        return False
    if _has_stop(between) or not begins_condition(left, marker):
        return False
    commas = [at for at, token in enumerate(between) if token.word == ","]
    if not commas:
        if word in ("until", "whether"):
            return len(between) <= MAX_OPEN and not _ends_clause(between, target)
        return not (between and between[-1].word in ("because", "but"))
    if word in ("until", "whether"):
        return False
    # Behind the clause of the condition, one main clause depends on it; a further one may not.
    rest = between[commas[0] + 1 :]
    if rest and rest[-1].word == "and":
        return False
    return not any(token.word in ("but", "because", "so") for token in rest[1:])


def _has_stop(tokens: Sequence[Token]) -> bool:
    return any(token.word in HARD_STOPS - DASHES or token.word.startswith("\n") for token in tokens)


def begins_condition(tokens: Sequence[Token], marker: Marker) -> bool:
    """Whether a word such as "provided" is a conjunction rather than a verb."""
    if "also-verb" not in marker.classes:
        return True
    behind = tokens[marker.last :]
    marks_guess = "guess" in marker.classes
    before = tokens[marker.first - 1] if marker.first else None
    opens = before is None or not before.is_word
    if not opens or not behind:
        return False
    is_phrase = behind[0].word in BEGINS_PHRASE | POSSESSIVES
    return begins_clause(behind) or behind[0].word == "that" or (marks_guess and is_phrase)


def is_discourse(tokens: Sequence[Token]) -> bool:
    """Whether "if you …" only addresses the listener: "if you look at the numbers"."""
    words = [token.word for token in tokens[:2]]
    if words == ["if", "i"] and any(has_class(token, "modal") for token in tokens[2:3]):
        return True  # "if I may say so"
    if words != ["if", "you"]:
        return False
    # "if you ask me", but not "if you boys ask one more question"
    return any(
        has_class(token, "discourse")
        and (token.word != "ask" or [one.word for one in tokens[at : at + 1]] in (["me"], ["us"]))
        for at, token in enumerate(tokens[2:5], 3)
    )


def _begins_subject(token: Token) -> bool:
    return has_class(token, "subject") or token.word in BEGINS_PHRASE | POSSESSIVES


def find_time_condition(left: Sequence[Token], target: Sequence[Token]) -> Governor | None:
    """The "when" of "when you cut the budget, people will die": what will be if something is."""
    at = next((at for at, token in enumerate(left) if token.word not in ("and", "but", "so")), 0)
    marker = next(find_markers(left[at:]), None)
    if marker is None or marker.first or "time" not in marker.classes:
        return None
    behind = left[at + marker.last :]
    will = next((token for token in target[:5] if has_class(token, "modal")), None)
    if will is None or not _ends_with_comma(behind) or len(behind) < 3:
        will = next((t for t in target[:2] if t.word.endswith("'ll")), None)
        if will is None or not _ends_with_comma(behind) or len(behind) < 3:
            return None
    return Governor("time", left[at].start, behind[-1].end)


def _inverted_condition(left: Sequence[Token]) -> Governor | None:
    """The condition of "Had he known, he would …"."""
    starts = [0, *(at + 1 for at, token in enumerate(left) if token.word in (",", "and", "“", '"'))]
    for at in reversed(starts):
        if at + 1 >= len(left) or not has_class(left[at], "inverted"):
            continue
        behind = left[at + 1 :]
        has_comma = any(token.word == "," for token in behind)
        has_stop = any(token.word in HARD_STOPS for token in behind)
        if _begins_subject(left[at + 1]) and has_comma and not has_stop:
            return Governor("inverted", left[at].start, left[at].end)
    return None
