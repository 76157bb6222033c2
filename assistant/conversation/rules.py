"""Follow-up questions made standalone by rules: no model, so that it works offline.

What a question leaves open is taken from the question before it, itself made standalone: whom "he"
means, what "And O'Malley?" or "By how much?" is about, the topic of "What did Cole say?". Where the
words can't be put in their place, what is carried stands behind the question in brackets. A
question that is whole by itself carries nothing.
"""

from __future__ import annotations

import re

from assistant.conversation.references import (
    AUXILIARY,
    BRACKETS,
    MONTH,
    NAME,
    Before,
    Speaks,
    names,
    people,
    with_people,
)
from index.lexicon.function_words import AUXILIARIES
from index.lexicon.number_words import NUMBER_WORDS
from index.lexicon.reporting_verbs import VERBS, forms_of
from index.retrieval.question import QUESTION_STEMS
from index.text.person_names import gender, is_title
from index.text.stemming import stems

__all__ = ["Before", "may_be_whole", "standalone"]

ENOUGH = 4
"""Words that carry meaning from which a question that names somebody is surely whole by itself."""
ENOUGH_UNNAMED = 7
"""The same where it names nobody and nothing."""
FRAGMENT = 7
"""Words of a question without a verb, at most."""
TOPICS = 2
"""Earlier questions whose topics are carried, at most."""
_LEAD = re.compile(r"^\W*(?:(?:and|but|or|so|also|then|ok|okay|well|now)\b,?\s*)+", re.IGNORECASE)
_ABOUT = re.compile(r"^\W*(?:what|how) about\b\s*", re.IGNORECASE)
_WH = re.compile(
    r"^(?:(?:in|on|at|by|for|over|with|to|from|of|about|against|since|until|together with) )?"
    r"(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(rf"^{AUXILIARY}\b", re.IGNORECASE)
_ASKS = re.compile(
    rf"^(?P<wh>(?:(?!\b{AUXILIARY}\b).)*?)(?<!\s)\s*+\b(?P<rest>{AUXILIARY}\b.+)$", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"^(in|on|at|over|about|of|from|to|for|with|by|against|under|during|before|after)\b\s+",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:(?P<in>(?i:in|on|by|since|until|as of)) )?(?:(?i:early|mid|late)[ -])?"
    rf"(?:(?:{MONTH})(?! [A-Z])(?: \d{{1,2}})?(?:,? \d{{4}})?|\d{{1,2}} (?:{MONTH})(?: \d{{4}})?"
    r"|(?:19|20)\d\d)\b"
)
_OPEN = re.compile(
    r"\b(?:it|its|they|them|their|theirs|this|those|these|there|one|ones|so|such|that)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(?:in|from|of|at) (?:there|one)\b|\bone\b\W*$|\bone \w+ed\b", re.IGNORECASE
)
_EXPLETIVE = re.compile(
    r"\b(?:is|was) it (?:[\w'’]+ ){0,2}(?:that|who)\b|\bthat it (?:would|will|is|was)\b"
    r"|\bit (?:is|was|would be|will be|'s) \w+ (?:to|that)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:else|other|others|another|besides|alone|too|as well|the same|likewise)\b", re.IGNORECASE
)
_COUNT = rf"(?:a|an|{'|'.join(word for word, value in NUMBER_WORDS.items() if value <= 6)})"
_LATER = re.compile(
    r"\b(?:later|earlier|before|after|afterwards?|then|since|meanwhile|(?:the )?next"
    r"|that (?:day|night|week|month|year))\b\W*$"
    rf"|^\W*(?:{_COUNT} (?:hour|day|week|month|year)s? (?:later|earlier|before|after)"
    r"|the (?:\w+ )?(?:before|after)|back in|this)\b",
    re.IGNORECASE,
)
_OWN_VERB = re.compile(
    r"^(?:what|who)\s+(?!year|time|day|date|month|part|share|percent)\w+", re.IGNORECASE
)
_PARTIES = {"Republican": "Democratic", "Republicans": "Democrats"}
_PARTIES |= {other: one for one, other in _PARTIES.items()} | {"Democrat": "Republican"}
_PARTY = re.compile(rf"\b(?:{'|'.join(_PARTIES)})\b")
_OTHER_PARTY = re.compile(r"\bthe (?:other|opposing) (?:party|side|camp)\b", re.IGNORECASE)
_EMPTY = frozenset(
    """there it this that these those he she they him them himself herself which who whom""".split()
) | forms_of("say", "tell", "think")
_BEGINNING = re.compile(r"^(?:(?:about|on|of|at|in|that|with|to|for|a|an|the|many|much)\b\s*)+")


