"""Names of people as texts write them: titles off, compared, told from other capitals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from index.text.capital_letters import CAPITAL

Gender = Literal["male", "female"]

_WORD = re.compile(rf"(?:{CAPITAL}\.)+|[^\W\d_]+(?:[-’'][^\W\d_]+)*\.?")
PARTICLES = ("de", "van", "von", "bin", "al", "el", "la", "der", "den", "du", "di", "da")
"""What may stand in small letters between a given and a last name."""
PARTICLE = rf"(?:{'|'.join(PARTICLES)})\b"
"""A regular expression for one of them."""
COURTESY = frozenset("mr mrs ms miss sir dr madam dame lord lady".split())
TITLES = COURTESY | frozenset(
    """sen sens senator senators rep reps representative gov governor gen general lt col colonel
    sgt sergeant capt captain rev reverend hon prof professor president vice prime minister
    premier chancellor king queen prince princess pope cardinal bishop archbishop father
    sister rabbi imam secretary undersecretary ambassador judge justice chief attorney
    prosecutor speaker leader majority minority whip congressman congresswoman councilman
    councilwoman assemblyman delegate commissioner mayor sheriff deputy officer detective
    inspector chairman chairwoman chair chairperson director manager spokesman spokeswoman
    spokesperson adviser advisor strategist analyst pollster economist author columnist
    reporter correspondent host anchor editor moderator activist actor actress comedian
    billionaire businessman candidate nominee front-runner frontrunner democrat democratic
    republican gop libertarian socialist conservative liberal senate house white state
    federal national campaign former then-candidate president-elect ex press treasury
    defense foreign interior executive senior top deputy ceo cfo founder co-founder lawyer
    counsel doctor admiral major lieutenant private corporal marshal presidential first
    engineer nurse pilot teacher farmer historian scientist researcher journalist writer
    coach principal dean provost fbi cia epa irs doj nato un u.s. us american british
    russian french german chinese""".split()
)
_DEMONYMS = frozenset(
    """american british english scottish irish russian ukrainian french german italian spanish
    greek turkish chinese japanese korean indian pakistani israeli palestinian iranian iraqi
    syrian saudi egyptian mexican canadian brazilian australian polish swedish dutch u.s
    u.s. us un""".split()
)
_ORGANISATIONS = frozenset(
    """post times news journal tribune herald post-gazette press university college institute
    center centre party committee council commission court house senate congress department
    agency bureau office ministry association union federation foundation fund group company
    corporation corp inc llc bank university school hospital church campaign coalition
    alliance league network magazine review report poll survey street city county state
    states kingdom nations america americans republicans democrats union army navy force
    police club society street journal radio tv television caucus board authority
    administration government service services guard project initiative act bill plan deal
    committee's pac network today authorities officials voters leaders lawmakers media
    analysts experts supporters aides allies critics strategists activists protesters""".split()
)
_PLACES = frozenset("new north south east west san los las fort mount united".split())
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_MALE = frozenset(
    """aaron adam al alan albert alex alexander alfred allen andrew andy anthony antonin arnold
    arthur barack barry ben benjamin bernard bernie bill billy bob bobby boris brad bradley
    brandon brendan brent brett brian bruce bryan carl carlos cecil charles charlie chris
    christian christopher chuck clarence cliff corey cory craig dale dan daniel danny
    darrell dave david dean dennis derek dick dmitry don donald doug douglas duncan dwight
    earl ed eddie edward edwin elijah elliott eric ernest eugene evan felix francis frank
    franklin fred frederick gabriel garry gary gene george gerald gilbert glenn gordon
    graham greg gregory guy hank harold harry harvey henry herbert herman howard hugh ian
    igor ivan jack jacob jake james jamie jared jason jay jeb jeff jeffrey jeremy jerome
    jerry jesse jim jimmy joe joel john johnny jon jonathan jordan jorge jose joseph josh
    joshua juan julian justin karl keith ken kenneth kevin kurt kyle lance larry lawrence
    lee len leo leon leonard lewis lindsey lloyd louis lucas luis luke marc marco marcus
    mario mark marshall martin marvin matt matthew maurice max michael mick mike miguel
    mitch mitt mohammed muhammad nathan neil nelson newt nicholas nick nigel norman oleg
    oliver omar oscar patrick paul pedro perry pete peter phil philip phillip ralph rand
    randy ray raymond reince reuben ricardo richard rick ricky rob robby robert roberto rod
    roger roland ron ronald ross roy russ russell ryan sam samuel scott sean sebastian
    sergei sergey seth shane shawn sheldon sidney simon stanley stephen steve steven stewart
    stuart ted terence terry theodore thomas tim timothy toby todd tom tommy tony travis
    trent trey tyler vernon victor vince vincent vladimir wallace walter warren wayne wesley
    will william winston wolf yuri zachary""".split()
)
_FEMALE = frozenset(
    """abigail alexandra alice alicia alison allison amanda amber amy ana andrea angela angelina
    anita ann anna anne annie april ashley barbara becky bernadette beth betty beverly
    brenda brianna bridget carly carmen carol caroline carolyn catherine cecile charlotte
    cheryl chelsea christina christine cindy claire condoleezza connie courtney crystal
    cynthia daisy dana danielle dawn debbie deborah debra denise diana diane dianne donna
    doris dorothy eileen elaine eleanor elena elizabeth ellen emily emma erica erin esther
    eva evelyn faith fiona florence frances gail gina ginger gloria grace gretchen hannah
    heather heidi helen hillary holly hope huma irene isabel ivanka jacqueline jan jane
    janet janice jean jeanne jen jenna jennifer jessica jill joan joann jodi josephine joy
    joyce juanita judith judy julia juliana julie kamala karen kate katherine kathleen
    kathryn kathy katie kay kayleigh kellyanne kelly kim kimberly kirsten kristen kristin
    lara laura lauren laurie leah lena leslie linda lisa liz lois loretta lori lorraine
    louise lucy lydia lynn madeleine maggie margaret maria marianne marie marilyn marina
    marjorie marsha martha mary maxine megan megyn melania melissa melinda michele michelle
    mika mildred miriam molly monica nancy naomi natalie nicole nikki nina nora norma olivia
    olga paige pamela pat patricia patty paula pauline peggy phyllis priscilla rachel
    rebecca regina renee rhonda rita roberta robin rosa rose rosemary roxanne ruth sally
    samantha sandra sara sarah savannah shannon sharon sheila shelley sherry shirley sonia
    sophia stacy stephanie sue susan susana suzanne sylvia tamara tammy tara teresa theresa
    tiffany tina tracy tulsi valerie vanessa veronica vera vicki victoria virginia vivian
    wanda wendy whoopi yvonne""".split()
)


class Name(NamedTuple):
    """A person's name without its titles."""

    given: tuple[str, ...]
    """Lower case, initials without their full stop; empty where only the last name is known."""
    last: str


