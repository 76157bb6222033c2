"""One sentence -> who is said to say what in it: source, cue and content, by their places.

Patterns around the verbs of `index/cues.py`, over words and quotations: no parser, so that a
folder is read at hundreds of thousands of characters a second. What precedes the cue is read as
its subject, what follows as its content; where nothing follows, the content stands before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.cues import NOUNS, REPORTS, VERBS, Form, Verb
from index.quotations import Quotation
from index.records import Span

BETWEEN = 1.0
"""Most that may part two quotations of one content, as a share of their length."""


class Token(NamedTuple):
    """A word, a mark, or a whole quotation."""

    text: str
    lower: str
    start: int
    end: int
    quoted: bool = False


class Attribution(NamedTuple):
    """A source, a cue and a content as they were found in one sentence."""

    source: Span | None
    """The words for who says it; None where the sentence has none."""
    cue: Span
    content: Span
    verb: str
    """Base form of the cue; "according to" and ":" stand for themselves."""
    quotes: bool
    """Whether the content holds a quotation."""
    whole: bool
    """Whether it is nothing but quotation (and a cue between two parts)."""


_TOKEN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Yy]ou|[Ii]t|[Ww]ho|[Tt]hat|[Tt]here)(?=['’](?:s|d|ve|ll|re|m)\b)"
    r"|['’](?:s|d|ve|ll|re|m)\b|(?:[A-Z]\.){2,}|\b(?:Mrs?|Ms|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Rev|Hon|Prof|St|Jr|Sr|Ald)\."
    r"|\b[A-Z]\.(?= [A-Z])|[$€£#@]?\w+(?:[-’'&./]\w+)*|\.\.\.|--|[^\w\s]"
)

AUXILIARIES = frozenset(
    ["has", "have", "had", "is", "are", "was", "were", "be", "been", "being", "am", "'s", "'ve", "'d", "'ll", "'re", "'m", "will", "would", "may", "might", "can", "could", "should", "must", "do", "does", "did", "not", "n't", "never", "cannot", "wo"]
)
_DASHES = frozenset(("—", "–", "--", "-"))
_PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "am", "get", "got", "gets"])
_ADVERBS = frozenset(
    ["also", "then", "later", "again", "still", "just", "even", "once", "often", "now", "already", "recently", "earlier", "soon", "always", "sometimes", "further", "both", "all", "first", "instead", "too", "rather", "quite", "almost", "ever", "yet", "simply", "only", "long", "since", "either", "himself", "herself", "themselves", "itself", "quickly"]
)
_BOUNDARIES = frozenset(
    ["that", "but", "because", "when", "while", "if", "as", "although", "though", "since", "after", "before", "until", "till", "whether", "what", "how", "why", "where", "which", "who", "whom", "whose", "than", "so", "for", "or", "nor", "once", "unless", "whereas", "yet", "then"]
)
_PREPOSITIONS = frozenset(
    ["in", "on", "at", "by", "from", "with", "about", "during", "of", "to", "for", "through", "over", "under", "against", "between", "among", "within", "into", "before", "after", "following", "amid", "despite", "like", "via", "per", "without", "near", "inside", "outside", "around", "across", "along", "behind", "beyond", "toward", "towards", "upon", "throughout", "as", "out"]
)
_PRONOUNS = frozenset(["he", "she", "they", "i", "we", "you", "it", "who"])
_WRITINGS = frozenset(
    ["statement", "tweet", "email", "e-mail", "letter", "post", "ad", "memo", "speech", "release", "interview", "message", "report", "brief", "note", "op-ed", "column", "video", "editorial"]
)
_PLURALS = frozenset(
    ["many", "some", "people", "percent", "men", "women", "few", "most", "both", "all", "who", "police", "two", "three"]
)
_NO_HEAD = frozenset(
    ["the", "a", "an", "his", "her", "their", "its", "my", "our", "your", "no", "any", "every", "more", "other", "such", "not"]
)
_BEGINS_PHRASE = frozenset(["a", "an", "the", "one", "another", "his", "her", "their", "he", "she", "they", "some"])
_AFTER_OBJECT = frozenset(["and", "but", "or", "according", "in", "on", "with", "a", "an", "the"])
_BEFORE_ING = frozenset(
    (",", "and", *["by", "in", "while", "after", "before", "upon", "without", "for"], *_DASHES)
)
_MAKE: dict[str, Form] = {"make": "base", "makes": "third", "made": "past", "making": "ing"}
_SUBJECTS = frozenset(["he", "she", "they", "we", "i"])
_BEGINS_CLAUSE = frozenset(["he", "she", "they", "it", "we", "i", "the", "there", "his", "her", "a", "an", "this", "some", "their"])
_QUOTING = frozenset(("continue", "sing", "chant", "thank", "demand", "comment"))
"""Verbs that report only where there is a quotation: Russia "continues" without saying anything."""
_WITH_ING = frozenset(("while", "before", "after"))
_POSSESSIVES = frozenset(["his", "her", "their", "its", "my", "our"])
_OPENERS = frozenset(
    ["but", "and", "so", "still", "yet", "meanwhile", "however", "then", "thus", "also", "instead", "indeed", "moreover", "furthermore", "nevertheless", "nonetheless", "besides", "likewise", "similarly", "later", "earlier", "now", "today", "yesterday", "afterward", "perhaps", "finally", "though", "even", "again", "here", "there", "or", "once", "recently"]
)
_DAYS = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tonight", "morning", "afternoon", "evening", "night", "week", "month", "year", "last", "this", "next", "earlier", "later", "again", "then", "recently", "previously", "thursday's", "simply", "flatly", "only", "publicly", "privately", "bluntly", "repeatedly", "afterward", "ago", "once", "also", "there", "here", "too"]
)
_WEEKDAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_LISTENED = frozenset(
    ["tell", "inform", "assure", "remind", "ask", "advise", "warn", "urge", "instruct", "reassure", "notify", "teach", "email", "text"]
)
_WH = frozenset(["whether", "if", "how", "what", "why", "when", "where", "who", "which"])
_PARTICLES = frozenset(
    ["for", "to", "of", "on", "about", "at", "against", "with", "over", "in", "out", "off", "up", "down", "back", "as", "into"]
)
_TO_IS_PARTICLE = frozenset(["refer", "point", "object", "respond", "react", "allude", "relate", "compare", "liken"])
_END = frozenset(".?!;")
_STOPS = frozenset(',;:—–-()[]?!.…/“”"--...')
_INTRANSITIVE_LEFT = frozenset(["read", "speak", "talk", "appear", "seem", "vote", "want", "hope"])


def tokens(text: str, span: Span, quotations: Sequence[Quotation]) -> list[Token]:
    """The tokens of a stretch of text; each quotation in it is one.

    Args:
        text: Of the whole document; offsets count in it.
        span: The stretch.
        quotations: Those within it, in order.
    """
    found: list[Token] = []
    place = span.start
    for quotation in quotations:
        _words(text, place, quotation.start, found)
        found.append(Token(text[quotation.start : quotation.end], "", *quotation[:2], True))
        place = quotation.end
    _words(text, place, span.end, found)
    return found


def _words(text: str, start: int, end: int, found: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        found.append(Token(word, word.lower().replace("’", "'"), *match.span()))


def attributions(items: Sequence[Token]) -> list[Attribution]:
    """Who is said to say what in one sentence, in the order of the cues."""
    found: list[Attribution] = []
    last_source: Span | None = None
    for at, token in enumerate(items):
        verb = VERBS.get(token.lower)
        attribution = None
        if verb is not None:
            attribution = _by_verb(items, at, verb, last_source)
            if attribution is None and token.lower in REPORTS:
                attribution = _by_noun(items, at)
        elif token.lower == "that" and at > 2 and items[at - 1].lower in ("clear", "point"):
            attribution = _made_clear(items, at, last_source)
        elif token.lower == "according" and at + 1 < len(items) and items[at + 1].lower == "to":
            attribution = _according_to(items, at)
        elif token.lower in REPORTS:
            attribution = _by_noun(items, at)
        else:
            continue
        if attribution is not None:
            found.append(attribution)
            if attribution.source is not None:
                last_source = attribution.source
    return found + _introduced(items, found)


def _made_clear(items: Sequence[Token], that: int, last_source: Span | None) -> Attribution | None:
    """`She made it clear that …`, `Mook made the point that …`."""
    for at in range(that - 2, max(0, that - 5), -1):
        form = _MAKE.get(items[at].lower)
        if form is None:
            continue
        source, _, first = _subject(items, at, Verb("make", form, True, False), last_source)
        if source is None:
            return None
        end = _clause_end(items, that + 1, _block_end(items))
        if end <= that + 1:
            return None
        quotes = any(token.quoted for token in items[that:end])
        cue = Span(items[first].start, items[that - 1].end)
        return Attribution(
            source, cue, Span(items[that].start, items[end - 1].end), "make", quotes, False
        )
    return None


def _by_noun(items: Sequence[Token], at: int) -> Attribution | None:
    """`His claim that …`, `the contention of Mook that …`."""
    stop = _block_end(items)
    that = at + 1
    if that < stop and items[that].lower in ("is", "was"):
        that += 1
    if that + 1 >= stop or items[that].lower != "that":
        return None
    source: Span | None = None
    first = at
    for place in range(at - 1, max(-1, at - 6), -1):
        lower = items[place].lower
        if items[place].quoted or lower in _STOPS or lower in _PREPOSITIONS:
            break
        if lower in _POSSESSIVES:
            source, first = Span(items[place].start, items[place].end), place + 1
            break
        if lower.endswith(("'s", "s'")):
            phrase = _phrase_before(items, place, True)
            source, first = phrase, place + 1
            break
    end = _clause_end(items, that + 1, stop)
    cue = Span(items[first].start, items[at].end)
    quotes = any(token.quoted for token in items[that:end])
    content = Span(items[that].start, items[end - 1].end)
    return Attribution(source, cue, content, items[at].lower, quotes, False)


def _introduced(items: Sequence[Token], found: Sequence[Attribution]) -> list[Attribution]:
    """`He was blunt: "…"`, `He shot back, "…"`: quotations that are the subject's, by their marks."""
    more = []
    for at in range(1, len(items) - 1):
        mark, quotation = items[at], items[at + 1]
        if not quotation.quoted or not (
            (mark.lower == ":" and _is_utterance(quotation))
            or (mark.lower == "," and _starts_big(quotation))
        ):
            continue
        if any(
            one.content.start < quotation.end and quotation.start < one.content.end for one in found
        ):
            continue
        end = at + 2
        while end < len(items) and items[end].quoted:
            end += 1
        content = Span(quotation.start, items[end - 1].end)
        cue = Span(mark.start, mark.end)
        more.append(Attribution(first_phrase(items[:at]), cue, content, ":", True, True))
        break
    return more


