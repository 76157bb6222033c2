"""Rewrites numbers in words, or partly in words, to figures: "half a million" becomes 500000.

`text_to_num` reads the words for whole numbers; the phrases around them are read here.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from text_to_num import alpha2digit

from assistant.generation.comparison.plain_numerals import (
    MINUS,
    format_decimal,
    rewrite_numerals,
)
from index.lexicon.number_words import NUMBER_WORDS, SCALE_WORDS

UNIT_PARTS = {"minute": 60, "hour": 60, "day": 24, "year": 12, "decade": 10, "century": 100}
"""Units of time, and how many of the next smaller unit each one has."""
_SCALES = "|".join(SCALE_WORDS)
_SHORT_SCALES = {"k": 1e3, "mn": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_NUMBER_WORD = "|".join(NUMBER_WORDS)
_LOUD = re.compile(
    rf"\b(?:{'|'.join(word.upper() for word in [*NUMBER_WORDS, *SCALE_WORDS, 'half'])})\b"
)
_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[a-z])|(?<=\d)-(?=and-)")
_DECIMAL = r"(?<![\w.])\d{1,30}(?!\d)(?:\.\d{1,30}(?!\d))?"
_FIGURE_AND_SCALE = re.compile(
    rf"(?P<money>[$€£¥]|\b[A-Z]{{2,3}} )?(?P<digits>{_DECIMAL})"
    rf"(?:(?P<scales>(?:[ \u00a0\u202f-]?(?:{_SCALES})\b){{1,3}})"
    r"|(?P<gap>[ \u00a0\u202f]?)(?P<short>bn|mn|tn|[kmb])\b"
    r"(?! (?:run|race|tall|long|deep|wide|high|away|apart|above|below|sprint|hurdles)\b))",
    re.IGNORECASE,
)
_RANGE_START = rf"(?P<first>{_DECIMAL}|\b(?:{_NUMBER_WORD})\b)"
_RANGE_END = (
    rf"(?P<second>[$€£¥]?\d+(?:\.\d+)?|\b(?:{_NUMBER_WORD}))"
    rf"(?P<scale>[ -]?(?:{_SCALES}|mn|bn|tn)\b|[mk]\b)"
)
_SHARED_SCALE = re.compile(
    rf"{_RANGE_START}(?P<join> ?[-–] ?| (?:to|or|and) ){_RANGE_END}", re.IGNORECASE
)
"""The scale word of a range belongs to both of its numbers; with "and" only behind "between"."""
_SAME_SCALE = re.compile(
    rf"\b({_SCALES}) and (?=(?:{_NUMBER_WORD})(?:[ -](?:{_NUMBER_WORD}))? \1\b)", re.IGNORECASE
)
"""Two numbers that the library would add up: "five million and ten million"."""
_FEW_WORDS = rf"(?:{_NUMBER_WORD})(?:[ -](?:{_NUMBER_WORD}))?"
_LOWER_SCALE = re.compile(
    rf"\b(?P<scale>thousand|million|billion), "
    rf"(?={_FEW_WORDS}(?: hundred)?(?: and {_FEW_WORDS})?[ -](?:thousand|hundred)\b)",
    re.IGNORECASE,
)
"""The comma inside "three million, two hundred thousand"."""
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_YEAR = re.compile(
    rf"\b(?:(?P<old>eighteen|nineteen)|twenty)[ -]"
    rf"(?P<rest>(?:{_TEENS})\b|(?:{_TENS})(?:[ -](?:{'|'.join(list(NUMBER_WORDS)[:9])}))?\b)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"\b(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b", re.IGNORECASE)
_SECONDS = re.compile(rf"(\b(?:\d+|{_NUMBER_WORD})[ -])second\b", re.IGNORECASE)
"""The second that is a unit of time, which the library would read as an ordinal."""
_VAGUE = re.compile(
    rf"\b(?:(?:several|few|many|couple(?: of)?|number of)"
    rf"(?:[ -](?P<of>dozen|{_SCALES}))+|(?P<plural>ten|dozen|{_SCALES})s)\b",
    re.IGNORECASE,
)
_SCALE_FIGURE = r"10{2,12}\b"
_PART = r"(?:3rd|4th|5th|6th|7th|8th|9th|10th|100th|quarter|fourth)"
_FRACTION = (
    rf"(?:(?P<half>(?:an? |1 )?half)|(?P<above>\d{{1,2}}) (?P<parts>{_PART}(?=s)|quarter)s?|"
    rf"(?:an?|1) (?P<part>{_PART}))"
)
_WHOLE_AND_FRACTION = re.compile(
    rf"(?P<whole>{_DECIMAL})(?P<unit> [a-z]+)?? and {_FRACTION}(?: (?P<scale>{_SCALE_FIGURE}))?\b"
)
_AND_A_HALF_UNIT = re.compile(
    rf"\b(?:an?|1) (?P<unit>{'|'.join(UNIT_PARTS)}|dozen) and a half\b", re.IGNORECASE
)
_FRACTION_OF_SCALE = re.compile(
    rf"\b{_FRACTION}(?: of)?(?: an?| 1)? (?P<scale>{_SCALE_FIGURE}|dozen\b)", re.IGNORECASE
)
_FRACTION_OF_UNIT = re.compile(
    rf"\b{_FRACTION}(?: of)?(?: an?| 1)? (?P<unit>(?:{'|'.join(UNIT_PARTS)}|per ?cent|percentage"
    r"|mile|point|kilomet(?:re|er)|met(?:re|er)|degree|tonne|ton|litre|pint)\b)",
    re.IGNORECASE,
)
_PERIODS_BEFORE = re.compile(
    r"\b(?:last|past|next|previous|first|final|these|those|consecutive|successive|straight) $",
    re.IGNORECASE,
)
_PERIODS_AFTER = re.compile(
    r" (?:in a row|running|ago|later|straight|of (?:(?:19|20)\d\d|growth|decline|loss|falling"
    r"|rising|(?:the|this|last|next) (?:fiscal |financial )?year))",
    re.IGNORECASE,
)
"""Quarters of a year are periods, not a fraction."""
_PLURAL_FRACTION = re.compile(rf"(?<![\w.])(?P<above>\d{{1,2}}) (?P<parts>{_PART})s\b")
_SINGLE_FRACTION = re.compile(
    rf"\b(?:an?|1) (?P<part>{_PART})(?= of\b(?! (?:19|20)\d\d))"
    rf"|(?<=by )an? (?P<by>{_PART})(?=[.,;:!?)]|$| (?:in|to|from|since|over|this|last|compared)\b)"
    rf"|\b1 (?P<one>3rd|5th)\b",
    re.IGNORECASE,
)
_DOZEN = re.compile(rf"(?:(?P<count>{_DECIMAL}) |\ba )?\bdozen\b", re.IGNORECASE)
_SCALED_DECIMAL = re.compile(
    rf"(?P<digits>(?<![\w.])\d{1, 30}\.\d{1, 30}) (?P<scale>{_SCALE_FIGURE})"
)
_NOUGHT_POINT = re.compile(r"\b(?:nought|naught|oh|zero) point (?=\d)", re.IGNORECASE)
_ZERO = re.compile(r"\b(?:zero|nil)\b(?! (?:tolerance|sum|hour))", re.IGNORECASE)
_MINUS_WORD = re.compile(r"(?<!\d )\b(?:minus|negative) (?=[$€£¥]?\d)", re.IGNORECASE)
_BELOW_ZERO = re.compile(
    rf"(?P<digits>{_DECIMAL})(?P<unit> degrees?)?(?: Celsius| Fahrenheit)? below (?:0|freezing)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=512)
def write_numbers_plainly(text: str, decimal_commas: bool = False) -> str:
    """The text with its numbers in plain decimal digits: "minus 1.2 million" becomes −1200000.

    Fractions become decimals ("two thirds" 0.666667), "nineties" 90s. Words that give no number,
    such as "hundreds" and "a few thousand", become "many". "Half" by itself stays a word.
    """
    plain = rewrite_numerals(text, decimal_commas)
    plain = _LOUD.sub(lambda match: match.group().lower(), plain)
    plain = _HYPHEN.sub(" ", _DECADE.sub(_decade_in_figures, plain))
    plain = _SECONDS.sub(r"\1sec", _VAGUE.sub("many", plain))
    plain = _YEAR.sub(_year_in_figures, plain)
    plain = _LOWER_SCALE.sub(r"\g<scale> ", plain)
    plain = _SAME_SCALE.sub(r"\1 to ", _SHARED_SCALE.sub(_with_shared_scale, plain))
    plain = _FIGURE_AND_SCALE.sub(_scaled, plain)
    plain = _ZERO.sub("0", _NOUGHT_POINT.sub("0.", str(alpha2digit(plain, "en", 1))))
    return _rewrite_phrases(plain)


def find_vague_numbers(text: str) -> set[str]:
    """The scale words that have no exact number: "hundred" of "several hundred"."""
    return {match["of"].lower() for match in _VAGUE.finditer(text) if match["of"]}


def find_uncounted_scales(text: str) -> set[str]:
    """The scale words that stand in the plural: "hundred" of "hundreds"."""
    return {match["plural"].lower() for match in _VAGUE.finditer(text) if match["plural"]}


def _rewrite_phrases(plain: str) -> str:
    """Rewrite what the library leaves: fractions, dozens and signs beside its numbers."""
    plain = _SCALED_DECIMAL.sub(
        lambda match: format_decimal(Fraction(match["digits"]) * int(match["scale"])), plain
    )
    plain = _AND_A_HALF_UNIT.sub(r"1.5 \g<unit>", plain)
    plain = _WHOLE_AND_FRACTION.sub(_whole_and_fraction, plain)
    plain = _FRACTION_OF_SCALE.sub(_fraction_of_scale, plain)
    plain = _FRACTION_OF_UNIT.sub(_fraction_of_unit, plain)
    plain = _PLURAL_FRACTION.sub(_plural_fraction, plain)
    plain = _SINGLE_FRACTION.sub(
        lambda match: format_decimal(
            Fraction(1, _denominator(match["part"] or match["by"] or match["one"]))
        ),
        plain,
    )
    plain = _DOZEN.sub(lambda match: format_decimal(12 * Fraction(match["count"] or 1)), plain)
    plain = _MINUS_WORD.sub(MINUS, plain)
    return _BELOW_ZERO.sub(lambda match: f"{MINUS}{match['digits']}{match['unit'] or ''}", plain)


def _decade_in_figures(match: re.Match[str]) -> str:
    return f"{NUMBER_WORDS[match.group().lower().removesuffix('ies') + 'y']}s"


def _year_in_figures(match: re.Match[str]) -> str:
    century = {"eighteen": 1800, "nineteen": 1900}.get((match["old"] or "").lower(), 2000)
    return str(
        century + sum(NUMBER_WORDS[word] for word in re.split("[ -]", match["rest"].lower()))
    )


def _with_shared_scale(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 10) : match.start()].rstrip("$€£¥").lower()
    if match["join"] == " and " and not before.endswith("between "):
        return match.group()
    first, join, second, scale = match.group("first", "join", "second", "scale")
    return f"{first}{scale}{join}{second}{scale}"


def _scaled(match: re.Match[str]) -> str:
    value = Fraction(match["digits"])
    if match["scales"]:
        for word in re.findall(r"[a-z]+", match["scales"].lower()):
            value *= SCALE_WORDS[word]
    elif match["gap"] and len(match["short"]) == 1 and not match["money"]:
        return match.group()  # "10 m" is ten metres
    else:
        value *= int(_SHORT_SCALES[match["short"].lower()])
    return f"{match['money'] or ''}{format_decimal(value)}"


def _denominator(part: str) -> int:
    figures = re.match(r"\d+", part)
    return int(figures.group()) if figures else 4


def _fraction(match: re.Match[str]) -> Fraction:
    if match["half"]:
        return Fraction(1, 2)
    if match["parts"]:
        return Fraction(int(match["above"]), _denominator(match["parts"]))
    return Fraction(1, _denominator(match["part"]))


def _whole_and_fraction(match: re.Match[str]) -> str:
    """`2.5` for "2 and a half", 2500000 for "2000000 and a half"."""
    whole = Fraction(match["whole"])
    if match["scale"]:
        return format_decimal((whole + _fraction(match)) * int(match["scale"]))
    # "A million and a half" means one and a half million.
    scale = next((10**zeros for zeros in (12, 9, 6, 3) if whole and whole % 10**zeros == 0), 1)
    return f"{format_decimal(whole + _fraction(match) * scale)}{match['unit'] or ''}"


def _fraction_of_scale(match: re.Match[str]) -> str:
    scale = 12 if match["scale"].lower() == "dozen" else int(match["scale"])
    return format_decimal(_fraction(match) * scale)


def _fraction_of_unit(match: re.Match[str]) -> str:
    return f"{format_decimal(_fraction(match))} {match['unit']}"


def _plural_fraction(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 20) : match.start()]
    if match["parts"] == "quarter" and (
        _PERIODS_BEFORE.search(before) or _PERIODS_AFTER.match(match.string, match.end())
    ):
        return match.group()
    return format_decimal(Fraction(int(match["above"]), _denominator(match["parts"])))