def words(text: str) -> list[str]:
    """The words of a name, with their capitals, possessives off."""
    return list(_words(text))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text))


def strip_titles(found: list[str]) -> list[str]:
    """The words of a name without the titles before and the suffixes behind it."""
    start, end = 0, len(found)
    while end > 1 and is_suffix(found[end - 1]):
        end -= 1
    while start < end - 1:
        word = found[start].rstrip(".").lower()
        if not is_title(word) and not (word in _DEMONYMS and end - start > 2):
            break
        start += 1
    return found[start:end]


@lru_cache(maxsize=10_000)
def parse_name(text: str) -> Name | None:
    """A name's parts, or None where there is no word in it."""
    found = strip_titles(words(text))
    if not found:
        return None
    lower = [word.rstrip(".").lower().replace("’", "'") for word in found]
    # "von der Leyen" is as much of a name as "Leyen" is.
    return Name(tuple(word for word in lower[:-1] if word not in PARTICLES), lower[-1])


def same_person(one: str, other: str) -> bool | None:
    """Whether two names are one person's; None where they don't tell.

    "Bernie Sanders" and "Sen. Bernard Sanders" may be, as a given name's start may stand for it;
    "Clinton" and "Bill Clinton" may or may not.
    """
    first, second = parse_name(one), parse_name(other)
    if first is None or second is None:
        return False
    if first.last != second.last:
        # "Hillary" and "Hillary Clinton"
        for short, long in ((first, second), (second, first)):
            if not short.given and long.given and short.last == long.given[0]:
                return None
        return False
    if first.given == second.given:
        return True
    if not first.given or not second.given:
        # "Mr. Delaney" is not Ruth.
        sexes = {gender(one), gender(other)} - {None}
        return False if len(sexes) > 1 else None
    return _alike(first.given[0], second.given[0])


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    if longer.startswith(shorter):
        return True
    return frozenset((one, other)) in _NICKNAMES or (len(shorter) > 3 and longer[:3] == shorter[:3])