def _by_verb(
    items: Sequence[Token], at: int, verb: Verb, last_source: Span | None
) -> Attribution | None:
    if verb.base in ("ask", "quote") and verb.form == "past" and _unsaid(items, at):
        return _asked(items, at, verb)
    source, left_end, first = _subject(items, at, verb, last_source)
    inverted = None
    if source is None and verb.clause:
        inverted = _inverted(items, at)
        if inverted is None:
            return None
        source, right = inverted
        left_end = at
    elif source is None:
        return None
    else:
        right = at + 1
    out = verb.base == "point" and at + 1 < len(items) and items[at + 1].lower == "out"
    cue = Span(items[first if inverted is None else at].start, items[at + out].end)
    content: tuple[int, int] | None = None
    joined = inverted is None and (items[at - 1].lower in ("and", "but") or verb.form == "ing")
    joined = joined or (at + 1 < len(items) and items[at + 1].lower in (":", "that"))
    if inverted is None and (joined or not _ends_quoted(items, left_end) or not verb.clause):
        content = _right(items, at, verb)
    if inverted is not None and right + 1 < len(items) and items[right].lower == ",":
        if items[right + 1].quoted and not _ends_quoted(items, at):
            content = _quoted(items, right + 1, _block_end(items))
    if content is None and _as_they_say(items, left_end, right):
        content = right + 1, _block_end(items)
    if content is None and verb.clause:
        content = _left(items, left_end, right, verb)
    if content is None:
        return None
    a, b = content
    if b <= a:
        return None
    quotes = any(token.quoted for token in items[a:b])
    if verb.base in _QUOTING and not quotes:
        return None
    whole = items[a].quoted and items[b - 1].quoted and (b - a == 1 or a < at < b)
    return Attribution(
        source, cue, Span(items[a].start, items[b - 1].end), verb.base, quotes, whole
    )


