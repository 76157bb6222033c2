"""Pairs of words with opposite meanings: listed by hand for news, and taken from WordNet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from assistant.generation.comparison.content_words import topic_stems
from index.lexicon.reporting_verbs import read_past_forms
from index.text.stemming import stems

_PAIRS = """
before/after smaller/larger smaller/bigger support/against first/last more/less more/fewer
most/least largest/smallest highest/lowest joined/left
north/south east/west northern/southern eastern/western early/late male/female men/women
older/younger strength/weakness major/minor
best/worst better/worse public/private same/different old/new
above/below always/never many/few long/short high/low large/small
big/small great/little maximum/minimum inside/outside internal/external friend/enemy ally/enemy
good/bad true/false right/wrong likely/unlikely possible/impossible
able/unable honest/dishonest fair/unfair safe/unsafe success/failure
rich/poor legal/illegal guilty/innocent
forward/backward ahead/behind optimistic/pessimistic liberal/conservative
advantage/disadvantage majority/minority
easy/hard easier/harder easy/difficult easier/tougher popular/unpopular qualified/unqualified
fit/unfit satisfied/dissatisfied favorable/unfavorable find/lose
faster/slower permanent/temporary full/empty winner/loser optimism/pessimism
shorter/longer cheaper/dearer
upheld/overturned voluntary/mandatory domestic/foreign hostile/friendly
open/close careful/careless calm/angry urban/rural legitimate/illegitimate
reliable/unreliable transparent/opaque
stay/stray understand/puzzle comfortable/uncomfortable quickly/slowly soon/late
convinced/unconvinced strong/weak certain/uncertain
multiple/fraction surplus/deficit profit/loss import/export often/seldom often/rarely
frequent/rare common/rare necessary/unnecessary safe/dangerous cheap/expensive upper/lower
""".split()
_SIDES = """
support back endorse favor embrace champion welcome approve advocate defend praise applaud hail
laud commend thank | oppose reject condemn denounce criticize blast attack assail disapprove resist
decry slam deplore against block obstruct

accept agree consent pledge promise | refuse reject decline rebuff spurn disagree

confirm admit acknowledge concede affirm verify | deny dispute refute rebut contradict contest

keep uphold maintain continue retain preserve reaffirm stand | cancel abandon scrap retract withdraw
renounce disavow reverse repeal quit revoke recant rescind end overturn invalidate nullify annul
quash abolish eliminate yank

rise higher increase grow climb gain surge jump soar raise expand boost hike widen | fall
decrease drop decline shrink plunge slump slide dip tumble sink cut lower slash trim curb
shrank sank narrow

win prevail triumph succeed | lose fail

allow permit let enable legalize authorize clear | ban bar block prohibit forbid prevent outlaw stop

attend join appear participate come | skip boycott miss avoid shun snub leave

lead ahead outpoll | trail behind lag

trust believe expect anticipate | distrust doubt disbelieve mistrust

start begin launch resume | end stop halt cease finish conclude suspend

love like admire enjoy | hate dislike loathe despise detest

strengthen bolster improve help aid boost benefit recover rebound | weaken undermine worsen hurt
harm damage erode deteriorate

include | exclude omit

remember | forget

hire appoint | fire dismiss oust

encourage urge | discourage deter

buy | sell

create build | destroy dismantle

tighten | loosen relax ease

accelerate | slow delay

reveal disclose release publish | hide conceal withhold

arrive | depart

ready prepared willing eager | unready unprepared unwilling reluctant

minimize downplay | maximize exaggerate

sufficient suffice adequate ample | insufficient inadequate

release free | detain arrest jail imprison

convict | acquit exonerate

unite | divide split

stay remain | leave exit quit depart withdraw

open reopen | close shut

impose | lift remove

fast quick swift rapid | slow gradual

promote | demote

convince persuade | dissuade

incredible excellent superb outstanding terrific | poor terrible dreadful awful lousy

comply respect consistent | violate breach inconsistent

