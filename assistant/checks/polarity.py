"""Yes stays yes and no stays no: a lost "not", and words turned into their opposites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.checks.claim import Claim
from assistant.checks.words import content
from index.words import stems

_PAIRS = """
before/after smaller/larger smaller/bigger support/against first/last more/less more/fewer
most/least largest/smallest highest/lowest
increase/decrease rise/fall rose/fell won/lost win/lose support/oppose accept/reject allow/forbid
allow/ban north/south east/west northern/southern eastern/western early/late male/female men/women
older/younger begin/end began/ended start/stop open/close strong/weak strength/weakness major/minor
best/worst better/worse public/private same/different old/new buy/sell bought/sold join/leave
joined/left arrive/depart above/below always/never many/few long/short high/low large/small
big/small great/little maximum/minimum inside/outside internal/external friend/enemy ally/enemy
attack/defend love/hate good/bad confirm/deny affirm/deny admit/deny approve/disapprove
approve/reject agree/disagree true/false right/wrong likely/unlikely possible/impossible
able/unable honest/dishonest fair/unfair safe/unsafe success/failure succeed/fail expand/shrink
raise/cut raise/lower rich/poor legal/illegal guilty/innocent praise/criticize praise/attack
welcome/reject gain/lose forward/backward ahead/behind improve/worsen improve/weaken include/exclude
encourage/discourage optimistic/pessimistic trust/distrust liberal/conservative repeal/keep
strengthen/weaken advantage/disadvantage majority/minority trail/lead hurt/help harm/help
easy/hard easier/harder easy/difficult easier/tougher popular/unpopular qualified/unqualified
fit/unfit satisfied/dissatisfied favorable/unfavorable remember/forget found/lost accelerate/slow
faster/slower create/destroy permanent/temporary full/empty winner/loser optimism/pessimism
back/oppose endorse/reject embrace/reject favor/oppose favor/against refuse/agree decline/agree
condemn/praise condemn/defend dismiss/embrace minimize/maximize shorter/longer cheaper/dearer
widen/narrow tighten/loosen upheld/overturned voluntary/mandatory domestic/foreign hostile/friendly
calm/angry urban/rural legitimate/illegitimate reliable/unreliable transparent/opaque
""".split()
_PREFIX = re.compile(r"^(?:un|in|im|ir|il|dis|de|non|mis)(?=\w{4})")


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS:
        one, other = pair.split("/")
        for a, b in ((one, other), (other, one)):
            found.setdefault(_stem(a), set()).add(_stem(b))
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """The stem, also of words that searching leaves out."""
    return next(iter(stems(word)), word.lower())


OPPOSITES = _opposites()
"""Stems, each with those of words that say the opposite."""
_NOT = (
    r"not(?! (?:only|just|merely)\b)|never|no(?! (?:more|less|fewer) than\b)|none|nobody"
    r"|nothing(?! (?:but|more than)\b)|neither|nor|cannot|without|hardly|barely"
)
_NEGATIVE = (
    r"fail(?:s|ed|ing)? to|failures? (?:\w+ ){0,5}to|unable to|inability to"
    r"|refus(?:es|ed|e|ing|al) to|declin(?:es|ed|e|ing) to"
    r"|unlikely|unwilling(?:ness)? to|lack(?:s|ed|ing)?|den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?"
    r"|stop(?:s|ped|ping)? (?:short of )?|oppos(?:es|ed|e|ing|ition)"
)
_DENIAL = re.compile(rf"\b(?:{_NOT}|{_NEGATIVE})\b|n['’]t\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:refus|reject|den(?:y|ied|ies)|fail|declin|lack|avoid|stop|prevent|oppos|against|unabl|"
    r"absen|bann?(?:s|ed|ing)?\b|block|prohibit|forb|rul(?:e|ed|es|ing) out|dismiss|doubt|skept|"
    r"unwilling|unclear|unknown|except|rather than|instead|far from|little|few\b|"
    r"fewer|less\b|miss(?:ed|es|ing)?\b|dodg|stay(?:ed|s|ing)? away|skip|end(?:ed|s|ing)?\b|"
    r"wrong|false|untrue|myth|halt|abandon|drop(?:ped|s)?\b|resist|disput|disagree|disapprov|"
    r"un(?!der|ion|it|til|iver)\w{4,}|in(?:adequ|capab|effect|suffic)|im(?:poss|prob)|"
    r"dis(?!cuss|trict|play|tribut)\w{4,}|neglect|ignor|short of|yet to|shun|"
    r"withh[eo]ld|rebuff|out of the question|other than|nix|kept? .{0,20}from|"
    r"bar(?:s|red|ring)?\b|seldom|rare|scarce|no[- ]one|neutral|omit|le(?:ft|av\w+) out)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|alone|too|sole(?:ly)?|unique(?:ly)?|zero)\b", re.IGNORECASE)
"""Words in which a denial lies that may be put as one: "the only one" is "no other"."""
_NOT_LIKELY = re.compile(r"(?:\bnot|n['’]t) (?:very |at all )?(?=likely\b|able\b|possible\b)")
_SENTENCE = re.compile(r"(?<=\w)[.;!?][”\"’]?\s")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SCOPE = 4
"""Words behind a "not" that it may deny."""
_HEAD = 2
"""Of these, those that it surely denies."""
_REACH = 5
"""Words on either side that tell whether two words stand for the same."""
_AROUND = 20
"""Words on either side among which a denial in other words is looked for."""
_CLOSE = 3
"""The same where they are opposites."""


def turned(claim: Claim) -> str | None:
    """Whether a sentence denies what the evidence says, or says what it denies."""
    text = _plain(claim.text)
    told = _plain(" ".join(one.quote for one in claim.backing))
    return _negation(text, told) or _opposite(text, told)


def _plain(text: str) -> str:
    """The text with "not likely" as one word, and without brackets: "[n]one"."""
    return _NOT_LIKELY.sub("un", text.replace("[", "").replace("]", ""))


def _negation(text: str, told: str) -> str | None:
    mine, theirs = content(text, keep=True), content(told, keep=True)
    denied, denied_there = set(_denied(text)), set(_denied(told))
    if denied and not denied_there and not _DENIES.search(told) and not _ONLY.search(told):
        return "it denies what the evidence does not deny"
    for stem in sorted(set(_denied(text, _HEAD)) & theirs - denied_there):
        near = _beside(text, stem) & _beside(told, stem)
        if near and not near & denied_there and not _is_negative(told, stem):
            return f"the evidence does not deny that ({stem})"
    for stem in sorted(denied_there & mine - denied):
        near = _beside(text, stem) & _beside(told, stem)
        if near and not near & denied and not _is_negative(text, stem):
            return f"the evidence denies that ({stem})"
    return None


def _is_negative(text: str, stem: str) -> bool:
    """Whether something near a word denies it, in whatever words."""
    for sentence in _SENTENCE.split(text):
        found = list(_WORD.finditer(sentence))
        for at, match in enumerate(found):
            if _stem(match.group()) == stem:
                first, last = max(0, at - _AROUND), min(len(found), at + _AROUND) - 1
                near = sentence[found[first].start() : found[last].end()]
                if _DENIAL.search(near) or _DENIES.search(near) or _ONLY.search(near):
                    return True
    return False


def _denied(text: str, scope_words: int = _SCOPE) -> Iterator[str]:
    """The stems of the words that stand right behind a denial."""
    for match in _DENIAL.finditer(text):
        behind = text[match.end() :]
        stop = re.search(r"[,.;:!?“”\"—]|\b(?:but|and)\b", behind)
        scope = behind[: stop.start()] if stop else behind
        # A name is not what is denied.
        near = [word for word in _WORD.findall(scope)[:scope_words] if word.islower()]
        yield from sorted(content(" ".join(near), keep=True))


def _beside(text: str, stem: str, reach: int = _REACH) -> frozenset[str]:
    """The stems that stand near a word."""
    found: Sequence[str] = [_stem(word) for word in _WORD.findall(text)]
    near = {
        other
        for at, one in enumerate(found)
        if one == stem
        for other in found[max(0, at - reach) : at + reach + 1]
    }
    return (frozenset(near) - {stem}) & content(text, keep=True)


def _opposite(text: str, told: str) -> str | None:
    denied = set(_denied(text)) | set(_denied(told))
    mine = {_stem(word): word for word in _WORD.findall(text.lower())}
    theirs = {_stem(word): word for word in _WORD.findall(told.lower())}
    for stem in sorted(mine.keys() - theirs.keys() - denied):
        against = OPPOSITES.get(stem, frozenset()) & theirs.keys() - mine.keys() - denied
        for other in sorted(against):
            if _beside(text, stem, _CLOSE) & _beside(told, other, _CLOSE):
                return f"the evidence says “{theirs[other]}”, not “{mine[stem]}”"
    bare = {_stem(_PREFIX.sub("", word)): word for word in theirs.values() if _PREFIX.match(word)}
    for stem in sorted((mine.keys() - theirs.keys() - denied) & bare.keys()):
        return f"the evidence says “{bare[stem]}”, not “{mine[stem]}”"
    return None