def _as_they_say(items: Sequence[Token], start: int, right: int) -> bool:
    """`As the mayor pointed out, …`: the content stands behind the comma."""
    return (
        start > 0
        and items[start - 1].lower == "as"
        and right + 2 < len(items)
        and items[right].lower == ","
    )


def _unsaid(items: Sequence[Token], at: int) -> bool:
    """`was asked …`, `when asked …`: somebody asks who isn't named."""
    return at > 0 and items[at - 1].lower in (
        "was",
        "were",
        "when",
        "if",
        "is",
        "be",
        "been",
        "being",
    )


def _asked(items: Sequence[Token], at: int, verb: Verb) -> Attribution | None:
    content = _right(items, at, verb)
    if content is None:
        return None
    a, b = content
    if b <= a:
        return None
    quotes = any(token.quoted for token in items[a:b])
    span = Span(items[a].start, items[b - 1].end)
    return Attribution(
        None, Span(*items[at][2:4]), span, verb.base, quotes, items[a].quoted and b == a + 1
    )


def belongs(first: Span | Token, second: Span | Token) -> bool:
    """Whether two quotations can be one content: what parts them is shorter than they are."""
    gap = second.start - first.end
    return gap <= BETWEEN * (first.end - first.start + second.end - second.start)


def _ends_quoted(items: Sequence[Token], end: int) -> bool:
    """Whether what precedes `end` is a quotation, with or without a mark behind it."""
    if end > 1 and items[end - 1].lower in (",", "?", "!", *_DASHES):
        end -= 1
    return end > 0 and items[end - 1].quoted