_NICKNAMES = frozenset(
    frozenset(pair.split("/"))
    for pair in """
    bill/william will/william bob/robert rob/robert bobby/robert dick/richard rick/richard
    jim/james jimmy/james jack/john johnny/john ted/edward ed/edward ted/theodore mike/michael
    mick/michael tom/thomas tommy/thomas joe/joseph jeb/john bernie/bernard tim/timothy
    steve/stephen steve/steven chuck/charles charlie/charles chris/christopher dave/david
    dan/daniel danny/daniel tony/anthony ron/ronald ken/kenneth larry/lawrence liz/elizabeth
    beth/elizabeth betsy/elizabeth kate/katherine kathy/katherine katie/katherine meg/margaret
    maggie/margaret peggy/margaret sue/susan debbie/deborah debbie/debra jen/jennifer
    jenny/jennifer nick/nicholas tony/antonio alex/alexander andy/andrew drew/andrew matt/matthew
    pat/patrick pat/patricia sam/samuel sam/samantha gene/eugene hank/henry harry/harold
    harry/henry marty/martin russ/russell vince/vincent walt/walter mitch/addison newt/newton
    al/albert al/alan""".split()
)


def gender(name: str) -> Gender | None:
    """What a title or a given name tells; None where it is open."""
    for word in words(name):
        lower = word.rstrip(".").lower()
        if lower in ("mr", "sir", "lord", "king", "father", "congressman", "businessman"):
            return "male"
        if lower in ("mrs", "ms", "miss", "madam", "dame", "lady", "queen", "congresswoman"):
            return "female"
        if lower in _MALE:
            return "male"
        if lower in _FEMALE:
            return "female"
    return None


def is_given(word: str) -> bool:
    """Whether a word is a common given name."""
    return word.lower() in _MALE or word.lower() in _FEMALE


def is_title(word: str) -> bool:
    """Whether a word is a title or an office, be it of two: "Secretary-General"."""
    return all(part in TITLES for part in word.rstrip(".").lower().split("-"))


def is_place(found: list[str]) -> bool:
    """Whether a capitalised name begins as those of places do: "New York"."""
    return bool(found) and found[0].lower() in _PLACES


def is_suffix(word: str) -> bool:
    """Whether a word stands behind a name without being part of it: "Jr."."""
    return word.rstrip(".").lower() in _SUFFIXES


def is_full_name(text: str) -> bool:
    """Whether a name is a person's, with a given name."""
    parsed = parse_name(text)
    return parsed is not None and bool(parsed.given) and not is_organisation(words(text))


def is_organisation(found: list[str]) -> bool:
    """Whether a capitalised name is rather a body's, a paper's or a place's."""
    return not found or found[-1].rstrip(".").lower() in _ORGANISATIONS