def standalone(question: str, before: Before | None, speaks: Speaks = lambda name: False) -> str:
    """The question with what it leaves open put in; as it is where it leaves nothing open.

    Args:
        question: As it was asked.
        before: The turn before it; None where there was none.
        speaks: Whether somebody of a name is known to speak.
    """
    asked = " ".join(question.split())
    if before is None or not asked:
        return asked
    bare = _ABOUT.sub("", _LEAD.sub("", asked))
    if not any(character.isalnum() for character in bare):
        return _carried(asked, before.question)
    if _is_fragment(bare):
        carried = BRACKETS.search(before.question)
        whole = _completed(bare, BRACKETS.sub("", before.question), speaks)
        if whole is None:
            return _carried(_capital(bare), before.question)
        return _capital(whole) + (carried.group() if carried else "")
    named = with_people(bare, before, speaks)
    if named is None:
        return _carried(_capital(bare), before.question)
    if bare != asked or _refers(bare) or _is_short(bare):
        return _carried(_capital(named), before.question)
    return asked if named == asked else _capital(named)


def may_be_whole(question: str, before: Before | None, speaks: Speaks = lambda name: False) -> bool:
    """Whether nothing but its shortness speaks for a question's leaving something open.

    "What was the result?" goes on with what was asked before; "Will taxes be raised?" need not.
    Its words don't tell, but what is found for it may.
    """
    asked = " ".join(question.split())
    if before is None or not asked:
        return False
    bare = _ABOUT.sub("", _LEAD.sub("", asked))
    if _is_fragment(bare) and not (_WH.match(bare) and _own_words(bare) >= ENOUGH - 1):
        return False
    refers = _OPEN.search(bare) or _refers(bare)
    return not refers and bare == asked == with_people(bare, before, speaks)


def _is_fragment(bare: str) -> bool:
    """Whether a question has no verb of its own: "O'Malley?", "By how much?"."""
    told = [word.lower() for word in re.findall(r"[\w'’]+", bare)]
    if _OTHER_PARTY.search(bare):
        return len(told) <= FRAGMENT
    return len(told) <= FRAGMENT and not any(
        word in AUXILIARIES or (word in VERBS and VERBS[word].form != "base") for word in told
    )


def _refers(bare: str) -> bool:
    """Whether something in a question refers to what was said before it."""
    if _ELSE.search(bare) or _LATER.search(bare):
        return True
    if _EXPLETIVE.search(bare):
        return False
    for match in _OPEN.finditer(bare):
        word, ahead, behind = match.group().lower(), bare[: match.start()], bare[match.end() :]
        if word == "that" and ahead and re.match(r"\s+[\w'’]+(?:\s+[\w'’]+){2}", behind):
            continue  # "said that …"
        if word == "so" and re.match(r"\s+\w+", behind):
            continue
        if word in ("there", "one") and not _POINTS.search(bare):
            continue
        if word == "their" and ahead.endswith(" and "):
            continue  # "women and their rights"
        if len(people(ahead)) > 1 or _own_words(ahead) > ENOUGH:
            continue  # what it stands for is named in the question itself
        return True
    return False


def _is_short(bare: str) -> bool:
    """Whether a question has few words of its own that say what it is about."""
    if _EXPLETIVE.search(bare):  # "When was it that …": a clause of its own
        return False
    return _own_words(bare) < (ENOUGH if people(bare) else ENOUGH_UNNAMED)


def _own_words(bare: str) -> int:
    """How many different words a question has beside those that make it one."""
    return len(set(stems(bare)) - QUESTION_STEMS)


def _completed(bare: str, previous: str, speaks: Speaks) -> str | None:
    """A fragment put where the question before has something like it; None where it has not."""
    piece = bare.rstrip(" ?.!")
    party = _PARTY.search(previous)
    if party and _OTHER_PARTY.search(piece):
        return f"{previous[: party.start()]}{_PARTIES[party.group()]}{previous[party.end() :]}"
    if _ELSE.search(piece) or (_LATER.search(piece) and not _TIME.match(piece)):
        return None
    if _WH.match(piece):
        return _with_question_word(piece, previous)
    if _TIME.match(piece):
        return _with_time(piece, previous)
    if piece.endswith(("'s", "’s", "s'", "s’")):
        return _with_owner(piece, previous)
    preposition = _PREPOSITION.match(piece)
    if preposition:
        return _with_object(piece, preposition[1].lower(), previous)
    name = NAME.match(piece)
    named = name and (" " in name.group() or gender(name.group()) or speaks(name.group()))
    if named or piece.lower().startswith("the "):
        return _with_subject(piece, previous)
    return None