# The subject


def _subject(
    items: Sequence[Token], at: int, verb: Verb, last_source: Span | None
) -> tuple[Span | None, int, int]:
    """The cue's subject, where what precedes it ends, and where the cue begins (as indices)."""
    place = at - 1
    passive = False
    while place >= 0 and _is_auxiliary(items[place]):
        passive = passive or items[place].lower in _PASSIVE
        place -= 1
    first = place + 1
    if place > 1 and items[place].lower in _WEEKDAYS and items[place - 1].lower == "on":
        place -= 2
    if place > 1 and items[place].lower == "to":
        if items[place - 1].lower != "on":
            return None, at, at
        # "went on to say"
        place -= 3
        first = place + 1
        if place < 0:
            return None, at, at
    if verb.form == "past" and passive and items[at - 1].lower not in ("have", "has", "had"):
        return None, at, at
    if (
        verb.form == "base"
        and first == at
        and not (
            place >= 0
            and (
                verb.base not in NOUNS
                or items[place].lower in _PRONOUNS
                or items[place].lower in _PLURALS
                or (
                    items[place].lower.endswith("s")
                    and at + 1 < len(items)
                    and items[at + 1].lower in _BEGINS_CLAUSE | {"that"}
                )
            )
        )
    ):
        return None, at, at
    if verb.form == "ing" and not passive:
        # A participle has the subject of its sentence: ", saying that …".
        before = items[place] if place >= 0 else None
        if before is None and verb.clause:
            # "Conceding that …, Mook said": the subject stands behind the comma.
            for comma in range(at + 2, min(len(items) - 1, at + 40)):
                if items[comma].lower == ",":
                    span = first_phrase(items[comma + 1 :])
                    if span is not None:
                        return span, at, first
        if before and (
            before.quoted
            or before.lower in _BEFORE_ING
            or before.lower in _WRITINGS
            or before.lower in _DAYS
        ):
            if last_source is not None:
                return last_source, at, first
            return _subject_before(items, at), at, first
        if before is None or not verb.clause or before.lower in _PREPOSITIONS:
            return None, at, at
    if place < 0:
        return None, at, at
    token = items[place]
    if token.lower in ("who", "which", "that"):
        place -= 1
        if place >= 0 and items[place].lower in (",", *_DASHES):
            place -= 1
        if place < 0:
            return None, at, at
        span = _phrase_before(items, place)
        return span, at, first
    if token.lower in ("and", "but", "or"):
        if last_source is not None:
            return last_source, at, first
        return _subject_before(items, place), at, first
    if token.lower in (",", ")", *_DASHES):
        return _around_apposition(items, place, at, first)
    span = _phrase_before(items, place)
    if span is None:
        return None, at, at
    start = next(i for i, t in enumerate(items) if t.start == span.start)
    return span, start, first


def _is_auxiliary(token: Token) -> bool:
    lower = token.lower
    return (
        lower in AUXILIARIES
        or lower in _ADVERBS
        or lower.endswith("n't")
        or (lower.endswith("ly") and len(lower) > 4 and token.text[:1].islower())
    )


def _around_apposition(
    items: Sequence[Token], place: int, at: int, first: int
) -> tuple[Span | None, int, int]:
    """`Mook, her campaign manager, said`: the subject with what is put in commas behind it."""
    opening = "(" if items[place].lower == ")" else items[place].lower
    for before in range(place - 1, max(-1, place - 30), -1):
        token = items[before]
        if token.quoted and _is_utterance(token):
            break
        if token.lower == opening and before > 0:
            relative = items[before - 1].lower in ("who", "which") and before > 1
            noun = before - 1
            while relative and noun > 0 and items[noun].lower in ("who", "which", ","):
                noun -= 1
            span = _phrase_before(items, noun)
            if relative:
                return span, at, first
            if span is None:
                continue
            if items[before + 1].lower in ("and", "but", "or"):
                continue
            start = next(i for i, t in enumerate(items) if t.start == span.start)
            if (
                items[before - 1].text[:1].islower()
                and opening == ","
                and start > 0
                and items[start - 1].lower not in (",", "that", ":", ";", "and", "but")
            ):
                continue
            return Span(span.start, items[place - 1].end), start, first
    return None, at, at


