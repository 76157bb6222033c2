"""Yes stays yes and no stays no: a lost "not", and words turned into their opposites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from assistant.generation.checks.claim import Claim
from assistant.generation.checks.opposites import alike, opposites, plainly
from assistant.generation.checks.opposites import stem as _stem
from assistant.generation.checks.words import content
from index.lexicon.reporting_verbs import REPLY_FORMS

_PREFIX = re.compile(r"^(?:un|in|im|ir|il|dis|de|non|mis)(?=\w{4})")

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
_DENIAL = re.compile(rf"\b(?:{_NOT}|{_NEGATIVE})\b|n['’]t\b", re.IGNORECASE)
_DENIES = re.compile(
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
_ONLY = re.compile(
    r"\b(?:only|alone|too (?:\w+ ){1,4}(?:to|for)|sole(?:ly)?|unique(?:ly)?|zero)\b", re.IGNORECASE
)
"""Words in which a denial lies that may be put as one: "the only one" is "no other"."""
_NOT_LIKELY = re.compile(r"(?:\bnot|n['’]t) (?:very |at all )?(?=likely\b|able\b|possible\b)")
_WIDE_DENIAL = re.compile(
    rf"{_DENIAL.pattern}"
    r"|\b(?:no[- ]one|rather than|instead of|d(?:oes|o|id|one|oing) little to"
    r"|(?:you|one|some|many)(?: (?:would|might|could|may)|['’]d) (?:think|expect|assume))\b",
    re.IGNORECASE,
)
"""Denials, with those that only deny a whole clause."""
_TWICE = re.compile(
    rf"(?:\b(?:not|never|cannot)|n['’]t) (?:\w+ )?(?={_DENIES.pattern})", re.IGNORECASE
)
"""A denial of a denial: "should not bar"."""
_CANNOT_WITHOUT = re.compile(
    r"\b(?:cannot|could not|will not|can['’]t|couldn['’]t|won['’]t)\b"
    r"(?P<deed>[^.;]{1,60}?) without\b"
)
"""What somebody cannot do without something: they can with it, which denies nothing."""
_NO_DOUBT = re.compile(r"\b(?:no|without(?: a| any)?|never) doubts?\b", re.IGNORECASE)
_DOUBT = re.compile(r"\bdoubt(?:s|ed|ful)?\b", re.IGNORECASE)
_SAID_NO = re.compile(
    r"\b[Aa]sked (?:by [\w.’' -]{1,100}? )?(?:if|whether) ([^,.;“”\"]{1,400}+), [^.;]{0,400}?"
    rf"\b(?:(?:{'|'.join(sorted(REPLY_FORMS))}) (?:that )?[“\"]?no\b|[“\"]no[,.])",
    re.IGNORECASE,
)
"""A question that is answered by no."""
_CLAUSE_END = re.compile(
    r"[.;:!?—“”\"]|''|, "
    r"|\b(?:but|because|although|while|though|and(?= [a-z])|which|who|until|unless|he|she)\b"
)
_CLAUSE = 14
"""Words of a clause that are compared."""
_COVERED = 0.5
"""Share of a denied clause's words that a sentence which says it has."""
_VAGUE = "any anything anybody anyone anywhere ever either one think his her their its"
_ANY = frozenset(map(_stem, _VAGUE.split()))
_PREFERS = re.compile(
    r"\bprefer\w*\b((?: [\w’'-]+){1,8}?) (?:to|over|rather than)\b((?: [\w’'-]+){1,5})"
    r"|(?<![\w’'-])((?:[\w’'-]+ ){1,5})(?:rather than|instead of)\b((?: [\w’'-]+){1,5})",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    r"\bnot\b[\w ’'-]{0,20}? because\b((?: [\w’'-]+){1,6}?),? but because\b((?: [\w’'-]+){1,6})"
)
_TURN = re.compile(r"(?<=\w)[.;!?][”\"’]?\s|,? (?:but|although|though|whereas|while) ")
_SCOPE_END = re.compile(r"[,.;:!?“”\"—]|\b(?:but|and|(?<=note )that|(?<=mention )that)\b")
"""Where what is denied ends."""
_NOTES = re.compile(r" (?:note|mention|notice|acknowledge) that\b")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SCOPE = 4
"""Words behind a "not" that it may deny."""
_HEAD = 2
"""Of these, those that it surely denies."""
_REACH = 5
"""Words on either side that tell whether two words stand for the same."""
_AROUND = 20
"""Words on either side among which a denial in other words is looked for."""
_SURELY = 2
"""Words more that an opposite must share where a sentence has it too."""
_CLOSE = 3
"""The same where they are opposites."""


