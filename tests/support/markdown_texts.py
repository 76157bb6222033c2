"""Markdown texts, each with the blocks as which it must be read."""

from __future__ import annotations

MARKDOWN: dict[str, tuple[str, list[str]]] = {
    "emphasis around names": (
        "“Nobody will lose the post,” said *Anna Holm*. **Ilse Varga**, the chair, and "
        "_Oskar Lind_ "
        "agreed; __all__ of them ***did***.\n",
        [
            "“Nobody will lose the post,” said Anna Holm. Ilse Varga, the chair, and Oskar Lind "
            "agreed; all of them did."
        ],
    ),
    "emphasis inside a word": (
        "Andr**é**s spoke un*frigging*believably.",
        ["Andrés spoke unfriggingbelievably."],
    ),
    "signs that are no emphasis": (
        "5 * 3 * 2 makes thirty, snake_case_names stay, and 2 ** 3 is eight.\n\nA * alone.",
        ["5 * 3 * 2 makes thirty, snake_case_names stay, and 2 ** 3 is eight.", "A * alone."],
    ),
    "emphasis over a line break": (
        "The board **keeps the\nfee** of the boats.",
        ["The board keeps the fee of the boats."],
    ),
    "struck-out words": (
        "The levy on ~~fishing~~ cargo boats is ~~forty~~fifty crowns, not <del>sixty</del> more.",
        ["The levy on cargo boats is fifty crowns, not more."],
    ),
    "code": ("Run `onrecord *index*` and ``a ` b``.", ["Run onrecord *index* and a ` b."]),
    "links": (
        'The levy stays, [Oskar Lind](https://board.example/lind "the (old) man") said. See '
        "[the log](<log of the station.html>) and [fees [2021]](fees_(new).html).",
        ["The levy stays, Oskar Lind said. See the log and fees [2021]."],
    ),
    "reference links": (
        "[Oskar Lind][lind] met [Anna Holm][] and [Ilse Varga]. [Nobody] else.\n\n"
        '[lind]: https://board.example/lind "Lind"\n[anna holm]: <https://board.example/holm>\n'
        "[Ilse Varga]: /varga\n",
        ["Oskar Lind met Anna Holm and Ilse Varga. [Nobody] else."],
    ),
    "names in bold links": (
        "[**Oskar Lind**](/lind) and **[Anna Holm](/holm)** agreed.",
        ["Oskar Lind and Anna Holm agreed."],
    ),
    "link around an image": (
        "[![A badge](badge.svg)](https://ci.example) The board met.",
        ["The board met."],
    ),
    "images": (
        "The quay ![a photograph of the quay](quay.png) is closed.\n\n![The "
        "quay](q.png)\n\nIt reopens.",
        ["The quay is closed.", "It reopens."],
    ),
    "heading that is a picture": (
        "# ![Board keeps fees](head.png)\n\nText.",
        ["Board keeps fees", "Text."],
    ),
    "autolinks": (
        "Write to <press@board.example> or see <https://board.example/a_b_c>.",
        ["Write to press@board.example or see https://board.example/a_b_c."],
    ),
    "footnotes": (
        "The fee rose by 12[^1] per cent.[^note] It stays.\n\n[^1]: Without timber,\n   "
        " which is free.\n"
        "[^note]: See the log.\n",
        [
            "The fee rose by 12 per cent. It stays.",
            "Without timber, which is free.",
            "See the log.",
        ],
    ),
    "quotation over several lines": (
        "She told the council:\n\n> We will not raise the berthing fee for fishing "
        "boats under twelve\n"
        "> metres in this budget year, and the board\n> will dredge the channel.\n\nThen she left.",
        [
            "She told the council:",
            "We will not raise the berthing fee for fishing boats under twelve metres "
            "in this budget "
            "year, and the board will dredge the channel.",
            "Then she left.",
        ],
    ),
    "quotation with a lazy line, nested, with two paragraphs": (
        "> The fee\nstays.\n>\n> > Really, for\n> > all?\n>\n> Yes.",
        ["The fee stays.", "Really, for all?", "Yes."],
    ),
    "headings": (
        "# **Board keeps fees** #\n\nText one.\n\n## The *pilots* {#pilots}\nText "
        "two.\n\nThe ferry\n"
        "=========\nText three.\n\nThe quay\nis closed\n---\nText four.",
        [
            "Board keeps fees",
            "Text one.",
            "The pilots",
            "Text two.",
            "The ferry",
            "Text three.",
            "The quay is closed",
            "Text four.",
        ],
    ),
    "bullets": (
        "The board will:\n\n- dredge the channel\n  before the autumn;\n- keep the fee;\n* hire\n\n"
        "  four pilots.\n    + and a\n      cook\n",
        [
            "The board will:",
            "dredge the channel before the autumn;",
            "keep the fee;",
            "hire",
            "four pilots.",
            "and a cook",
        ],
    ),
    "numbered items": (
        "1. The channel is dredged\n   before the autumn.\n2. The fee stays.\n10) Four pilots.",
        ["1. The channel is dredged before the autumn.", "2. The fee stays.", "10) Four pilots."],
    ),
    "table": (
        "| Year | *Boats* |\n|------|:------:|\n| 2021 | **412** |\n| 2022 | a \\| b |\n\nText.",
        ["Year | Boats", "2021 | 412", "2022 | a | b", "Text."],
    ),
    "table of turns": (
        "Speaker | Words\n--- | ---\n**VARGA:** | We will not.\nLIND: | We can.\n",
        ["Speaker | Words", "VARGA: We will not.", "LIND: We can."],
    ),
    "comments and tags": (
        "The <u>fee</u> stays<!-- for now -->.\n\n<!-- nobody\n\nreads this -->\n\nIt "
        "is 12<sup>3</sup> "
        'per cent of <span class="x">all</span> that.<br/>\nNext line.',
        ["The fee stays.", "It is 12 3 per cent of all that.", "Next line."],
    ),
    "HTML blocks": (
        '<div align="center">\nThe board will\nkeep the fee.\n<p>And the quay.</p>\n</div>\n\n'
        "<style>\np { color: red }\n</style>\n\nThe end.",
        ["The board will keep the fee.", "And the quay.", "The end."],
    ),
    "folded section": (
        "<details>\n<summary>The minutes</summary>\n\nThe board **met**.\n\n</details>\n",
        ["The minutes", "The board met."],
    ),
    "hard breaks": (
        "Ilse Varga  \nHarbour Board\\\n12 Quay Street\n\nThe board will dredge the  \nchannel.",
        ["Ilse Varga", "Harbour Board", "12 Quay Street", "The board will dredge the channel."],
    ),
    "escapes and entities": (
        r"A \*star\* and \[senior official\] paid 12&nbsp;crowns to Holm &amp; Sons, 5 \< 6.",
        ["A *star* and [senior official] paid 12 crowns to Holm & Sons, 5 < 6."],
    ),
    "rules and code blocks": (
        "One.\n\n---\n\nTwo.\n\n* * *\n\n```sh\nls -l *\n```\n\n    indented *code*\n\nThree.",
        ["One.", "Two.", "ls -l *", "indented *code*", "Three."],
    ),
    "turns on consecutive lines": (
        "# Hearing\n\n**VARGA:** We will not raise\nthe fee.\n**LIND:** The treasury "
        "can carry that.\n"
        "**VARGA:** The crews stay.\n",
        [
            "Hearing",
            "VARGA: We will not raise the fee.",
            "LIND: The treasury can carry that.",
            "VARGA: The crews stay.",
        ],
    ),
    "turns with plain labels and with the colon outside": (
        "Varga: The channel will be dredged.\nLind: The treasurer agrees.\n\n*Mr. Lind*: Yes.\n"
        "_Ms. Varga_: No.\n",
        [
            "Varga: The channel will be dredged.",
            "Lind: The treasurer agrees.",
            "Mr. Lind: Yes.",
            "Ms. Varga: No.",
        ],
    ),
    "colon at the head of a line of prose": (
        "The board has one aim in this year of rising prices for fuel and\nTimber: to "
        "keep the fees.",
        [
            "The board has one aim in this year of rising prices for fuel and Timber: "
            "to keep the fees."
        ],
    ),
    "wrapped prose": (
        "The harbour board will dredge the northern channel before\nthe autumn tides, "
        "the chair told\n"
        "Ilse Varga. \nNobody.",
        [
            "The harbour board will dredge the northern channel before the autumn "
            "tides, the chair told "
            "Ilse Varga. Nobody."
        ],
    ),
    "old line ends": (
        "# Fees\r\rThe fee\rstays.\r\n\r\n> A\r\n> b.",
        ["Fees", "The fee stays.", "A b."],
    ),
    "date under the title": (
        "# Board keeps fees\n14 October 2024\n\nText.",
        ["Board keeps fees", "14 October 2024", "Text."],
    ),
    "date over text without an empty line": (
        "**Tarnholm, 14 October 2024**\nThe board will dredge the channel.",
        ["Tarnholm, 14 October 2024", "The board will dredge the channel."],
    ),
    "divided word in wrapped Markdown": (
        "The board is an inde-\npendent body of the town, and its fees are set by the "
        "north-\nWest.",
        ["The board is an independent body of the town, and its fees are set by the north-West."],
    ),
    "definition list and wiki link": (
        "[[Ilse Varga]] met [[people/lind|Oskar Lind]].",
        ["Ilse Varga met Oskar Lind."],
    ),
    "bold headings as paragraphs": (
        "**The fees**\n\nThe fees stay.\n\n**<u>The pilots</u>**\n\nThey stay.",
        ["The fees", "The fees stay.", "The pilots", "They stay."],
    ),
    "speaker in bold over their words": (
        "**Ilse Varga**\nWe will not.\n\n> __MS. HOLM__\n> Nobody will.\n\n**The fee**\nstays.",
        ["Ilse Varga", "We will not.", "MS. HOLM", "Nobody will.", "The fee stays."],
    ),
    "tasks and notes": (
        "- [x] Dredge the channel\n- [ ] Keep the fee\n\n> [!NOTE]\n> Not ==final==.",
        ["Dredge the channel", "Keep the fee", "Not final."],
    ),
    "byte order mark": ("\ufeff# Fees\n\nText.", ["\ufeffFees", "Text."]),
    "numbered turns": (
        "1. **VARGA:** We will not.\n2. **LIND:** We can.\n3. Item three.",
        ["VARGA: We will not.", "LIND: We can.", "3. Item three."],
    ),
}