def _with_question_word(piece: str, previous: str) -> str | None:
    """One question out of "By how much?" and "Did it fail …?"."""
    if _OWN_VERB.match(piece):
        return None
    if _YES_NO.match(previous):
        return f"{piece} {previous[0].lower()}{previous[1:]}"
    if len(set(stems(piece)) - QUESTION_STEMS) > 1:
        return None
    match = _ASKS.match(previous)
    return f"{piece} {match['rest']}" if match and match["wh"] else None


def _with_time(piece: str, previous: str) -> str | None:
    match, here = _TIME.search(previous), _TIME.match(piece)
    if match and here:
        kept = f"{match['in']} " if match["in"] and not here["in"] else ""
        begun = piece[0].lower() + piece[1:] if here["in"] else piece
        return f"{previous[: match.start()]}{kept}{begun}{previous[match.end() :]}"
    return f"{previous.rstrip(' ?')} {piece}?"


def _with_owner(piece: str, previous: str) -> str | None:
    found = list(re.finditer(rf"(?:{NAME.pattern})(?:['’]s|s['’])", previous))
    if not found:
        return None
    owner = _PREPOSITION.sub("", piece)
    return f"{previous[: found[-1].start()]}{owner}{previous[found[-1].end() :]}"


def _with_object(piece: str, preposition: str, previous: str) -> str | None:
    phrase = (
        rf"\b{preposition} .+?(?= (?:in|on|at|during|after|before) "
        r"(?:the |his |her |their )?[A-Z\d]|[,?]|$)"
    )
    found = list(re.finditer(phrase, previous))
    if not found:
        return None
    begun = f"{piece[0].lower()}{piece[1:]}"
    return f"{previous[: found[-1].start()]}{begun}{previous[found[-1].end() :]}"


def _with_subject(piece: str, previous: str) -> str | None:
    """Another one in the place of the first who is named behind the verb that asks."""
    verb = re.search(rf"\b{AUXILIARY}\b", previous, re.IGNORECASE)
    start = verb.end() if verb else 0
    match = next(names(previous, start), None) or next(names(previous), None)
    if match is None:
        return None
    first, last = match.span()
    owner = re.search(r"['’]s(?= |$)", match.group())
    if owner:
        last = first + owner.start()
    office = re.search(r"(?:\b(?:the|a|an) )?(?<![a-z])[a-z]++ $", previous[start:first])
    if office and is_title(office.group().split()[-1]):
        first = start + office.start()
    owned = re.match(r"['’]s? (?:[a-z]+ )?(?:[A-Z]\w++ ?)*+", previous[last:])
    subject, _, tail = piece.partition(",")
    place = f", {tail.strip()}," if tail else ""
    if owned and NAME.match(piece):
        subject += "'s"
        last += len(re.match(r"['’]s?", owned.group()).group())  # type: ignore[union-attr]
    elif owned:
        last += len(owned.group().rstrip())
    ahead, behind = previous[:first].rstrip(), previous[last:]
    if subject.lower().startswith("the ") and ahead.lower().endswith(" the"):
        ahead = ahead[:-4]
    # "The Iowa caucuses" and "the Nevada caucuses"
    noun = f" {subject.split()[-1]}"
    return f"{ahead} {subject}{place}{behind.removeprefix(noun)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _carried(asked: str, previous: str) -> str:
    """The question with what the one before was about behind it."""
    topic = _topic(previous)
    return f"{asked.rstrip(' ?')}? ({topic})" if topic else asked


def _topic(previous: str) -> str:
    """What a question is about: without the words that ask; what it carried itself comes last."""
    text = _LEAD.sub("", BRACKETS.sub("", previous))
    match = _ASKS.match(text)
    if _WH.match(text) and match:
        text = f"{_WH.sub('', match['wh']).strip()} {match['rest']}".strip()
    text = re.sub(rf"^{AUXILIARY}\s+", "", text, flags=re.IGNORECASE).rstrip(" ?")
    kept = (word for word in text.split() if word.strip(",.;:?!").lower() not in _EMPTY)
    topic = _BEGINNING.sub("", " ".join(kept))
    carried = BRACKETS.search(previous)
    parts = [topic, *(carried[1].split("; ") if carried else ())]
    # Of several the latest; what says hardly anything is no topic.
    told = [part for part in parts if len(stems(part)) > 1] or parts
    return "; ".join(list(dict.fromkeys(filter(None, told)))[:TOPICS])
