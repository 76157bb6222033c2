"""Finds negations in a text, and the words that they deny."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.content_words import content_stems
from assistant.generation.comparison.opposite_words import simplify_verbs, stem_word

_NOT = (
    r"not(?! (?:only|just|merely|before|until|matter|the (?:first|only|last))\b)|never"
    r"|no(?! (?:(?:more|less|fewer) than|matter)\b)|none|nobody"
    r"|nothing(?! (?:but|more than)\b)|neither|nor|cannot|without|hardly|barely"
)
_NEGATIVE = (
    r"fail(?:s|ed|ing)? to|failures? (?:\w+ ){0,5}to|unable to|inability to"
    r"|refus(?:es|ed|e|ing|al) to|declin(?:es|ed|e|ing) to"
    r"|unlikely|unwilling(?:ness)? to|lack(?:s|ed|ing)?|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?"
    r"|stop(?:s|ped|ping)? (?=short of|\w+ing\b)|avoid(?:s|ed|ing)?|refrain(?:s|ed|ing)? from"
    r"|oppos(?:es|ed|e|ing)|steer(?:s|ed|ing)? clear of|ke(?:eps?|pt|eping) (?:out|clear) of"
)
DENIAL = re.compile(rf"\b(?:{_NOT}|{_NEGATIVE})\b|n['’]t\b", re.IGNORECASE)
"""Words that deny what comes right after them."""
NEGATIVE_WORD = re.compile(
    r"\b(?:refus|reject|den(?:y|ied|ies)|fail|declin|lack|avoid|stop|prevent|oppos|unabl|"
    r"(?<!\brun )(?<!\bran )(?<!\brunning )against|"
    r"absen|bann?(?:s|ed|ing)?\b|block|prohibit|forb|rul(?:e|ed|es|ing) out|dismiss|doubt|skept|"
    r"unwilling|unclear|unknown|vague|murky|ambiguous|except|rather than|instead|far from|little|"
    r"few\b|refrain|fewer|less\b|miss(?:ed|es|ing)?\b|dodg|stay(?:ed|s|ing)? away|skip|"
    r"end(?:ed|s|ing)?\b|"
    r"wrong|false|untrue|myth|halt|abandon|scrap(?:s|ped|ping)?\b|eliminat|abolish|overturn|cancel|"
    r"turn(?:s|ed|ing)? (?:down|away)|too (?:slow|late|little|few|small|weak|short)|"
    r"drop(?:ped|s)?\b|resist|disput|disagree|disapprov|"
    r"(?-i:un(?!der|ion|it|til|iver)\w{4,})|in(?:adequ|capab|effect|suffic)|im(?:poss|prob)|"
    r"dis(?!cuss|trict|play|tribut)\w{4,}|neglect|ignor|short of|yet to|shun|"
    r"withh[eo]ld|rebuff|out of the question|other than|nix|kept? .{0,20}from|"
    r"bar(?:s|red|ring)?\b|seldom|rare|scarce|\w{3,}less\b|no[- ]one|neutral|omit|"
    r"le(?:ft|av\w+) out|retract|recant|regret|apolog|clos(?:e|es|ed|ing) (?:to|off))",
    re.IGNORECASE,
)
"""Words that may deny something near them, or are negative themselves: "refused", "unclear"."""
ONLY = re.compile(
    r"\b(?:only|alone|too (?:\w+ ){1,4}(?:to|for)|sole(?:ly)?|unique(?:ly)?|zero)\b", re.IGNORECASE
)
"""Words that imply a denial: "the only one" means "no other"."""
_NOT_LIKELY = re.compile(r"(?:\bnot|n['’]t) (?:very |at all )?(?=likely\b|able\b|possible\b)")
_CANNOT_WITHOUT = re.compile(
    r"\b(?:cannot|could not|will not|can['’]t|couldn['’]t|won['’]t)\b"
    r"(?P<deed>[^.;]{1,60}?) without\b"
)
"""What somebody cannot do without something they can do with it, so nothing is denied."""
_CLAUSE_BOUNDARY = re.compile(r"(?<=\w)[.;!?][”\"’]?\s|,? (?:but|although|though|whereas|while) ")
_SCOPE_END = re.compile(r"[,.;:!?“”\"—]|\b(?:but|and|(?<=note )that|(?<=mention )that)\b")
"""Where the words that are denied end."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
DENIED_WORDS = 4
"""Most words after a "not" that it may deny."""
NEARBY_WORDS = 5
"""Words on either side that count as near a word."""
_NEGATION_WINDOW = 20
"""Words on either side in which a denial by other words is looked for."""


def simplified_texts(sentence: CitedSentence) -> tuple[str, str]:
    """The text of a sentence and that of its evidence, both with negations and verbs simplified."""
    quotes = " ".join(evidence.quote for evidence in sentence.evidence)
    return _simplify(sentence.text), _simplify(quotes)


@lru_cache(maxsize=64)
def _simplify(text: str) -> str:
    """The text with "not likely" as "unlikely", verbs in base form and no brackets: "[n]one"."""
    text = _CANNOT_WITHOUT.sub(r"can\g<deed> with", text.replace("[", "").replace("]", ""))
    return simplify_verbs(_NOT_LIKELY.sub("un", text))


def denied_stems(text: str, max_words: int = DENIED_WORDS) -> Iterator[str]:
    """The stems of the words right after each denial.

    Args:
        text: Any text.
        max_words: Most words after a denial that it may deny.
    """
    for match in DENIAL.finditer(text):
        rest = text[match.end() :]
        end = _SCOPE_END.search(rest)
        scope = rest[: end.start()] if end else rest
        # Names are not denied.
        denied = [word for word in WORD.findall(scope)[:max_words] if word.islower()]
        yield from sorted(content_stems(" ".join(denied)))


def is_negated_nearby(text: str, stem: str) -> bool:
    """Whether something near a word denies it, by whatever words."""
    for clause in _CLAUSE_BOUNDARY.split(text):
        found = list(WORD.finditer(clause))
        for position, match in enumerate(found):
            if stem_word(match.group()) == stem:
                first = max(0, position - _NEGATION_WINDOW)
                last = min(len(found), position + _NEGATION_WINDOW) - 1
                near = clause[found[first].start() : found[last].end()]
                if DENIAL.search(near) or NEGATIVE_WORD.search(near) or ONLY.search(near):
                    return True
    return False


def stems_near(text: str, stem: str, distance: int = NEARBY_WORDS) -> frozenset[str]:
    """The content stems of the words near a word.

    Args:
        text: Any text.
        stem: The stem of the word.
        distance: How many words on either side count as near.
    """
    stems: Sequence[str] = [stem_word(word) for word in WORD.findall(text)]
    near = {
        other
        for position, found in enumerate(stems)
        if found == stem
        for other in stems[max(0, position - distance) : position + distance + 1]
    }
    return (frozenset(near) - {stem}) & content_stems(text)
