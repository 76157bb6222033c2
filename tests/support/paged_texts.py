"""Texts with heads, feet, page and line numbers, and the blocks as which they must be read."""

from __future__ import annotations

import textwrap

from support.wrapped_texts import BOARD, FEES, FERRY

WORDS = f"{BOARD} {FEES} {FERRY}"
LONG = " ".join([WORDS, WORDS.replace("harbour", "port"), WORDS.replace("board", "council")])


def pages(words: str, width: int, lines_a_page: int) -> list[list[str]]:
    """The lines of a running text, broken at a width and cut into pages."""
    lines = textwrap.wrap(words, width)
    return [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]


def join_pages(made: list[list[str]], head: str, foot: str, between: str = "\n\f\n") -> str:
    """Pages under a head and over a foot, in which `{}` is the page's number."""
    return between.join(
        "\n".join([head.format(number), "", *lines, "", foot.format(number)]).strip("\n")
        for number, lines in enumerate(made, 12)
    )


def number_lines(
    words: str, width: int, lines_a_page: int, between: str, start: str = "{:>2}   "
) -> str:
    """Pages of a court's transcript, in which each line has its number."""
    return between.join(
        "\n".join(start.format(number) + line for number, line in enumerate(lines, 1))
        for lines in pages(words, width, lines_a_page)
    )


_REFRAIN = "And nobody waits."
_PLAIN = pages(LONG, 70, 6)
_TURNS = [
    "BY MR. LIND:",
    "Q.  Did you see the boat before it left the northern",
    "quay on that evening, or was it gone by then?",
    "A.  I saw the lights, and I heard the pilot call the",
    "station twice. Nobody had told us of the fog.",
    "Q.  Who else was there?",
    "A.  Anna Holm. She came down from the harbour",
    "master's office at nine.",
    "Q.  Thank you.",
    "THE COURT:  We will rise for ten minutes, since the",
    "interpreter must rest.",
]
_TURN_BLOCKS = [
    "BY MR. LIND:",
    "Q. Did you see the boat before it left the northern quay on that evening, or was "
    "it gone by then?",
    "A. I saw the lights, and I heard the pilot call the station twice. Nobody had told "
    "us of the fog.",
    "Q. Who else was there?",
    "A. Anna Holm. She came down from the harbour master's office at nine.",
    "Q. Thank you.",
    "THE COURT: We will rise for ten minutes, since the interpreter must rest.",
]


def _court(between: str) -> str:
    lines = _TURNS * 3
    made = [lines[at : at + 11] for at in range(0, len(lines), 11)]
    return between.join(
        f"{'':>50}{page}\n" + "\n".join(f"{n:>3}     {line}" for n, line in enumerate(lines, 1))
        for page, lines in enumerate(made, 40)
    )