def _phrase_before(items: Sequence[Token], last: int, possessive: bool = False) -> Span | None:
    """The noun phrase that ends with the token at `last`."""
    if items[last].lower == ")":
        while last >= 0 and items[last].lower != "(":
            last -= 1
        last -= 1
    start = last
    while start >= 0:
        token = items[start]
        lower = token.lower
        if token.quoted or lower in _STOPS or (lower in _BOUNDARIES and lower not in ("for", "or")):
            break
        if lower in AUXILIARIES and start != last:
            break
        if lower in ("and", "&") and not _joins(items, start):
            break
        if (
            lower in VERBS
            and VERBS[lower].clause
            and VERBS[lower].form in ("past", "third")
            and token.text[:1].islower()
            and start != last
            and lower not in ("read", "reports", "claims", "feels", "shows")
        ):
            break
        start -= 1
    start += 1
    # An opening word, or an opening phrase without a comma behind it, is no part of the subject.
    while (start < last and items[start].lower in _OPENERS) or items[start].lower == "about":
        start += 1
    if start > last:
        return None
    if items[start].lower in _PREPOSITIONS:
        name = last
        while (
            name > start
            and (items[name].text[:1].isupper())
            and items[name].lower not in _PREPOSITIONS
        ):
            name -= 1
        if items[name].lower in ("the", "a", "an", "his", "her", "their"):
            name -= 1
        if name == last and items[last].lower not in _PRONOUNS:
            return None
        start = last if items[last].lower in _PRONOUNS else name + 1
    if items[last].lower in _PRONOUNS:
        start = last
    head = items[last]
    if not any(character.isalpha() for character in head.text):
        return None
    if last - start > 22 or head.lower in _DAYS:
        return None
    opening = VERBS.get(items[start].lower)
    if opening and items[start].text[:1].islower() and opening.form != "base":
        return None
    if head.lower in _NO_HEAD or (not possessive and head.lower.endswith(("'s", "s'"))):
        return None
    if head.lower in ("there", "this", "these", "those", "you") and start == last:
        return None
    return Span(items[start].start, head.end)


def _joins(items: Sequence[Token], at: int) -> bool:
    """Whether an "and" joins two names rather than two clauses."""
    if at == 0 or at + 1 >= len(items):
        return False
    before, after = items[at - 1], items[at + 1]
    if before.quoted or after.quoted:
        return False
    if after.lower in _PREPOSITIONS and before.text[:1].isupper():
        return True
    return before.text[:1].isupper() == after.text[:1].isupper() and after.lower not in _PRONOUNS


def _subject_before(items: Sequence[Token], end: int) -> Span | None:
    """The subject of the clause before `end`: the nearest that follows a mark, or the first."""
    for start in range(end - 1, -1, -1):
        if (
            start == 0
            or items[start - 1].lower in (",", ";", ":", *_DASHES)
            or items[start - 1].quoted
        ):
            head = items[start]
            if (
                head.quoted
                or (head.lower in _BOUNDARIES and head.lower not in _OPENERS)
                or head.lower.endswith("ing")
                or head.lower in VERBS
            ):
                continue
            if start and head.lower in _PREPOSITIONS:
                continue
            span = first_phrase(items[start:end])
            if span is not None and span.end < items[end - 1].end:
                return span
    return None


def first_phrase(items: Sequence[Token]) -> Span | None:
    """The sentence's first noun phrase, as a guess at its subject."""
    start = 0
    while start < len(items) and (items[start].lower in _OPENERS or items[start].lower == ","):
        start += 1
    if start < len(items) and items[start].lower in _PREPOSITIONS:
        comma = next((i for i in range(start, len(items)) if items[i].lower == ","), None)
        if comma is None:
            return None
        start = comma + 1
    end = start
    while end < len(items):
        token = items[end]
        lower = token.lower
        if token.quoted or lower in _STOPS or lower in AUXILIARIES or lower in _BOUNDARIES:
            break
        if end > start and (
            lower in VERBS and token.text[:1].islower() and not VERBS[lower].form == "base"
        ):
            break
        if end > start and lower in _PREPOSITIONS and lower != "of":
            break
        if (
            end > start
            and token.text[:1].islower()
            and items[end - 1].text[:1].isupper()
            and lower.endswith(("ed", "s"))
        ):
            break
        if lower in _PRONOUNS:
            end += 1
            break
        end += 1
    if end == start or end - start > 10:
        return None
    if not any(c.isalpha() for c in items[end - 1].text):
        return None
    return Span(items[start].start, items[end - 1].end)


