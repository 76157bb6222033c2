"""Recognises the forms of questions that records can answer.

A question is put into plain words first: without courtesies, contractions and final marks. It then
has to fit one of the forms from its first to its last word; what fits none is no question for the
records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.lexicon.calendar_words import MONTH_PATTERNS
from index.lexicon.function_words import POSSESSIVES, PRONOUNS
from index.lexicon.reporting_verbs import REPORTING_VERBS
from index.lexicon.verb_groups import VERB_GROUPS
from index.text.stemming import stems

__all__ = ["Form", "RecordQuestion", "read_record_question", "verb_group"]

Form = Literal[
    "role",
    "leader",
    "when",
    "ever",
    "change",
    "first or last",
    "list",
    "compare",
    "who",
    "count statements",
    "count documents",
    "where",
]
_LONGEST = 250
"""Characters of the longest question that is read; a longer one tells a story of its own."""


@dataclass(frozen=True, slots=True)
class RecordQuestion:
    """What a question asks the records for, in its own words."""

    form: Form
    person: str = ""
    """The words for whom it asks about; empty if it asks for people."""
    other: str = ""
    """The words for the second of two people."""
    verb: str = ""
    """The reporting verb: "promise"."""
    topic: str = ""
    """What was said, or what it was said about; empty for anything."""
    order: Literal["", "first", "last"] = ""
    period: str = ""
    """The words for a month or a year: "March 2021"."""
    is_claim: bool = False
    """Whether `topic` is what is said to have been said, and not only what it was about."""
    asks_for_all: bool = False
    """Whether it says that it wants everybody or everything."""
    unit: str = ""
    """What is counted: "press releases"."""


_CONTRACTIONS = (
    (re.compile(r"\b(who|what|when|where|how)['’]?s\b(?! (?:said|been|got|had)\b)", re.I), r"\1 is"),
    (re.compile(r"\b(who|what)['’]s (?=(?:said|been|got|had)\b)", re.I), r"\1 has "),
    (re.compile(r"\b(who|what|when|where)['’](?:re)\b", re.I), r"\1 are"),
    (re.compile(r"\b(who|what|when|where)['’]?d\b", re.I), r"\1 did"),
    (re.compile(r"\b(who|what)['’]ve\b", re.I), r"\1 have"),
)
_BEFORE = re.compile(
    r"^\W*(?:(?:and|but|so|ok|okay|well|now|please|pls|hi|hey|hello)\b[,.!]*\s+"
    r"|(?:can|could|would|will) you (?:please )?(?:tell|show|give) me\b\s*"
    r"|(?:do|does) (?:you|anyone|anybody) know\s+|i (?:want|need|would like|'d like) to know\s+"
    r"|(?:please )?(?:tell|remind) me\s+|any idea\s+|just\s+){1,4}",
    re.I,
)
_BEHIND = re.compile(
    r"(?:[\s,]*\b(?:please|pls|thanks|thank you|exactly|again|by the way|so far|to date"
    r"|in (?:these|the) (?:documents|statements|sources|files|records)|here|anyway))*[\s?!.]*$",
    re.I,
)
_MONTH = rf"(?:{'|'.join(MONTH_PATTERNS)})\b"
_PERIOD = rf"(?:in|during|on) (?P<period>(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}},?)?(?: \d{{4}})?|\d{{4}})"
_PERSON = r"(?P<person>[^,;:?]{1,80}?)"
_POSSESSED = rf"{_PERSON}(?:['’]s?|(?<=\w)s)"
_OTHER = r"(?P<other>[^,;:?]{1,80}?)"
_ABOUT = r"(?:about|on|regarding|concerning|of|over|as to|with regard to)"
_TOPIC = r"(?P<topic>.+?)"
_VERB = r"(?P<verb>[a-z-]{2,20})"
_ROLE = (
    r"(?:role|job|position|post|title|job title|office|function|occupation|profession|work"
    r"|day job|rank|affiliation)"
)
_SAY = r"(?:say|said|saying|tell|told|state|stated|think|thought|comment|commented|have to say|had to say)"
_FIRST = r"(?:first|earliest|original|initial)"
_LAST = r"(?:last|latest|most recent|newest|current|recent)"
_LATELY = r"(?:last|most recently|lately|recently|in the end)"
_THING = (
    r"(?:thing|things|statement|comment|remark|remarks|word|words|position|view|opinion|stance"
    r"|quote|line)"
)
_CHANGE = (
    r"(?:change[ds]?|flip(?:ped)?|flip-flop(?:ped)?|reverse[ds]?|shift(?:ed)?|switch(?:ed)?"
    r"|soften(?:ed)?|revise[ds]?|backtrack(?:ed)?|back(?:ed)? down|back-?pedal(?:led)?"
    r"|go back|went back|gone back|turn(?:ed)? (?:a)?round|do an? u-?turn|done an? u-?turn"
    r"|did an? u-?turn|make an? u-?turn|made an? u-?turn)"
)
_MIND = (
    r"(?:mind|position|stance|view|views|tune|line|opinion|story|course|statement|attitude"
    r"|thinking|tone)"
)
_EVERYBODY = r"(?:everyone|everybody|all people|all the people|all those|people|all)"
_PEOPLE = r"(?:people|persons|politicians|speakers|ministers|officials|experts|critics|groups)"
_GIVE = r"(?:list|show|name|give|find|collect|get)(?: me| us)?"
_DOCUMENTS = (
    r"(?P<unit>(?:press |news )?(?:documents?|releases?|articles?|reports?|files?|sources?"
    r"|statements?|speeches|speech|interviews?|transcripts?|briefings?|letters?))"
)
_PUBLISH = r"(?:publish(?:ed)?|issue[d]?|release[d]?|put out|sen[dt](?: out)?|bring out|brought out)"

_FORMS: tuple[tuple[Form, tuple[str, ...]], ...] = (
    (
        "count documents",
        (
            rf"(?:in )?how many (?:of the )?{_DOCUMENTS} (?:mention|name|refer to|talk about|contain)s? {_TOPIC}",
            rf"(?:in )?how many (?:of the )?{_DOCUMENTS} (?:is|are|was|were) {_TOPIC} (?:mentioned|named) in",
            rf"in how many (?:of the )?{_DOCUMENTS} (?:is|are|was|were|does|do) {_TOPIC} (?:mentioned|named|appear|occur)",
            rf"how many (?:of the )?{_DOCUMENTS} (?:did|has|have) {_PERSON} (?:already )?{_PUBLISH}",
            rf"how many (?:of the )?{_DOCUMENTS} (?:(?:are|were|is|was) (?:there )?)?(?:published |issued |released )?(?:by|from) {_PERSON}",
            rf"how many (?:of the )?{_DOCUMENTS} (?:are|were) there(?: by| from)? {_PERSON}",
        ),
    ),
    (
        "count statements",
        (
            rf"how many statements (?:did|has|have) {_PERSON} (?:made|make|given|give)(?: {_ABOUT} {_TOPIC})?",
            rf"how many (?:statements|quotes|quotations) (?:are there |are |were )?(?:by|from|of) {_PERSON}",
            rf"how (?:many times|often) (?:is|was|has been|does|did|has) {_PERSON} (?:been )?(?:quoted|speak|spoken|spoke)",
        ),
    ),
    (
        "first or last",
        (
            rf"what (?:is|was|were) the (?P<order>{_FIRST}|{_LAST}) {_THING}(?: in here)?(?: that)? {_PERSON} (?:(?:has|have|had) )?(?:ever )?(?:said|say|says|to say|commented|made|remarked)(?: in public| publicly)?(?: {_ABOUT} {_TOPIC})?",
            rf"what (?:did|does|has) {_PERSON} (?P<order>first|last|most recently) (?:say|said|have to say)(?: in public| publicly)?(?: {_ABOUT} {_TOPIC})?",
            rf"what (?:did|has) {_PERSON} (?:say|said) (?P<order>first|{_LATELY}) {_ABOUT} {_TOPIC}",
            rf"what (?:did|has) {_PERSON} (?:say|said) {_ABOUT} {_TOPIC} (?P<order>first|at first|{_LATELY})",
            rf"what (?:is|was) {_POSSESSED} (?P<order>{_FIRST}|{_LAST}) (?:public )?{_THING} {_ABOUT} {_TOPIC}",
            rf"{_POSSESSED} (?P<order>{_FIRST}|{_LAST}) (?:public )?{_THING}(?: {_ABOUT} {_TOPIC})?",
        ),
    ),
    (
        "when",
        (
            rf"(?:when|(?:on )?(?:what|which) (?:date|day)) did {_PERSON} (?P<order>first |last )?{_VERB}(?: (?P<link>that|about|to|of|on|for))?(?: {_TOPIC})?",
        ),
    ),
    (
        "ever",
        (
            rf"(?:has|have|had|did) {_PERSON} (?:ever|already) {_VERB}(?: (?P<link>that|about|on|of|for|to))? {_TOPIC}",
            rf"did {_PERSON} (?:really |actually )?{_VERB} {_PERIOD} (?P<link>that) {_TOPIC}",
            rf"did {_PERSON} (?:really |actually )?{_VERB} (?P<link>that) {_TOPIC} {_PERIOD}",
        ),
    ),
    (
        "change",
        (
            rf"(?:did|does|has|have|had) {_PERSON} (?:ever |since )?{_CHANGE}(?: (?:his|her|their|its) {_MIND})?(?: (?:on|about|over|regarding) {_TOPIC})?",
            rf"(?:how (?:did|has|have)|(?:did|has|have)) {_POSSESSED} {_MIND} (?:(?:on|about|of|over) {_TOPIC} )(?:ever )?(?:change[ds]?|shift(?:ed)?|evolve[ds]?|develop(?:ed)?)",
            rf"(?:what|how much|how) (?:has |have |did )?change[d]? (?:in|about) {_POSSESSED} {_MIND} (?:on|about|of|over) {_TOPIC}",
            rf"how (?:did|has|have) {_PERSON} {_CHANGE} (?:his|her|their|its) {_MIND}(?: (?:on|about|over|of) {_TOPIC})?",
        ),
    ),
    (
        "compare",
        (
            rf"(?:compare|contrast) what {_PERSON} and {_OTHER} (?:each )?(?:have |has |had )?(?:{_SAY}|says?|thinks?) {_ABOUT} {_TOPIC}",
            rf"(?:compare|contrast) {_PERSON} (?:and|with|to|vs\.?|versus) {_OTHER} (?:on|about) {_TOPIC}",
            rf"(?:compare|contrast) (?:the )?(?:views|positions|statements|words) of {_PERSON} and {_OTHER} (?:on|about) {_TOPIC}",
            rf"(?:how|where) (?:do|did) {_PERSON} and {_OTHER} (?:differ|disagree) (?:on|about|over) {_TOPIC}",
            rf"(?:do|did) {_PERSON} and {_OTHER} (?:agree|disagree|differ) (?:on|about|over) {_TOPIC}",
            rf"what (?:do|did|have) {_PERSON} and {_OTHER} (?:each |both )?{_SAY} {_ABOUT} {_TOPIC}",
            rf"{_PERSON} (?:vs\.?|versus) {_OTHER} (?:on|about) {_TOPIC}",
        ),
    ),
    (
        "list",
        (
            rf"what (?:has|have) {_PERSON} (?:had to say|been saying|said|stated|told [^,;:?]{{1,30}}?) {_ABOUT} {_TOPIC} {_PERIOD}",
            rf"what (?:has|have) {_PERSON} (?:had to say|been saying|said|stated) (?:{_PERIOD} )?{_ABOUT} {_TOPIC}",
            rf"what (?:did|does) {_PERSON} say {_ABOUT} {_TOPIC} {_PERIOD}",
            rf"what (?:did|does) {_PERSON} say {_PERIOD} {_ABOUT} {_TOPIC}",
            rf"what (?:did|does|has) {_PERSON} (?:say|said) {_ABOUT} {_TOPIC} over (?:time|the (?:months|years|weeks))",
            rf"(?:{_GIVE} )?(?P<all>all|every|everything|all of|all the)(?: the)?(?: things| statements?| quotes?| remarks?| comments?)?(?: that)? {_PERSON} (?:has |have |had )?(?:said|says|made|told) {_ABOUT} {_TOPIC}",
            rf"(?:{_GIVE} )(?P<all>all|every|all of|all the)? ?(?:the )?(?:statements?|quotes?|remarks?|comments?) (?:by|from|of) {_PERSON} {_ABOUT} {_TOPIC}",
            rf"(?:{_GIVE} )?(?P<all>all|every|everything|all of|all the) (?:the )?(?:statements?|quotes?|remarks?|comments?) (?:by|from|of) {_PERSON} {_ABOUT} {_TOPIC}",
            rf"(?:{_GIVE} ){_POSSESSED} (?:statements|quotes|remarks|comments|words|views) {_ABOUT} {_TOPIC}",
        ),
    ),
    (
        "who",
        (
            rf"{_GIVE} (?P<all>{_EVERYBODY})(?: the {_PEOPLE})?(?: in here)? (?:who|that) (?:has |have |had |is |are |was |were )?{_VERB}(?: (?:about|on|of|to|against))? {_TOPIC}",
            rf"(?:who|which {_PEOPLE}) (?P<all>all )?(?:has |have |had |is |are |was |were )?(?P<every>all )?{_VERB}(?: (?:about|on|of|to|against|out against|in favou?r of))? {_TOPIC}",
            rf"(?:who|which {_PEOPLE}) (?:has |have |had )?(?P<every>ever )?{_VERB} (?:about|on|against) {_TOPIC}",
        ),
    ),
    (
        "where",
        (
            r"where (?:is|was) (?:the|this) (?P<topic>(?:press )?(?:release|statement|article|report)) (?:from|issued|published|datelined|written)",
        ),
    ),
    (
        "leader",
        (
            r"who (?:is |was )?(?P<verb>runs?|heads?|heading|chairs?|chairing|leads?|leading|directs?|manages?|presides over|in charge of|at the head of|the head of|represents?|speaks for) (?P<topic>(?:the |our )?[^,;:?]{2,60})",
        ),
    ),
    (
        "role",
        (
            rf"(?:what|which) {_ROLE} (?:does|did|do|has|had|is|was) {_PERSON}(?: (?:have|hold|held|do|play|in))?",
            rf"what (?:is|was|are|were) {_POSSESSED} (?:current |official |exact |new |old |former )?{_ROLE}(?: (?:at|in|with|of) [^,;:?]{{1,60}})?",
            rf"what (?:is|was) the {_ROLE} of {_PERSON}",
            rf"what does {_PERSON} do(?: for a living| for work| professionally)?",
            rf"what did {_PERSON} do (?:for a living|for work|professionally)",
            rf"what (?:is|was) {_PERSON} by (?:profession|trade)",
            rf"who (?:is|was|are) (?:this |that )?{_PERSON}(?: guy| fellow| person| woman| man)?",
            rf"(?:what is )?the name of (?P<person>the [^,;:?]{{1,80}})",
            rf"{_POSSESSED} {_ROLE}",
        ),
    ),
)
_PATTERNS = [
    (form, re.compile(pattern, re.IGNORECASE)) for form, patterns in _FORMS for pattern in patterns
]
_NO_PERSON = PRONOUNS | POSSESSIVES | frozenset(
    "it this that these those there one anyone anybody someone somebody everyone everybody nobody"
    " people here who what which".split()
)
_VAGUE_TOPIC = re.compile(
    r"(?:all )?(?:of )?(?:it|this|that|them|these|everything|anything|the (?:whole |entire )?"
    r"(?:thing|matter|issue|subject|topic|affair|story))",
    re.IGNORECASE,
)
_BEHIND_TOPIC = re.compile(r"(?:,? (?:too|as well|and not|not just|not only)\b.*)\Z", re.IGNORECASE)
_CLAUSE_GROUPS = frozenset(("say", "announce", "explain", "admit", "deny"))
"""Verbs that are followed by what is said, even without "that"."""


def read_record_question(question: str) -> RecordQuestion | None:
    """What a question asks the records for; None if it fits no form.

    Args:
        question: As the user asked it.
    """
    plain = _plain_words(question)
    if not plain or len(plain) > _LONGEST:
        return None
    for form, pattern in _PATTERNS:
        match = pattern.fullmatch(plain)
        found = _read(form, match.groupdict()) if match else None
        if found is not None:
            return found
    return None


def verb_group(verb: str) -> str | None:
    """The group of a verb in any form, its own stem for any other reporting verb, else None."""
    stem = _stem(verb)
    return _GROUP_OF_STEM.get(stem) or (stem if stem in _REPORTING_STEMS else None)


def _stem(verb: str) -> str:
    return (stems(verb) or [verb.lower()])[0]


_GROUP_OF_STEM = {_stem(word): group for word, group in VERB_GROUPS.items()} | {
    "said": "say",
    "told": "say",
    "spoke": "comment",
    "spoken": "comment",
    "wrote": "say",
    "written": "say",
}
_REPORTING_STEMS = frozenset(_stem(one.base) for one in REPORTING_VERBS)


def _plain_words(question: str) -> str:
    words = " ".join(question.split())
    if len(words) > 2 * _LONGEST:
        return ""
    words = _BEHIND.sub("", _BEFORE.sub("", words))
    for pattern, replacement in _CONTRACTIONS:
        words = pattern.sub(replacement, words)
    return words


def _read(form: Form, groups: dict[str, str | None]) -> RecordQuestion | None:
    """The question of a form that matched; None if its words can't be what the form needs."""
    told = {name: (value or "").strip() for name, value in groups.items()}
    person, topic, verb = told.get("person", ""), told.get("topic", ""), told.get("verb", "")
    if any(_is_nobody(words) for words in (person, told.get("other", "")) if words):
        return None
    if verb and form != "leader" and verb_group(verb) is None:
        return None
    topic = _BEHIND_TOPIC.sub("", topic)
    if "?" in topic:
        return None  # several questions, of which the records would answer one
    if _VAGUE_TOPIC.fullmatch(topic):
        topic = ""
    return RecordQuestion(
        form,
        person,
        told.get("other", ""),
        verb,
        topic,
        _order(told.get("order", "")),
        told.get("period", ""),
        is_claim=bool(topic) and _is_claim(verb, groups),
        asks_for_all=bool(told.get("all") or told.get("every")),
        unit=told.get("unit", ""),
    )


def _is_claim(verb: str, groups: dict[str, str | None]) -> bool:
    """Whether what follows the verb is a clause: "that …", or anything behind "said"."""
    link = (groups.get("link") or "").strip()
    return link == "that" or (not link and "link" in groups and verb_group(verb) in _CLAUSE_GROUPS)


def _is_nobody(words: str) -> bool:
    first, *others = words.lower().split()
    return first in _NO_PERSON and (not others or first not in POSSESSIVES)


def _order(words: str) -> Literal["", "first", "last"]:
    if not words:
        return ""
    return "first" if re.fullmatch(rf"at first|{_FIRST}", words.strip(), re.IGNORECASE) else "last"


