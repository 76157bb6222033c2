"""Plain texts of many makers, with the breaks that are read as spaces (see `annotated_texts`)."""

from __future__ import annotations

from support.annotated_texts import wrapped

BOARD = (
    "The harbour board will dredge the northern channel before the autumn tides, the chair of the "
    "board, Ilse Varga, told the town council on Monday evening. She said that the work would take "
    "nine weeks. Nobody on the pilot boats that serve the northern gate will lose the post."
)
FEES = (
    "“We will not raise the berthing fee for fishing boats under twelve metres in this budget year "
    "or in the next one,” said Oskar Lind, the treasurer, after the vote. The opposition had asked "
    "for a cap of forty crowns a metre. Mr. Lind called that a promise that nobody could keep."
)
FERRY = (
    "The ferry landing was closed for nine days while the piles were being replaced by divers, and "
    "storage fees for timber stayed as they were in the year before, as the log of the station "
    "shows."
)


def _release(width: int) -> str:
    return "\n\n".join(
        [
            "Board keeps harbour fees",
            "14 October 2024",
            wrapped(width, BOARD),
            wrapped(width, FEES),
            wrapped(width, FERRY),
        ]
    )


TEXTS = {
    **{f"blank lines, {width}": _release(width) for width in (30, 38, 45, 60, 72, 98, 120, 139)},
    "one paragraph alone": wrapped(64, BOARD),
    "two lines alone": "The board will not sell the quay to any private␣\nbuyer before 2025.",
    "first lines indented": "\n".join(
        [
            "PORT AUTHORITY OF TARNHOLM",
            "3 June 2021",
            *(wrapped(71, words, "  ") for words in (BOARD, FEES, FERRY)),
        ]
    ),
    "first lines indented by a tab, head at the left": "\n".join(
        ["Board keeps harbour fees", *(wrapped(66, words, "\t") for words in (FEES, BOARD))]
    ),
    "one-line paragraphs among indented ones": "\n".join(
        [
            "  Mr. HALVERSON. Mr. Speaker, I move to suspend the rules and pass the␣",
            "bill to require the inspection of passenger ferries that serve islands.",
            "  The Clerk read the title of the bill.",
            "  The SPEAKER pro tempore. Is there objection?",
            "  There was no objection.",
            "  Ms. ABARCA of Puerto Rico. Mr. Speaker, I rise in opposition to the␣",
            "bill, because it would close seven of our nine harbors and leave forty␣",
            "thousand people without any way of reaching a hospital in the winter.",
        ]
    ),
    "neither indents nor blank lines": "\n".join(
        wrapped(63, words) for words in (BOARD, FEES, FERRY)
    ),
    "turns without blank lines": "\n".join(
        [
            "Council hearing on harbour fees",
            "14 October 2024",
            wrapped(
                72,
                "MAYOR BRANDT: " + "Will the board raise the berthing fee for fishing boats this "
                "year, and if so, by how much a metre will it rise?",
            ),
            wrapped(
                72,
                "MS. VARGA: We will not raise it for boats under twelve metres in this budget "
                "year or in the next one.",
            ),
            "MAYOR BRANDT: And the crews?",
            wrapped(
                72,
                "MR. LIND: The crews stay as they are. Nobody on the two boats that serve the "
                "northern gate will lose the post.",
            ),
        ]
    ),
    "names with small letters as labels": "\n".join(
        [
            wrapped(
                58,
                "Ilse Varga: We will not raise the berthing fee for fishing boats, and "
                "we never said that we would.",
            ),
            wrapped(
                58,
                "Oskar Lind: The treasury can carry that for a year. I would not promise "
                "it for two.",
            ),
            wrapped(
                58,
                "Ilse Varga: The crews stay as they are, since the boats that serve the "
                "northern gate need them.",
            ),
        ]
    ),
    "questions and answers": "\n".join(
        [
            wrapped(
                60, "Q. Did you see the boat before it left the northern quay on that evening?"
            ),
            wrapped(
                60,
                "A. I saw the lights, and I heard the pilot call the station twice. Then "
                "Anna Holm came down.",
            ),
            "Q. Who else was there?",
            "A. Nobody.",
            wrapped(
                60,
                "Q. Was the harbour master told about the fog on the northern side before "
                "the boats went out?",
            ),
        ]
    ),
    "a colon inside a sentence begins no turn": "\n".join(
        [
            "The board has one aim in this year of rising prices for fuel and␣",
            "Timber: to keep the fees of the small boats where they were in the␣",
            "year before, said Ilse Varga, who leads the board.",
        ]
    ),
    "labels on their own lines": "\n".join(
        [
            "VARGA:",
            wrapped(
                62,
                "We will not raise the berthing fee for fishing boats under twelve metres in "
                "this budget year.",
            ),
            "LIND:",
            "The treasury can carry that for a year.",
        ]
    ),
    "turns with hanging indents": "\n".join(
        [
            wrapped(
                68,
                "MR. BRANDT: Will the board raise the fee this year? The crews have asked. "
                "Nobody gave them an answer, and the season begins in a week.",
                "",
                " " * 12,
            ),
            wrapped(
                68,
                "MS. VARGA:  No. We will keep it where it is, for this year and for the "
                "next one. That was promised.",
                "",
                " " * 12,
            ),
        ]
    ),
    "list with dashes": "\n".join(
        [
            wrapped(
                66,
                "The board has decided on three things, all of which were asked for by the "
                "crews of the pilot boats:",
            ),
            wrapped(
                66,
                "to dredge the northern channel before the autumn tides, however much it "
                "costs the town;",
                "- ",
                "  ",
            ),
            wrapped(66, "to keep the berthing fee;", "- ", "  "),
            wrapped(
                66,
                "to hire four pilots for the northern gate in the spring of the coming year.",
                "- ",
                "  ",
            ),
        ]
    ),
    "list with numbers, no hanging indent": "\n".join(
        [
            wrapped(
                60,
                "1. The northern channel is dredged before the autumn tides come in and "
                "the pilots leave.",
            ),
            wrapped(60, "2. The berthing fee stays as it is."),
            wrapped(
                60,
                "10. Four pilots are hired for the northern gate, if the treasury can "
                "carry their wages.",
            ),
        ]
    ),
    "list with letters in brackets": "\n".join(
        [
            wrapped(
                64,
                "(a) the fee for boats under twelve metres, which is forty crowns a metre "
                "in the season;",
                "    ",
                "        ",
            ),
            wrapped(64, "(b) the fee for timber; and", "    ", "        "),
            wrapped(
                64,
                "(c) all other fees that the board may ask of those who use the northern quay.",
                "    ",
                "        ",
            ),
        ]
    ),
    "short words in a list": "The market sells\n\napples\npears\nplums\n\n" + wrapped(60, BOARD),
    "verse in wrapped text": "\n\n".join(
        [
            wrapped(70, BOARD),
            "I will go down to the harbour now,\nAnd a small boat build there,\n"
            "Of clay and wattles made;\nNine bean rows will I have there",
            wrapped(70, FERRY),
        ]
    ),
    "verse alone": "\n".join(
        [
            "The tide goes out, the tide comes in,",
            "And nobody asks the moon,",
            "The boats lie still upon the sand",
            "And will not sail till noon.",
        ]
    ),
    "address": "\n\n".join(
        [
            "Ilse Varga\nHarbour Board of Tarnholm\n12 Quay Street\n4410 Tarnholm",
            "Dear Ms. Varga,",
            wrapped(72, FEES),
            "Yours sincerely,\nOskar Lind\nTreasurer",
        ]
    ),
    "headings in capitals on prose": "\n".join(
        ["FEES", wrapped(68, FEES), "", "THE FERRY LANDING", wrapped(68, FERRY)]
    ),
    "headings in small letters on prose": "\n".join(
        ["The fees", wrapped(68, FEES), "", "The ferry landing", wrapped(68, FERRY)]
    ),
    "underlined headings": "\n".join(
        [
            "The fees",
            "========",
            wrapped(68, FEES),
            "",
            "The ferry",
            "---------",
            wrapped(68, FERRY),
        ]
    ),
    "mail with a quoted mail": "\n".join(
        [
            "From: Oskar Lind",
            "To: Ilse Varga",
            "Subject: The fees",
            "",
            "On Monday, Ilse Varga wrote:",
            wrapped(70, FEES, "> ", "> "),
            ">",
            wrapped(70, FERRY, "> ", "> "),
            "",
            wrapped(72, BOARD),
            "",
            "Oskar",
        ]
    ),
    "table in a text": "\n".join(
        [
            wrapped(70, BOARD),
            "",
            "Year        Boats      Fee",
            "2021        412        40",
            "2022        398        40",
            "",
            wrapped(70, FERRY),
        ]
    ),
    "contents with leaders": "\n".join(
        [
            "Opening of the hearing...................................     1",
            "Statement of Ilse Varga, chair of the board..............     6",
            "Statement of Oskar Lind..................................    12",
        ]
    ),
    "a paragraph a line": "\n".join([BOARD, FEES, FERRY]),
    "a paragraph a line, one in small letters": f"{BOARD}\nand so on, as the log says.\n{FEES}",
    "short paragraphs of one line": "The fee stays.\nNobody loses a post.\nThe channel is dredged.",
    "divided words": "\n".join(
        [
            "The harbour board will dredge the northern channel before the autumn␣",
            "tides, the chair of the board told the council. The board is an inde-¬",
            "pendent body, and its fees are set by the town. “We will not raise the␣",
            "berthing fee for fishing boats,” said Ilse Varga, who leads the infra-¬",
            "structure office of the north-∅",
            "West district for the years 2019-∅",
            "2021, as it was called by the council in the autumn of the year before.",
        ]
    ),
    "dash at the end of a line": "\n".join(
        [
            "The board will dredge the northern channel before the autumn tides --␣",
            "or so the chair of the board told the council on Monday evening, with␣",
            "the treasurer beside her - and it will not raise the fee of the small -␣",
            "and of the large - boats in this budget year or in the next one.",
        ]
    ),
    "whole block indented": "\n\n".join(
        [
            wrapped(72, BOARD),
            wrapped(64, FEES, "        ", "        "),
            wrapped(72, FERRY),
        ]
    ),
    "narrow block in wide text": "\n\n".join(
        [wrapped(100, BOARD), wrapped(50, FEES, "    ", "    "), wrapped(100, FERRY)]
    ),
    "German": wrapped(
        60,
        "Der Hafenrat wird die nördliche Rinne vor den Fluten des Herbstes ausbaggern, sagte "
        "Ilse Varga dem Stadtrat am Montag. Die Gebühr für Fischerboote bleibt, wie sie im Jahr "
        "davor war. Niemand auf den Lotsenbooten verliert die Stelle.",
    ),
    "Russian": wrapped(
        58,
        "Совет порта углубит северный канал до осенних приливов, сказала председатель совета "
        "Ильзе Варга на заседании городского совета в понедельник вечером. Сбор для рыбацких "
        "лодок останется прежним, и никто не потеряет место.",
    ),
    "ragged lines": "\n".join(
        [
            "The harbour board will dredge the northern channel before␣",
            "the autumn tides, the chair of the board, Ilse Varga, told the␣",
            "town council on Monday evening. She said that the␣",
            "work would take nine weeks. Nobody on the pilot boats that␣",
            "serve the northern gate will lose the post.",
        ]
    ),
    "a clause a line": "\n".join(
        [
            "The harbour board will dredge the northern channel,␣",
            "but not before the council has voted on the budget,␣",
            "which may take until the spring of the coming year.",
        ]
    ),
    "signature and dash line": "\n\n".join(
        [wrapped(70, BOARD), "---", "Press office of the harbour board\nTel. 0441 12 34 56"]
    ),
    "double spacing": (
        wrapped(66, f"MS. VARGA:  {BOARD}", "     ").replace("\n", "\n\n")
        + "\n\n"
        + wrapped(66, f"MR. LIND:  {FEES}", "     ").replace("\n", "\n\n")
    ),
    "names in a column": "\n".join(
        [
            wrapped(66, BOARD, "SOLVANG     ", " " * 12),
            wrapped(66, FEES, "HAUG        ", " " * 12),
            "SOLVANG     You will have it.",
        ]
    ),
    "names in a column, with tabs": "\n".join(
        ["SOLVANG:\t" + wrapped(60, BOARD, "", "\t\t"), "HAUG:\t\t" + wrapped(60, FEES, "", "\t\t")]
    ),
    "all in capitals": "\n".join(
        [
            wrapped(68, f"MAYOR BRANDT: {BOARD.upper()}"),
            wrapped(68, f"MS. VARGA: {FEES.upper()}"),
        ]
    ),
    "head of a mail": "From: Oskar Lind of the harbour board\nTo: Ilse Varga\n"
    "Date: Mon, 14 Oct 2024 10:00:00 +0200\nSubject: The fees\n\n" + wrapped(50, BOARD),
    "resolution": "\n\n".join(
        [
            wrapped(
                66,
                "Recalling its resolutions on the northern channel, and noting with "
                "concern the state of the quay,",
                "     ",
            ),
            wrapped(
                66,
                "1.   Decides that the channel shall be dredged before the autumn tides of "
                "this year;",
                "     ",
            ),
            wrapped(
                66,
                "(a)  to keep the berthing fee where it is for all boats under twelve metres; and",
                "          ",
            ),
            "     3.   Decides to remain seized of the matter.",
        ]
    ),
    "justified lines": (
        "The   harbour   board   will   dredge  the  northern  channel  before  the␣\n"
        "autumn  tides,  the  chair  of the board,  Ilse Varga,  told  the  council.␣\n"
        "Nobody on the  pilot  boats  that serve the northern gate  will  lose  the␣\npost."
    ),
    "times and labels": "\n".join(
        wrapped(58, f"00:0{number}:01 {name}: {words}")
        for number, (name, words) in enumerate((("VARGA", BOARD), ("LIND", FEES), ("VARGA", FERRY)))
    ),
    "release with stars": "\n".join(
        [
            "FOR IMMEDIATE RELEASE",
            "Contact: Oskar Lind, 0441 12 34 56",
            "",
            "Harbour Board Announces Fees for the Coming Year and Names␣",
            "Four New Pilots",
            "",
            wrapped(
                62,
                "* Berthing fees for boats under twelve metres stay where they were in the "
                "year before.",
            ),
            "* Four pilots join the northern gate:",
            "  - Anna Holm",
            "  - Petter Haug",
            wrapped(
                62,
                "* The ferry landing reopens on 1 November 2024, after nine days of work by "
                "divers.",
            ),
            "",
            "###",
        ]
    ),
    "Chinese": "港务局将在秋潮之前疏浚北部航道，委员会主席伊尔莎瓦尔∅\n"
    "加周一晚上告诉市议会。她说工程将持续九周，渔船的停泊∅\n"
    "费在今年和明年都不会提高，引航船上的人也不会失去工作。",
}