def _inverted(items: Sequence[Token], at: int) -> tuple[Span, int] | None:
    """`"…," said Mook, her campaign manager`: the subject behind the cue, and where it ends."""
    if (
        at == 0
        or items[at].lower not in VERBS
        or VERBS[items[at].lower].form not in ("past", "third")
    ):
        return None
    before = items[at - 1]
    if not (before.quoted or before.lower in (",", "?", "!", *_DASHES)):
        return None
    start = at + 1
    end = start
    while end < len(items):
        token = items[end]
        if token.quoted or (token.lower in _STOPS):
            break
        if token.lower in _BOUNDARIES or token.lower in AUXILIARIES:
            break
        if token.lower in ("in", "on", "at", "during", "to", "after") and end > start:
            break
        end += 1
    if end == start or end - start > 16:
        return None
    head = items[start]
    named = head.text[:1].isupper() or head.lower in _BEGINS_PHRASE
    if not named and not (before.quoted and any(t.text[:1].isupper() for t in items[start:end])):
        return None
    if head.lower in _DAYS or head.lower in _PREPOSITIONS:
        return None
    last = end
    # An apposition belongs to it: ", her campaign manager".
    if end + 1 < len(items) and items[end].lower == "," and not items[end + 1].quoted:
        close = end + 1
        while (
            close < len(items)
            and not items[close].quoted
            and items[close].lower not in (",", ".", ";", ":", "?", "!")
        ):
            close += 1
        if close - end < 22 and (
            items[end + 1].lower in ("a", "an", "the", "who", "his", "her", "their", "one")
            or items[end + 1].text[:1].islower()
            or close < len(items)
        ):
            last = close
    return Span(items[start].start, items[last - 1].end), last


# The content


def _right(items: Sequence[Token], at: int, verb: Verb) -> tuple[int, int] | None:
    """The content behind the cue, as indices."""
    start = at + 1
    stop = _block_end(items)
    if start >= stop:
        return None
    if verb.clause:
        content = _clause(items, start, stop, verb)
        if content is not None:
            return content
    if verb.object:
        return _object(items, start, stop, verb)
    return None


def _block_end(items: Sequence[Token]) -> int:
    stop = len(items)
    while stop > 0 and items[stop - 1].lower in (".", "?", "!", ";", ":", ")", "…"):
        stop -= 1
    return stop


def _clause(items: Sequence[Token], start: int, stop: int, verb: Verb) -> tuple[int, int] | None:
    place = start
    if items[place].lower == "out" and verb.base == "point":
        place += 1
    while place < stop and items[place].lower in _DAYS:
        place += 1
    if place >= stop:
        return None
    token = items[place]
    if token.quoted:
        return _quoted(items, place, stop)
    if token.lower in ("that", ":") or token.lower in _WH:
        if token.lower == ":":
            if place + 1 >= stop:
                return None
            return _quoted(items, place + 1, stop) if items[place + 1].quoted else (place + 1, stop)
        return place, _clause_end(items, place + 1, stop)
    if token.lower == ",":
        for index in range(place + 1, min(stop, place + 6)):
            if items[index - 1].lower == ",":
                if items[index].quoted:
                    return _quoted(items, index, stop)
                if items[index].lower == "that":
                    return index, _clause_end(items, index + 1, stop)
        return None
    if verb.base in _LISTENED or token.lower in _PREPOSITIONS:
        # Who was told, where and when: the content begins behind it.
        commas = False
        unmarked: int | None = None
        for index in range(place, min(stop, place + 30)):
            lower = items[index].lower
            if index > place and _reports_on(items[index]):
                break
            if items[index].quoted:
                if items[index - 1].lower in (",", ":"):
                    return _quoted(items, index, stop)
                # Perhaps the title of a programme; or what was said.
                if unmarked is None and _is_utterance(items[index]):
                    unmarked = index
                continue
            if commas and lower != "," and not (lower == "that" and verb.base in _LISTENED):
                continue
            if lower == "that" and index > place and items[index - 1].lower not in _PREPOSITIONS:
                return index, _clause_end(items, index + 1, stop)
            if lower == ":" and index + 1 < stop:
                return index + 1, stop
            if lower in _WH and verb.base in _LISTENED and index > place:
                return index, _clause_end(items, index + 1, stop)
            if (
                lower == "to"
                and verb.base in _LISTENED
                and index > place
                and verb.object is not None
            ):
                return index, _clause_end(items, index + 1, stop)
            if (
                lower in _SUBJECTS
                and index > place
                and not commas
                and _follows_noun(items[index - 1])
            ):
                return index, _clause_end(items, index + 1, stop)
            if (
                index > place
                and verb.base in _LISTENED
                and lower in _BEGINS_CLAUSE
                and items[index - 1].lower not in _PREPOSITIONS
                and items[index - 1].lower not in (",", "and", "all", "both")
            ):
                return index, _clause_end(items, index + 1, stop)
            commas = commas or lower == ","
        return None if unmarked is None else _quoted(items, unmarked, stop)
    if not verb.clause or token.lower in _STOPS:
        return None
    return place, _clause_end(items, place + 1, stop)