def turned(claim: Claim) -> str | None:
    """Whether a sentence denies what the evidence says, or says what it denies."""
    text = _plain(claim.text)
    told = _plain(" ".join(one.quote for one in claim.backing))
    return (
        _negation(text, told)
        or _undenied(text, told)
        or _opposite(text, told)
        or _preference(text, told)
    )


def _plain(text: str) -> str:
    """The text with "not likely" as one word, and without brackets: "[n]one"."""
    text = _CANNOT_WITHOUT.sub(r"can\g<deed> with", text.replace("[", "").replace("]", ""))
    return plainly(_NOT_LIKELY.sub("un", text))


def _negation(text: str, told: str) -> str | None:
    mine, theirs = content(text, keep=True), content(told, keep=True)
    denied, denied_there = set(_denied(text)), set(_denied(told))
    turned = any(opposites(stem).keys() & theirs for stem in denied)
    if (
        denied
        and not (turned or _DENIAL.search(told))
        and not _DENIES.search(told)
        and not _ONLY.search(told)
    ):
        return "it denies what the evidence does not deny"
    if _TWICE.search(text) and _DENIES.search(told) and not _DENIAL.search(told):
        return "it denies what the evidence says in the negative"
    if _NO_DOUBT.search(told) and _DOUBT.search(text) and not _NO_DOUBT.search(text):
        return "the evidence denies that there is doubt"
    for stem in sorted(set(_denied(text, _HEAD)) & theirs - denied_there):
        near = _beside(text, stem) & _beside(told, stem)
        if near and not near & denied_there and not _is_negative(told, stem):
            return f"the evidence does not deny that ({stem})"
    # What stands there without a denial too may be what a sentence takes up.
    for stem in sorted(_always_denied(told, denied_there) & mine - denied):
        near = _beside(text, stem) & _beside(told, stem)
        if near and not near & denied and not _is_negative(text, stem):
            return f"the evidence denies that ({stem})"
    return None


def _undenied(text: str, told: str) -> str | None:
    """Whether a sentence without any denial says what a whole clause of the evidence denies."""
    denied = set(_denied(told))
    words_said = " ".join(
        word
        for word in _WORD.findall(text)
        if _DENIAL.search(word) or not denied & content(word, keep=True)
    )
    if any(pattern.search(words_said) for pattern in (_DENIAL, _DENIES, _ONLY)):
        return None  # but for a word that is itself what is denied there
    said = content(text)
    for match in _SAID_NO.finditer(told):
        asked = content(match[1])
        if asked and len(asked & said) >= _COVERED * len(asked):
            return f"the evidence denies that ({match[1]})"
    for match in _WIDE_DENIAL.finditer(told):
        if _NOTES.match(told, match.end()):
            continue  # whoever fails to note that something is so does not deny it
        clause = _CLAUSE_END.split(told[match.end() :], maxsplit=1)[0]
        words = _WORD.findall(clause)[:_CLAUSE]
        # What also stands outside of the clause may be said of that.
        outside = content(told[: match.start()] + told[match.end() + len(clause) :])
        stems = [stem for word in words for stem in content(word) if stem not in _ANY]
        small = {_stem(word) for word in words if word.islower() and not word.endswith("ly")}
        wanted = small.intersection(stems)
        if not wanted and any(_stem(word) in _ANY for word in words):
            wanted = set(stems)
        shared = {stem for stem in wanted if alike(stem) & said} - outside
        if any(opposites(stem).keys() & said for stem in stems):
            continue
        shouted = bool(words) and not words[0].islower()
        if len(shared) >= max(1, _COVERED * len(wanted)) and not (shouted and small):
            return f"the evidence denies that ({' '.join(words)})"
    return None