PAGED: dict[str, tuple[str, list[str]]] = {
    "form feeds alone": ("\n\f".join("\n".join(page) for page in _PLAIN), [LONG]),
    "form feeds and empty lines": ("\n\n\f\n\n".join("\n".join(page) for page in _PLAIN), [LONG]),
    "head and page number at form feeds": (
        join_pages(_PLAIN, "HEARING ON HARBOUR FEES", "{}"),
        ["HEARING ON HARBOUR FEES", LONG],
    ),
    "heads with numbers at form feeds": (
        join_pages(
            _PLAIN, "Hearing on harbour fees          {}", "Town of Tarnholm, 14 October 2024"
        ),
        [LONG],
    ),
    "page numbers between dashes": (join_pages(_PLAIN, "", "- {} -", "\n\n"), [LONG]),
    "pages of a number of pages": (join_pages(_PLAIN, "", "Page {} of 40", "\n"), [LONG]),
    "bare numbers": (join_pages(_PLAIN, "", "{}", "\n\n"), [LONG]),
    "head with changing number, no form feeds": (
        join_pages(_PLAIN, "HEARING ON HARBOUR FEES            {}", "", "\n\n"),
        [LONG],
    ),
    "head of two lines, no form feeds": (
        join_pages(_PLAIN, "Page {}\nHEARING ON HARBOUR FEES\n14 October 2024", "", "\n\n"),
        [LONG],
    ),
    "pages of the Congressional Record": (
        "  Mr. LEAHY. Mr. President, the law leaves in the hands of the most\n"
        "aggressive prosecutor in the\n\n[[Page S743]]\n\ncommunity the power to set standards for "
        "what\nevery other user may say on line.\n  In bookstores the protections are clear.",
        [
            "Mr. LEAHY. Mr. President, the law leaves in the hands of the most "
            "aggressive prosecutor in "
            "the community the power to set standards for what every other user may say on line.",
            "In bookstores the protections are clear.",
        ],
    ),
    "line numbers": (number_lines(LONG, 56, 25, "\n\n"), [LONG]),
    "line numbers at form feeds": (number_lines(LONG, 56, 12, "\n\f"), [LONG]),
    "line numbers with colons": (number_lines(LONG, 56, 25, "\n", "{:02}: "), [LONG]),
    "line numbers of a single page": (number_lines(WORDS, 52, 25, "\n"), [WORDS]),
    "court's transcript": (_court("\n\f"), _TURN_BLOCKS * 3),
    "court's transcript without form feeds": (_court("\n\n"), _TURN_BLOCKS * 3),
    "divided word over a page": (
        "\n\f".join(
            [
                "HEARING   12\nThe board of the harbour of Tarnholm is an inde-",
                "HEARING   13\npendent body of the town, whose fees are set by the",
                "HEARING   14\ncouncil in the autumn of each year.",
            ]
        ),
        [
            "The board of the harbour of Tarnholm is an independent body of the town, "
            "whose fees are set "
            "by the council in the autumn of each year."
        ],
    ),
    "page ends with its paragraph": (
        "\n\f".join(
            f"TOWN COUNCIL\n\nThe fee number {n} stays where it is.\n\n{n}" for n in (1, 2, 3)
        ),
        ["TOWN COUNCIL", *(f"The fee number {n} stays where it is." for n in (1, 2, 3))],
    ),
    "long lines with page numbers between": (
        f"{BOARD} The chair said that\n\n7\n\nthe fee stays. {FEES} He said it "
        "was\n\n8\n\nthe last word. "
        f"{FERRY} It was seen by\n\n9\n\nnobody.",
        [
            f"{BOARD} The chair said that the fee stays. {FEES} He said it was the last "
            f"word. {FERRY} "
            "It was seen by nobody."
        ],
    ),
    # What looks like a head, and is none.
    "articles": (
        "\n\n".join(f"Article {n}\n\nThe fee of class {n} stays." for n in range(1, 6)),
        [line for n in range(1, 6) for line in (f"Article {n}", f"The fee of class {n} stays.")],
    ),
    "numbered sections": (
        "\n\n".join(f"{n}\n\nThe fee of class {n} stays." for n in range(1, 6)),
        [line for n in range(1, 6) for line in (f"{n}", f"The fee of class {n} stays.")],
    ),
    "chronology": (
        "\n\n".join(f"{n}\nThe fee was {n - 1900} crowns." for n in range(1990, 1996)),
        [line for n in range(1990, 1996) for line in (f"{n}", f"The fee was {n - 1900} crowns.")],
    ),
    "refrain": (
        "\n\n".join(f"The boats of year {n} sail out.\n{_REFRAIN}" for n in range(4)),
        [line for n in range(4) for line in (f"The boats of year {n} sail out.", _REFRAIN)],
    ),
    "numbered list without full stops": (
        "1 Dredge the channel\n2 Keep the fee\n3 Hire four pilots\n4 Close the "
        "landing\n5 Open the gate\n"
        "6 Sell the quay",
        [
            "1 Dredge the channel",
            "2 Keep the fee",
            "3 Hire four pilots",
            "4 Close the landing",
            "5 Open the gate",
            "6 Sell the quay",
        ],
    ),
    "table of numbers": (
        "Boats      1\nFerries    2\nPilots     3\n\nBoats      2\nFerries    3\nPilots "
        "    4\n\nBoats      3",
        [
            "Boats 1",
            "Ferries 2",
            "Pilots 3",
            "Boats 2",
            "Ferries 3",
            "Pilots 4",
            "Boats 3",
        ],
    ),
    "repeated turns": (
        "\n\n".join(["MS. VARGA: Yes.\n\nMR. LIND: And then?"] * 4),
        ["MS. VARGA: Yes.", "MR. LIND: And then?"] * 4,
    ),
}