def _follows_noun(token: Token) -> bool:
    return not token.quoted and token.lower not in _PREPOSITIONS and token.lower not in _BOUNDARIES


def _is_utterance(token: Token) -> bool:
    return token.end - token.start > 25


def _quoted(items: Sequence[Token], place: int, stop: int) -> tuple[int, int]:
    """From a quotation on: it alone, or the clause that it opens."""
    following = place + 1
    if following >= stop or items[following].lower in (
        ",",
        ".",
        ";",
        "and",
        "but",
        "as",
        "when",
        "in",
        "on",
    ):
        end = following
        # Two parts with nothing but marks between them.
        while end + 1 < stop and items[end].lower in (",", "...", "…") and items[end + 1].quoted:
            end += 2
        return place, end
    return place, _clause_end(items, following, stop)


def _clause_end(items: Sequence[Token], start: int, stop: int) -> int:
    """Where a clause that starts before `start` ends."""
    for index in range(start, stop):
        lower = items[index].lower
        if lower == ";":
            return index
        if items[index - 1].quoted and _reports_on(items[index]):
            return index
        if lower in _WITH_ING and index + 1 < stop and _reports_on(items[index + 1]):
            return index
        if lower in (",", *_DASHES) and index + 1 < stop:
            following = items[index + 1]
            if following.lower in ("according", "adding", "saying", "noting", "citing"):
                return index
            if following.quoted:
                continue
            if following.lower in _WITH_ING and index + 2 < stop and _reports_on(items[index + 2]):
                return index
            if _reports_on(following):
                return index
            if following.lower in ("which", "a", "an", "while", "but"):
                return index
            if following.lower == "and" and index + 2 < stop and _new_subject(items[index + 2]):
                return index
            if _trails(items, index + 1, stop):
                return index
        if lower in ("and", "but") and index + 1 < stop:
            verb = VERBS.get(items[index + 1].lower)
            if verb and verb.clause and verb.form in ("past", "ing"):
                return index - 1 if items[index - 1].lower == "," else index
    return stop


def _new_subject(token: Token) -> bool:
    return token.text[:1].isupper() or token.lower in _PRONOUNS


def _reports_on(token: Token) -> bool:
    """Whether a participle begins another report: "…, suggesting that"."""
    verb = VERBS.get(token.lower)
    return verb is not None and verb.form == "ing"


def _trails(items: Sequence[Token], start: int, stop: int) -> bool:
    """Whether the sentence ends in `…, he added`."""
    if stop - start > 6:
        return False
    return any(
        items[i].lower in VERBS
        and VERBS[items[i].lower].clause
        and VERBS[items[i].lower].form == "past"
        for i in range(start + 1, stop)
    )


def _object(items: Sequence[Token], start: int, stop: int, verb: Verb) -> tuple[int, int] | None:
    place = start
    lower = items[place].lower
    if lower in _PARTICLES and not (lower == "to" and verb.base not in _TO_IS_PARTICLE):
        place += 1
        if place < stop and items[place].lower in (
            "for",
            "of",
            "to",
            "on",
            "against",
            "at",
            "with",
        ):
            place += 1
    if place >= stop or items[place].lower in _STOPS:
        return None
    return place, _object_end(items, place + 1, stop)


