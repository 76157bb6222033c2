"""The words that report what somebody says, thinks, wants or supports.

Two families, by what follows them: `CLAUSES` take a quotation or a clause ("said that …"),
`OBJECTS` a noun phrase or an infinitive ("praised …", "vowed to …"). Forms are made from the base
form by the rules of English spelling, with a list of the verbs that keep to none.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Form = Literal["base", "third", "past", "ing"]

_CLAUSES = """
accept acknowledge chime clarify deplore disagree fume mutter object reaffirm
regret snap snarl specify thunder underline
 add admit advise affirm agree allege announce answer argue ask assert assure
attest believe bemoan blog boast brag calculate caution chant claim comment complain concede
conclude confess confide confirm conjecture contend continue counsel counter cry declare decree
demand demonstrate deny determine disclose discover dispute echo elaborate emphasize estimate
exclaim explain fear feel find forecast foresee fret gripe grouse grumble guess hint holler hope
imply indicate inform insist interject intimate joke know lament learn maintain mention muse
note notice observe opine pledge point posit post predict proclaim promise pronounce protest
quip quote rant rate rave read realize reassert reassure recall recognize recount reiterate
remark remember remind repeat reply report respond retort retweet reveal riposte say scoff
scream shout show sigh signal sing speculate state stress submit suggest surmise suspect swear
tell testify thank theorize think threaten tout tweet underscore understand urge utter vent vow
warn whisper wonder worry write yell
"""

_OBJECTS = """
acclaim accuse admire advocate aim applaud assail attack bash beg belittle bemoan blame blast
boast call castigate challenge characterize chastise chide cite coach complain concern condemn
confirm congratulate consider contemplate credit criticize decide decline decry deem defend
demand demean denounce deny deride describe despise detail discuss dismiss disparage dispute
doubt downplay dub emphasize encourage endorse envision excoriate exhort expect explain express
fear focus hail highlight hope identify implore impugn intend invoke joke knock label lambaste
lament lampoon lash laud liken list mandate mention mimic mock nominate note offer oppose order
outline pan plan plead pledge portray praise prefer prescribe press promise promote propose
protest push question quote rail rate rebuke recall recommend refer reference refuse regard
reject rejoice renounce repeat repudiate resent respond reveal rip scold see seek share signal
slam slap slight smear spurn stress suggest summarize support suspect swear talk taunt thank
threaten tout trash trumpet trust urge view vilify vouch vow want warn weigh wonder worry
"""

_IRREGULAR = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "writing"),
    "think": ("thinks", "thought", "thinking"),
    "find": ("finds", "found", "finding"),
    "feel": ("feels", "felt", "feeling"),
    "know": ("knows", "knew known", "knowing"),
    "read": ("reads", "read", "reading"),
    "show": ("shows", "showed shown", "showing"),
    "swear": ("swears", "swore sworn", "swearing"),
    "see": ("sees", "saw seen", "seeing"),
    "seek": ("seeks", "sought", "seeking"),
    "understand": ("understands", "understood", "understanding"),
    "foresee": ("foresees", "foresaw foreseen", "foreseeing"),
    "forecast": ("forecasts", "forecast", "forecasting"),
    "beseech": ("beseeches", "besought", "beseeching"),
    "plead": ("pleads", "pleaded pled", "pleading"),
}
_DOUBLES = frozenset("admit submit slam pan rip slap fret quip plan beg refer".split())


class Verb(NamedTuple):
    """A form of a verb that reports."""

    base: str
    form: Form
    clause: bool
    object: bool


def _forms(base: str) -> tuple[str, str, str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    stem = base + base[-1] if base in _DOUBLES else base
    if base[-1] == "y" and base[-2] not in "aeiou":
        return base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if base[-1] == "e":
        return third, base + "d", (base if base.endswith("ee") else base[:-1]) + "ing"
    return third, stem + "ed", stem + "ing"


def _all() -> dict[str, Verb]:
    clauses, objects = set(_CLAUSES.split()), set(_OBJECTS.split())
    found: dict[str, Verb] = {}
    for base in sorted(clauses | objects):
        third, past, ing = _forms(base)
        kinds: list[tuple[str, Form]] = [(base, "base"), (third, "third"), (ing, "ing")]
        kinds += [(form, "past") for form in past.split()]
        if base.endswith("ize"):
            kinds += [(word.replace("iz", "is"), form) for word, form in kinds]
        for word, form in kinds:
            if word in _SELDOM:
                continue
            if word not in found or form == "past":
                found[word] = Verb(base, form, base in clauses, base in objects)
    return found


_SELDOM = frozenset(
    """states state rates rate rating attacks attacking find points planned thought known support
    supporting feels feel felt encouraging maintains maintained add expects order accepting
    knew saw push plan viewed wanted shares advocated determine feeling responding accepted
    accept nominate answer suspect finding planning seeing counsel credit credits mandates
    offers talks doubts details""".split()
)
"""Forms that report less than once in four times: most often nouns, or of other meaning."""
REPORTS = frozenset(
    """accusation admission allegation announcement assertion assessment assurance belief charge
    claim comment complaint concern conclusion contention conviction criticism declaration
    denial estimate expectation explanation fear finding hope implication insinuation
    insistence judgment observation opinion pledge prediction promise reminder remark report
    revelation ruling statement suggestion suspicion testimony threat view vow warning worry
    acknowledgment acknowledgement concession confession contentions claims fears hopes
    warnings assertions accusations promises suggestions concerns remarks comments""".split()
)
"""Nouns that report: "his claim that …"."""
NOUNS = frozenset(
    """state question plan support attack claim report call remark view note point focus pledge
    challenge offer push press talk share list demand project show promise estimate cite
    blame concern worry fear hope doubt praise protest cast blast slap slight post tweet
    boast vow contest approach protest experience guess wonder""".split()
)
"""Base forms that are nouns more often than verbs."""
VERBS: dict[str, Verb] = _all()
"""Every form, lower case."""