def _preference(text: str, told: str) -> str | None:
    """Whether a sentence prefers what the evidence puts second: "A rather than B"."""
    mine, theirs = _preferred(text), _preferred(told)
    if mine is None or theirs is None:
        return None
    (first, second), (better, worse) = mine, theirs
    if len(first & worse) > len(first & better) and len(second & worse) <= len(second & better):
        return "it turns a preference round"
    return None


def _preferred(text: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words for what comes first, and for what comes second or is denied."""
    match = _PREFERS.search(text)
    if match is not None:
        return content(match[1] or match[3]), content(match[2] or match[4])
    match = _NOT_BUT.search(text)
    return None if match is None else (content(match[2]), content(match[1]))


def _is_negative(text: str, stem: str) -> bool:
    """Whether something near a word denies it, in whatever words."""
    for sentence in _TURN.split(text):
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
        stop = _SCOPE_END.search(behind)
        scope = behind[: stop.start()] if stop else behind
        # A name is not what is denied.
        near = [word for word in _WORD.findall(scope)[:scope_words] if word.islower()]
        yield from sorted(content(" ".join(near), keep=True))


def _always_denied(text: str, denied: AbstractSet[str]) -> frozenset[str]:
    """Those of the denied stems that stand nowhere in a text without a denial."""
    times = Counter(stem for stem in _denied(text))
    there = Counter(map(_stem, _WORD.findall(text)))
    return frozenset(stem for stem in denied if there[stem] <= times[stem])


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
    for stem in sorted(mine.keys() - denied):
        known = alike(stem) & theirs.keys()
        same = max((_shared(text, stem, told, one, _REACH) for one in known), default=0)
        reach = _REACH if known else _CLOSE
        for other, least in opposites(stem).items():
            if (
                other in theirs.keys() - denied
                and _shared(text, stem, told, other, reach)
                >= same + (_SURELY if alike(other) & mine.keys() else least)
                and not _is_turned_round(text, mine[stem], told, theirs[other])
            ):
                return f"the evidence says “{theirs[other]}”, not “{mine[stem]}”"
    bare = {_stem(_PREFIX.sub("", word)): word for word in theirs.values() if _PREFIX.match(word)}
    for stem in sorted((mine.keys() - theirs.keys() - denied) & bare.keys()):
        return f"the evidence says “{bare[stem]}”, not “{mine[stem]}”"
    return None


def _shared(text: str, stem: str, told: str, other: str, reach: int) -> int:
    """How many words stand close to a word in one text and to another one in another text."""
    return len(_beside(text, stem, reach) & _beside(told, other, reach))


def _is_turned_round(text: str, word: str, told: str, other: str) -> bool:
    """Whether two opposites compare the same the other way round: "more than you", "you, less"."""
    mine, theirs = _compared(text, word), _compared(told, other)
    if not mine or not theirs:
        return re.search(rf"\b{word}\b[,.;]", text.lower()) is not None
    return bool(mine[1] & theirs[0]) and not mine[1] & theirs[1]


def _compared(text: str, word: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The words before a comparison, and those behind its "than"."""
    match = re.search(rf"\b{word}\b(?: \S+){{0,4}}? than ((?:\S+ ?){{1,5}})", text, re.IGNORECASE)
    if match is None:
        return None
    return content(text[: match.start()]), content(match[1])