def _object_end(items: Sequence[Token], start: int, stop: int) -> int:
    for index in range(start, stop):
        lower = items[index].lower
        if lower in (";", ":", *_DASHES):
            return index
        if items[index - 1].quoted and lower.endswith("ing"):
            return index
        if lower == "after":
            return index
        if lower == "," and index + 1 < stop:
            following = items[index + 1].lower
            if (
                following in _BOUNDARIES
                or following in _AFTER_OBJECT
                or following.endswith("ing")
                or following in _PRONOUNS
            ):
                return index
        if lower in ("and", "but") and index + 1 < stop:
            verb = VERBS.get(items[index + 1].lower)
            if verb and verb.form != "base":
                return index
            if items[index + 1].lower in AUXILIARIES or items[index + 1].lower in _PRONOUNS:
                return index
    return stop


def _left(items: Sequence[Token], end: int, right: int, verb: Verb) -> tuple[int, int] | None:
    """The content before the cue, where the source begins at `end` and `right` is behind both."""
    if end == 0 or verb.base in _INTRANSITIVE_LEFT:
        return None
    last = end
    before = items[last - 1]
    if before.lower in (",", *_DASHES):
        last -= 1
    elif not (before.quoted or before.lower in ("?", "!")):
        return None
    if last <= 0:
        return None
    first = 0
    if items[last - 1].quoted:
        # The quotation alone, unless it ends a clause.
        first = last - 1
        while first > 0 and (items[first - 1].quoted or items[first - 1].lower in ("...", "…")):
            first -= 1
        if first > 0 and not (items[first - 1].lower in (":", ",") and _starts_big(items[first])):
            first = 0
    while first < last and items[first].lower in (",", *_DASHES):
        first += 1
    if first == 0 and last > 1 and items[0].lower in ("but", "and", "still"):
        first = 1
        if items[1].lower == ",":
            first = 2
    # Interrupted by the cue: it goes on behind it.
    stop = _block_end(items)
    if (
        right + 1 < stop
        and items[right].lower in (",", *_DASHES)
        and not items[last - 1].quoted
        and not items[right + 1].quoted
        and items[right + 1].lower not in _PREPOSITIONS
        and not items[right + 1].lower.endswith("ing")
        and items[right + 1].lower not in ("but", "and", "who", "which")
    ):
        return first, _clause_end(items, right + 2, stop)
    for index in range(right, min(stop, right + 25)):
        if items[index].quoted:
            if (
                items[last - 1].quoted
                and (index == right or items[index - 1].lower in (",", ":", ";", *_DASHES))
                and (index <= right + 1 or _is_utterance(items[index]))
                and belongs(items[last - 1], items[index])
            ):
                return first, index + 1
            break
        if items[index].lower in VERBS and VERBS[items[index].lower].clause:
            break
    return first, last


def _starts_big(token: Token) -> bool:
    """Whether a quotation begins a sentence of its own."""
    letters = token.text.lstrip("“\"'‘`«„[ ")
    return letters[:1].isupper() and _is_utterance(token)


def _according_to(items: Sequence[Token], at: int) -> Attribution | None:
    start = at + 2
    stop = _block_end(items)
    end = start
    depth = 0
    while end < stop:
        token = items[end]
        if token.quoted or (token.lower in (",", ";", ":", *_DASHES) and depth == 0):
            # "according to Mook, her campaign manager, …" keeps its apposition.
            break
        if token.lower in ("which", "who", "that") and end > start:
            break
        end += 1
    if end == start:
        return None
    source = Span(items[start].start, items[end - 1].end)
    cue = Span(items[at].start, items[at + 1].end)
    opening = at == 0 or (at == 1 and items[0].lower in _OPENERS)
    if opening:
        first = end + 1
        if end < stop and items[end].lower == ",":
            # An apposition?
            if first < stop and items[first].lower in ("a", "an", "the", "who"):
                close = next((i for i in range(first, stop) if items[i].lower == ","), None)
                if (
                    close is not None
                    and close - first < 12
                    and items[first].lower in ("a", "an", "who")
                ):
                    source = Span(source.start, items[close - 1].end)
                    first = close + 1
        if first >= stop:
            return None
        a, b = first, stop
    else:
        b = at - 1 if items[at - 1].lower in (",", *_DASHES) else at
        a = 0
        if items[0].lower in ("but", "and"):
            a = 1
        if (
            end + 1 < stop
            and items[end].lower == ","
            and end - start < 8
            and items[end + 1].text[:1].islower()
            and items[end + 1].lower not in ("a", "an", "the", "and", "but", "who", "which")
        ):
            b = stop
        if b <= a:
            return None
    quotes = any(token.quoted for token in items[a:b])
    whole = b - a == 1 and items[a].quoted
    return Attribution(
        source, cue, Span(items[a].start, items[b - 1].end), "according to", quotes, whole
    )
