"""Characters of the fonts Symbol and Wingdings, which Word files store by their place in the font.

A place is written as a code of Unicode's private area (F020 to F0FF), or as an ordinary character
in that font. Sources of the tables: Adobe's `symbol.txt` and Unicode's L2/12-368 (Wingdings).
"""

from __future__ import annotations

import re

_UNKNOWN = "\ufffd"
_FIRST = 0x20
# fmt: off
_SYMBOL = (
    " !∀#∃%&∍()*+,−./0123456789:;<=>?"
    "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~\ufffd"
    "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"
    "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd"
    "\ufffd\ufffd\ufffd\ufffd"
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"
    "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭\ufffd"
)
_WINGDINGS = (
    " \U0001f589✂✁\U0001f453\U0001f56d\U0001f56e\U0001f56f\U0001f57f✆\U0001f582\U0001f583"
    "\U0001f4ea\U0001f4eb\U0001f4ec\U0001f4ed\U0001f5c0\U0001f5c1\U0001f5ce\U0001f5cf"
    "\U0001f5d0\U0001f5c4⌛\U0001f5ae\U0001f5b0\U0001f5b2\U0001f5b3\U0001f5b4\U0001f5ab"
    "\U0001f5ac✇✍"
    "\U0001f58e✌\U0001f58f\U0001f44d\U0001f44e☜☞☝☟\U0001f590☺\U0001f610☹\U0001f4a3"
    "\U0001f571\U0001f3f3\U0001f3f1✈☼\U0001f322❄\U0001f546✞\U0001f548✠✡☪☯\U0001f549☸♈♉"
    "♊♋♌♍♎♏♐♑♒♓\U0001f670\U0001f675⚫\U0001f53e◼\U0001f78f\U0001f790❑❒\U0001f79f⧫◆❖⬩⌧⮹⌘"
    "\U0001f3f5\U0001f3f6\U0001f676\U0001f677▯"
    "\U0001f10b➀➁➂➃➄➅➆➇➈➉\U0001f10c➊➋➌➍➎➏➐➑➒➓\U0001f662\U0001f660\U0001f661\U0001f663"
    "\U0001f65e\U0001f65c\U0001f65d\U0001f65f∙•"
    "⬝⭘\U0001f786\U0001f788\U0001f78a\U0001f78b\U0001f53f▪\U0001f78e\U0001f7c1\U0001f7c5★"
    "\U0001f7cb\U0001f7cf\U0001f7d3\U0001f7d1⯐⌖⯎⯏⯑✪✰\U0001f550\U0001f551\U0001f552"
    "\U0001f553\U0001f554\U0001f555\U0001f556\U0001f557\U0001f558"
    "\U0001f559\U0001f55a\U0001f55b⮰⮱⮲⮳⮴⮵⮶⮷\U0001f66a\U0001f66b\U0001f655\U0001f654"
    "\U0001f657\U0001f656\U0001f650\U0001f651\U0001f652\U0001f653⌫⌦⮘⮚⮙⮛⮈⮊⮉⮋\U0001f868"
    "\U0001f86a\U0001f869\U0001f86b\U0001f86c\U0001f86d\U0001f86f\U0001f86e\U0001f878"
    "\U0001f87a\U0001f879\U0001f87b\U0001f87c\U0001f87d\U0001f87f\U0001f87e⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂"
    "\U0001f8ac\U0001f8ad\U0001f5f6✓\U0001f5f7\U0001f5f9\ufffd"
)
# fmt: on
_TABLES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_BULLET = "•"


def is_symbol_font(font: str | None) -> bool:
    """Whether ordinary characters in this font stand for others."""
    return font is not None and font.lower() in _TABLES


def has_private_characters(text: str) -> bool:
    """Whether a text has characters that are places in a font."""
    return not text.isascii() and _PRIVATE.search(text) is not None


def decode_symbols(text: str, font: str | None) -> str:
    """The text with what is printed for its characters in a font of symbols.

    Without a font, characters of the private area are taken for those of Symbol. Where the font has
    no table they are left out: nobody can tell what they are.
    """
    table = _TABLES.get((font or "").lower())
    if table is not None:
        text = "".join(_character(table, character) for character in text)
    elif _PRIVATE.search(text):
        known = _SYMBOL if font is None else ""
        text = _PRIVATE.sub(lambda match: _character(known, match[0]), text)
    else:
        return text
    return text.replace(_UNKNOWN, "")


def decode_symbol(code: str | None, font: str | None) -> str:
    """What a `w:sym` element prints: the character with a hexadecimal code in a font."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    if not 0x20 <= number < 0xD800 and not 0xE000 <= number < 0x110000:
        return ""
    return decode_symbols(chr(number), font)


def decode_bullet(text: str, font: str | None) -> str:
    """The bullet of a list; "•" for one that no table has."""
    return decode_symbols(text, font).strip() or _BULLET


def _character(table: str, character: str) -> str:
    place = ord(character) - (0xF000 if character >= "\uf000" else 0) - _FIRST
    if 0 <= place < len(table):
        return table[place]
    return _UNKNOWN if character >= "\uf000" else character