warn caution alarm | dismiss downplay reassure
""".split("\n\n")
_IDIOMS = [
    (re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), plain)
    for pattern, plain in (
        (r"walk(?:s|ed|ing)? (?:\w+ ){0,3}?back|t(?:ake|akes|ook|aken|aking) back"
         r"|back(?:s|ed|ing)? (?:away|down|off|out)|backtrack(?:s|ed|ing)?"
         r"|distanc(?:es|ed|e|ing) (?:\w+self) from", "retract"),
        (r"st(?:and|ands|ood|anding) (?:by|behind)|st(?:ick|icks|uck|icking) (?:by|with|to)"
         r"|doubl(?:e|es|ed|ing) down on", "uphold"),
        (r"call(?:s|ed|ing)? (?:\w+ ){0,2}?off|pull(?:s|ed|ing)? the plug on"
         r"|cut(?:s|ting)? ties with|pull(?:s|ed|ing)? out of|back(?:s|ed|ing)? out of", "cancel"),
        (r"push(?:es|ed|ing)? back (?:on|against|at)|turn(?:s|ed|ing)? (?:\w+ ){0,2}?(?:down|away)"
         r"|say(?:s|ing)? no to|said no to"
         r"|vot(?:e|es|ed|ing) (?:down|against)|c(?:ome|omes|ame) out against", "reject"),
        (r"sign(?:s|ed|ing)? on to|sign(?:s|ed|ing)? off on|g(?:o|oes|ave) along with"
         r"|sa(?:y|ys|id|ying) yes to", "accept"),
        (r"stay(?:s|ed|ing)? away from|g(?:ive|ives|ave|iving) \w+ a miss", "skip"),
        (r"(?:show|shows|showed|turn|turns|turned) up (?:at|for|to)|took part in", "attend"),
        (r"str(?:ikes?|uck|iking) ((?:\S+ ){0,3}?)down", r"overturn \1"),
        (r"le(?:aves?|ft|aving|ts?|tting) ((?:\S+ ){1,4}?)(?:in place|stand|intact)", r"uphold \1"),
        (r"g(?:ets?|ot|etting) behind|rall(?:y|ies|ied|ying) (?:behind|around)", "support"),
        (r"(?:do|does|did|done|doing) away with|g(?:ets?|ot|etting) rid of", "abolish"),
        (r"open(?:s|ed|ing)? (?:\S+ ){0,3}?doors?", "allow"),
        (r"le(?:aves?|ft|aving) ((?:\S+ ){1,3}?)free to", r"allow \1to"),
        (r"at ease", "comfortable"),
        (r"beyond (?:him|her|them)(?= why)", "puzzle"),
        (r"against the (?:rules|law)", "violate rule"),
        (r"enough", "sufficient"),
        (r"in spite of", "despite"),
        (r"off[- ]limits", "forbid"),
        (r"fair game", "allow"),
        (r"last (?=(?:week|month|year|night|fall|spring|summer|winter|\w+day))", ""),
        (r"g(?:o|oes|one|oing) up|went up", "rise"),
        (r"g(?:o|oes|one|oing) down|went down", "fall"),
        (r"in favor of|in support of|c(?:ome|omes|ame) out for|vot(?:e|es|ed|ing) for", "support"),
    )
]  # fmt: skip
"""Phrases, and a single word that means the same."""


_TOO_GENERAL = frozenset("other same then".split())
"""Words of WordNet that may stand for anything."""
_BASES = read_past_forms()


@lru_cache(maxsize=4096)
def stem_word(word: str) -> str:
    """The stem of a word, also of one that the word index leaves out."""
    return next(iter(stems(word)), word.lower())


def simplify_verbs(text: str) -> str:
    """The text with a single word for each phrase and verbs in base form: "stood" as "stand"."""
    for pattern, plain in _IDIOMS:
        text = pattern.sub(plain, text)
    return re.sub(r"[a-z]{3,}", lambda match: _BASES.get(match.group(), match.group()), text)


def opposite_stems(stem: str) -> Mapping[str, int]:
    """The stems with the opposite meaning, each with how sure that is.

    Returns:
        For each stem the number of words that both must share around them to count as opposites:
        2 for words of WordNet, which often have other meanings too, else 1.
    """
    listed, from_wordnet = _listed_opposites().get(stem, ()), _wordnet_opposites().get(stem, ())
    return dict.fromkeys(from_wordnet, 2) | dict.fromkeys(listed, 1)


def similar_stems(stem: str) -> frozenset[str]:
    """The stems with a similar meaning, and the stem itself."""
    return _similar_stems().get(stem, frozenset()) | {stem}


def _stemmed_sides() -> list[tuple[list[str], list[str]]]:
    sides = (group.split("|") for group in _SIDES)
    return [
        ([*map(stem_word, one.split())], [*map(stem_word, other.split())]) for one, other in sides
    ]


@cache
def _similar_stems() -> dict[str, frozenset[str]]:
    similar: dict[str, set[str]] = {}
    for side in (side for both in _stemmed_sides() for side in both):
        for stem in side:
            similar.setdefault(stem, set()).update(side)
    return {stem: frozenset(others) for stem, others in similar.items()}


@cache
def _listed_opposites() -> dict[str, frozenset[str]]:
    pairs = [tuple(map(stem_word, pair.split("/"))) for pair in _PAIRS]
    pairs += [(one, other) for ones, others in _stemmed_sides() for one in ones for other in others]
    return _by_stem(pairs)


@cache
def _wordnet_opposites() -> dict[str, frozenset[str]]:
    file = files("assistant.generation.comparison") / "opposites.txt"
    lines = file.read_text(encoding="ascii").splitlines()
    return _by_stem(
        (stem_word(word), stem_word(other))
        for word, *others in (line.split() for line in lines if not line.startswith("#"))
        for other in others
        if topic_stems(word) and topic_stems(other) and not _TOO_GENERAL & {word, other}
    )


def _by_stem(pairs: Iterable[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    opposites: dict[str, set[str]] = {}
    for one, other in pairs:
        if one != other:
            opposites.setdefault(one, set()).add(other)
            opposites.setdefault(other, set()).add(one)
    return {stem: frozenset(others) for stem, others in opposites.items()}
