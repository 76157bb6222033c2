"""Short closed classes of English words, lower case, by what they do in a sentence."""

from __future__ import annotations

AUXILIARIES = frozenset(
    """has have had is are was were be been being am 's 've 'd 'll 're 'm will would may might can
    could should must do does did not n't never cannot wo""".split()
)
DASHES = frozenset(("—", "–", "--", "-"))
PASSIVE = frozenset("is are was were be been being am get got gets".split())
ADVERBS = frozenset(
    """also then later again still just even once often now already recently earlier soon always
    sometimes further both all first instead too rather quite almost ever yet simply only
    long since either himself herself themselves itself quickly""".split()
)
BOUNDARIES = frozenset(
    """that but because when while if as although though since after before until till whether what
    how why where which who whom whose than so for or nor once unless whereas yet then""".split()
)
PREPOSITIONS = frozenset(
    """in on at by from with about during of to for through over under against between among within
    into before after following amid despite like via per without near inside outside around
    across along behind beyond toward towards upon throughout as out""".split()
)
PRONOUNS = frozenset("he she they i we you it who".split())
WRITINGS = frozenset(
    """statement tweet email e-mail letter post ad memo speech release interview message report
    brief note op-ed column video editorial""".split()
)
PLURALS = frozenset(
    """many some people percent men women few most both all who police two three""".split()
)
NO_HEAD = frozenset(
    """the a an his her their its my our your no any every more other such not""".split()
)
BEGINS_PHRASE = frozenset("a an the one another his her their he she they some".split())
SUBJECTS = frozenset("he she they we i".split())
BEGINS_CLAUSE = frozenset("he she they it we i the there his her a an this some their".split())
POSSESSIVES = frozenset("his her their its my our".split())
OPENERS = frozenset(
    """but and so still yet meanwhile however then thus also instead indeed moreover furthermore
    nevertheless nonetheless besides likewise similarly later earlier now today yesterday
    afterward perhaps finally though even again here there or once recently together""".split()
)
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tonight morning
    afternoon evening night week month year last this next earlier later again then recently
    previously thursday's simply flatly only publicly privately bluntly repeatedly afterward
    ago once also there here too""".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
STOPS = frozenset(',;:—–-()[]?!.…/“”"--...')
