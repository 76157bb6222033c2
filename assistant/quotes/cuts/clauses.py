"""Which words of a clause govern others: "not", "if" and their like, and how far they reach.

There is no parser: punctuation, conjunctions and short closed classes of words tell where a clause
ends. A word that stands in another clause, or in an aside, governs nothing beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.quotes.cuts.negations import (
    CLAUSE_OBJECTS,
    MAX_LIMITED,
    denies_possibility,
    denies_reason,
    denies_together,
    find_withholding_subject,
    has_negation_before,
    negates,
)
from assistant.quotes.cuts.tokens import (
    DASHES,
    HARD_STOPS,
    Governor,
    Marker,
    Token,
    begins_clause,
    embeds_clause,
    find_markers,
    has_class,
    has_stop,
    is_negation,
)
from index.lexicon.cut_words import CutClass, words_in
from index.lexicon.function_words import BEGINS_PHRASE, POSSESSIVES
from index.lexicon.reporting_verbs import VERBS
from index.lexicon.stance_words import MODALS

_MAX_REJECTED = 5
"""Words between "it is false" or "refused" and what they reject: "that the former mayor"."""
_LINKS = words_in("link")
"""Words that link what is rejected: "it is false that", "refuse to"."""
_RELATIONS = frozenset(("of", "than", "to", "but", "from"))
"""Words with which a phrase that rejects takes a noun too: "instead of"."""
MAX_OPEN = 8
"""Words between "whether" and what it leaves open."""
_MAX_DOUBTED = 6


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
    withheld = find_withholding_subject(left, target)
    if withheld:
        yield withheld
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
        is_phrase = len(between) <= MAX_LIMITED and begins_clause(target)
        is_phrase = is_phrase and not has_stop(between)
        opens = _opens_main_clause(left[: marker.first])
        return opens and (_ends_with_comma(between) or is_phrase)
    if kind == "alternative":
        return _opens_main_clause(left[: marker.first]) and [t.word for t in between] in ([], [","])
    if kind == "concession":
        return not any(token.word == "," for token in between) and not _ends_clause(between, target)
    if "eventual" in marker.classes:
        modals = left[max(0, marker.first - 3) : marker.first]
        if not any(has_class(token, "modal") or token.word in MODALS for token in modals):
            return False
    if kind == "pretence" and marker.first <= 1 and [one.word for one in between] == [","]:
        return not any(map(is_negation, left[: marker.first]))  # "Just imagine, …"
    if kind == "negation" and denies_reason(between, target):
        return negates(left, marker, between)
    if kind == "negation" and denies_possibility(between, target):
        return True
    if kind == "negation" and denies_together(left[marker.first], between, target):
        return True
    if kind == "pretence" and _opens_sentence(left[: marker.first]) and not has_stop(between):
        return True  # "What if everyone who lost said …"
    if _ends_clause(between, target):
        return False
    if kind == "negation":
        return negates(left, marker, between)
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
        is_linked = is_linked or (not words and left[marker.last - 1].word in _RELATIONS)
        return is_linked and len(words) <= _MAX_REJECTED and not has_negation_before(left, marker)
    if kind == "doubt":
        is_verb = bool(words) and words[0] == "to"  # "is supposed to"
        return len(words) <= _MAX_DOUBTED and not is_verb
    before = left[marker.first - 1].word if marker.first else ""
    is_of_noun = before in BEGINS_PHRASE | POSSESSIVES or before in ("not", "if", "the")
    return len(words) <= MAX_LIMITED and not is_of_noun


def _opens_sentence(before: Sequence[Token]) -> bool:
    """Whether only a conjunction or an opening mark stands before a word."""
    return all(not token.is_word or token.word in ("and", "but", "so") for token in before)


def _opens_main_clause(before: Sequence[Token]) -> bool:
    """Whether only "and", "but" or "so" stands before a word since a clause ended, at a dash."""
    at = len(before)
    while at and before[at - 1].word in ("and", "but", "so"):
        at -= 1
    return not at or before[at - 1].word in DASHES


def _ends_with_comma(between: Sequence[Token]) -> bool:
    return bool(between) and between[-1].word == "," and not has_stop(between)


def _ends_clause(between: Sequence[Token], target: Sequence[Token]) -> bool:
    """Whether a clause ends in the tokens between a word and what it may govern."""
    commas = [at for at, token in enumerate(between) if token.word == ","]
    if target and has_class(target[0], "subordinator") and target[0].word not in CLAUSE_OBJECTS:
        return True
    is_aside = len(commas) > 1 and commas[0] == 0  # "do not, in fact, have"
    if commas and commas[-1] == len(between) - 1 and begins_clause(target) and not is_aside:
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
            if at == 0 and token.word in CLAUSE_OBJECTS:
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
    if has_stop(between) or not begins_condition(left, marker):
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
    is_phrase = is_phrase or (before is None and len(behind) > 2 and behind[-1].word == ",")
    return begins_clause(behind) or behind[0].word == "that" or (marks_guess and is_phrase)


def is_discourse(tokens: Sequence[Token]) -> bool:
    """Whether "if you …" only addresses the listener: "if you look at the numbers"."""
    words = [token.word for token in tokens[:2]]
    if words == ["if", "i"] and any(has_class(token, "modal") for token in tokens[2:3]):
        return True  # "if I may say so"
    if words != ["if", "you"] or any(is_negation(token) for token in tokens[2:4]):
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
