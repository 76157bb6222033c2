"""Statements extracted from whole texts: speaker, cue, kind, content and offsets."""

from __future__ import annotations

import sys

import pytest
from support.read_statements import found, said

from index.attribution.extraction import extract_statements
from index.records import Statement
from index.text.sentences import split_sentences

PLOKHOV = "Sergey Plokhov"


OPEN = "“The harbour will stay open,”"


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "kind", "content"),
    [
        (f"{OPEN} Jane Brandt said.", "Jane Brandt", "said", "direct", OPEN),
        (f"{OPEN} said Jane Brandt.", "Jane Brandt", "said", "direct", OPEN),
        (f"Jane Brandt said: {OPEN}", "Jane Brandt", "said", "direct", OPEN),
        (
            "“The harbour will stay open,” Jane Brandt said, “until the end of May.”",
            "Jane Brandt",
            "said",
            "direct",
            "“The harbour will stay open,” Jane Brandt said, “until the end of May.”",
        ),
        (
            "“The harbour will stay open,” Jane Brandt said. “It must.”",
            "Jane Brandt",
            "said",
            "direct",
            "“The harbour will stay open,” Jane Brandt said. “It must.”",
        ),
        (
            "Jane Brandt said that the harbour would stay open.",
            "Jane Brandt",
            "said",
            "indirect",
            "that the harbour would stay open",
        ),
        (
            "Jane Brandt told reporters that the harbour would stay open.",
            "Jane Brandt",
            "told",
            "indirect",
            "that the harbour would stay open",
        ),
        (
            "Jane Brandt said the harbour was “a disgrace to the city.”",
            "Jane Brandt",
            "said",
            "mixed",
            "the harbour was “a disgrace to the city.”",
        ),
        (
            "According to Jane Brandt, the harbour will stay open.",
            "Jane Brandt",
            "According to",
            "indirect",
            "the harbour will stay open",
        ),
        (
            "The harbour will stay open, according to Jane Brandt.",
            "Jane Brandt",
            "according to",
            "indirect",
            "The harbour will stay open",
        ),
        (
            "Jane Brandt tweeted: “The harbour will stay open until May.”",
            "Jane Brandt",
            "tweeted",
            "direct",
            "“The harbour will stay open until May.”",
        ),
        (f"{OPEN} Jane Brandt wrote in a statement.", "Jane Brandt", "wrote", "direct", OPEN),
        (
            "The harbour will stay open, a campaign official said.",
            "a campaign official",
            "said",
            "indirect",
            "The harbour will stay open",
        ),
        (f"{OPEN} said a campaign official.", "a campaign official", "said", "direct", OPEN),
        (
            "Officials said the harbour would stay open.",
            "Officials",
            "said",
            "indirect",
            "the harbour would stay open",
        ),
        (f"Bernie Sanders came home. {OPEN} he said.", "Bernie Sanders", "said", "direct", OPEN),
        (f"Otto Lind came home. {OPEN} Lind said.", "Otto Lind", "said", "direct", OPEN),
        (
            "Otto Lind came home. Lind: “The harbour will stay open until May.”",
            "Otto Lind",
            ":",
            "direct",
            "“The harbour will stay open until May.”",
        ),
        (
            "Sen. Bernie Sanders: The harbour will stay open.",
            "Bernie Sanders",
            ":",
            "direct",
            "The harbour will stay open.",
        ),
        ("“No,” said Otto Lind.", "Otto Lind", "said", "direct", "“No,”"),
        ("Otto Lind said “never.”", "Otto Lind", "said", "direct", "“never.”"),
    ],
)
def test_who_says_what(text: str, speaker: str, cue: str, kind: str, content: str):
    assert said(text) == [(speaker, cue, kind, content)]


@pytest.mark.parametrize(
    "content",
    [
        '"The harbour will stay open,"',
        "‘The harbour will stay open,’",
        "'The harbour will stay open,'",
        "«The harbour will stay open,»",
        "``The harbour will stay open,''",
        "„The harbour will stay open,“",
        "“קול: הנמל יישאר פתוח עד סוף החודש,”",
        "«קול: הנמל יישאר פתוח עד סוף החודש»,",
        "“قال الوزير إن الميناء مفتوح اليوم،”",
        "“The ha\u200brbour will sta\u0301y o\ufeffpen,”",
        "“The (harbour|.*) [will+ stay\\ open$,”",
        "“港口将继续开放，”",
        "“Гавань will stay open до мая,”",
    ],
)
def test_quotations_of_every_kind_and_script(content: str):
    ((speaker, cue, kind, text),) = said(f"{content} said Otto Lind.")
    assert (speaker, cue, kind) == ("Otto Lind", "said", "direct")
    assert text == content.removesuffix(",")


def test_spans_point_at_speaker_and_cue():
    text = "In May:\n\n“The harbour will stay open,” said Robby Mook, her campaign manager."
    (one,) = found(text)
    assert one.speaker_span is not None
    assert one.cue_span is not None
    assert text[slice(*one.speaker_span)] == "Robby Mook, her campaign manager"
    assert text[slice(*one.cue_span)] == "said"
    assert (one.speaker, one.role) == ("Robby Mook", "her campaign manager")


@pytest.mark.parametrize(
    "content",
    [
        "there was no doubt",
        "this was a mistake",
        "last year's budget was bad",
        "then it would be over",
    ],
)
def test_a_content_keeps_its_first_word(content: str):
    assert [one[3] for one in said(f"Jane Brandt said {content}.")] == [content]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Sergey Lavrov was quoted by Interfax as saying that the accord was “dead.”",
            "that the accord was “dead.”",
        ),
        (
            "Sergey Lavrov was quoted as saying: “I will never resign from it.”",
            "“I will never resign from it.”",
        ),
        (
            "“The harbour will stay open,” Sergey Lavrov was quoted as saying by Xinhua.",
            "“The harbour will stay open,”",
        ),
    ],
)
def test_who_is_quoted_by_others(text: str, content: str):
    assert [(one[0], one[3]) for one in said(text)] == [("Sergey Lavrov", content)]


def test_what_is_said_has_no_cue_of_its_own():
    text = "Foreign Minister Mevlüt Çavuşoğlu said talks continued."
    assert [(one[0], one[3]) for one in said(text)] == [("Mevlüt Çavuşoğlu", "talks continued")]


def test_a_quotation_goes_on_in_the_next_paragraph():
    text = (
        "Jane Brandt said, “The harbour is open and it will stay open for us.\n\n"
        "“It will stay open until the end of May.”\n\nThe bridge is shut."
    )
    assert [(one.speaker, one.kind, text[one.start : one.end]) for one in found(text)] == [
        ("Jane Brandt", "direct", "“The harbour is open and it will stay open for us."),
        ("Jane Brandt", "direct", "“It will stay open until the end of May.”"),
    ]


def test_two_people_in_one_sentence():
    text = "Otto Lind said that rents would fall; Jane Brandt said that they would rise."
    assert [(one[0], one[3]) for one in said(text)] == [
        ("Otto Lind", "that rents would fall"),
        ("Jane Brandt", "that they would rise"),
    ]


def test_a_dateline_is_not_part_of_the_statement():
    text = "SOCHI (Sputnik) — The harbour will stay open, Jane Brandt said."
    assert said(text) == [("Jane Brandt", "said", "indirect", "The harbour will stay open")]


@pytest.fixture
def article(seeds) -> str:
    (path,) = seeds.glob("*.txt")
    return path.read_bytes().decode()


def test_every_quote_of_the_seed_article_is_plokhovs(article: str):
    his = [one for one in found(article) if one.speaker == PLOKHOV]
    assert [(one.cue, one.kind) for one in his] == [
        ("has said", "indirect"),
        ("explained", "direct"),
        ("noted", "mixed"),
        ("continued", "direct"),
        ("pointed out", "indirect"),
        ("stressed", "direct"),
    ]
    assert all((one.role or "").startswith("head of the Main Directorate") for one in his)
    for words in (
        "“Over the eight months",
        "some jurisdictions refuse",
        "refused 42 times",
        '"We keep saying',
    ):
        at = article.index(words)
        assert any(one.start <= at and at + len(words) <= one.end for one in his), words


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "'", "``"])
def test_an_unpaired_mark_affects_no_other_statement(mark: str):
    text = (
        f"{mark}The harbour is open, said Otto Lind.\n\n"
        "“The bridge is shut for the winter,” said Jane Brandt.\n\n"
        f"Jane Brandt said that rents would fall. {mark}\n\n“So be it,” Lind said."
    )
    by = {(one[0], one[3]) for one in said(text)}
    assert ("Jane Brandt", "“The bridge is shut for the winter,”") in by
    assert ("Otto Lind", "“So be it,”") in by


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n",
        "?!… —",
        "“”",
        '""',
        "“…”",
        "...\n\n“”\n\n?!",
        "\u200b\u200b",
        "\u202e",
        "\u0301",
    ],
)
@pytest.mark.parametrize("speaker", [None, "Jane Brandt"])
def test_text_without_words_has_no_statements(text: str, speaker: str | None):
    assert all(one.cue is None and one.speaker == speaker for one in found(text, speaker))
    if speaker is None:
        assert found(text) == []


def test_a_quotation_of_five_thousand_words():
    content = f"“{' '.join(f'Word {number} of many stands.' for number in range(1000))}”"
    assert said(f"{content} said Otto Lind.") == [("Otto Lind", "said", "direct", content)]


@pytest.mark.parametrize("name", ["Otto (.*", "Otto [*] Lind", "O+ Lind", "Lind\\", "(?P<x>Otto"])
def test_characters_of_regular_expressions_in_a_name(name: str):
    text = f"{name} came.\n\n“The harbour is open,” {name} said.\n\n{OPEN} Jane Brandt said."
    assert said(text)[-1] == ("Jane Brandt", "said", "direct", OPEN)
    assert said("We will not yield.", name)[0][0] == name


def many(count: int, separator: str) -> str:
    quotes = (f"“Ship number {n} is in the harbour,” said Otto Lind." for n in range(count))
    return separator.join(quotes)


@pytest.mark.parametrize("separator", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
def test_a_thousand_quotes_in_one_document(separator: str):
    text = many(1_000, separator)
    all_found = found(text)
    assert len(all_found) > 800
    assert {(one.speaker, one.cue, one.kind) for one in all_found} == {
        ("Otto Lind", "said", "direct")
    }


@pytest.mark.parametrize("separator", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
@pytest.mark.parametrize(
    "quote",
    [
        "“Ship {} is here,” said Otto Lind. “It stays.”",
        "“Ship {} is here,” said Bo Number{} Kerr.",
        "Bernie Sanders came. “Ship {} is here,” she said.",
        "“Ship {} is here and it stays here.",
        "KERR: Ship {} is here.",
    ],
)
def test_twice_the_quotes_are_twice_the_work(separator: str, quote: str):
    def lines_run(count: int) -> int:
        text = separator.join(quote.format(number, number) for number in range(count))
        sentences = split_sentences(text)
        lines = 0

        def trace(frame, event, argument):
            nonlocal lines
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            for _ in extract_statements(text, sentences):
                pass
        finally:
            sys.settrace(before)
        return lines

    lines_run(50)  # fills what is kept between calls
    once, twice = lines_run(200), lines_run(400)
    assert once > 1000
    assert twice < 2.15 * once


def statements_in_slices(text: str, slice_characters: int) -> list[Statement]:
    return list(extract_statements(text, split_sentences(text), slice_characters=slice_characters))


def test_a_long_text_gives_the_same_statements_when_read_in_slices():
    part = (
        "Jane Brandt met Otto Lind.\n\n“Ship {n} is in the harbour,” Brandt said. “It stays.”\n\n"
        "Otto Lind said that “ship {n} sinks.”\n\n"
    )
    text = "".join(part.format(n=number) for number in range(50))
    whole = found(text)
    assert len(whole) == 100
    sliced = statements_in_slices(text, 400)
    assert [(one.start, one.end, one.kind, one.cue) for one in sliced] == [
        (one.start, one.end, one.kind, one.cue) for one in whole
    ]
    assert {one.speaker.split()[-1] for one in sliced} == {"Brandt", "Lind"}


def test_a_slice_completes_names_from_its_own_text_alone():
    filler = "The harbour is full of ships today.\n\n" * 20
    text = f"{filler}Jane Brandt met Otto Lind.\n\n{filler}“It stays open,” Brandt said."
    assert [one.speaker for one in statements_in_slices(text, 400)] == ["Brandt"]
    assert [one.speaker for one in statements_in_slices(text, 4000)] == ["Jane Brandt"]


def test_the_speaker_named_with_the_last_paragraph_says_the_first_as_well():
    text = "“We will stay in this house for good.\n\n“We will win,” Jane Brandt said."
    assert [one[0] for one in said(text)] == ["Jane Brandt", "Jane Brandt"]


def test_two_reports_in_one_sentence_end_where_the_other_begins():
    text = "Otto Lind said rents would fall and Jane Brandt said they would rise."
    assert [(one[0], one[3]) for one in said(text)] == [
        ("Otto Lind", "rents would fall"),
        ("Jane Brandt", "they would rise"),
    ]


def test_a_participle_goes_with_the_subject_not_with_whose_words_it_shrugs_off():
    text = "Cole’s campaign shrugged off Vance’s remarks, telling reporters, “Nobody asked us.”"
    assert {one[0] for one in said(text)} == {"Cole’s campaign"}


def test_a_last_name_that_is_a_verb_too_is_no_cue():
    text = "Robert Cole told the Herald's Dana Bash that the harbour is full."
    assert [one[0] for one in said(text)] == ["Robert Cole"]


def test_a_noun_with_its_own_verb_is_no_cue():
    text = "Anna Bell said their views were changed by the war."
    assert [one[0] for one in said(text)] == ["Anna Bell"]


def test_an_office_is_nobodys_last_name():
    text = (
        "State Department Undersecretary Paul Kerr wrote the letter. "
        "Both the Treasury and State Department said that it was lost."
    )
    assert [one[0] for one in said(text)] != ["Department Undersecretary"]


@pytest.mark.parametrize(
    "text",
    [
        "Otto Lind pleaded guilty in May to two counts of fraud.",
        "Otto Lind sold the mill in a deal that will reshape the town.",
        "A merger on Monday turned the mill into a port.",
        "They hid the files out of fear that the mill would close.",
    ],
)
def test_deeds_and_what_only_looks_like_a_cue(text: str):
    assert found(text) == []


def test_what_is_added_is_the_main_speakers():
    text = "Lind urged Ada Brandt to tell the mayor that mills close, adding that he was sure."
    assert said(text)[-1][:2] == ("Lind", "adding")


def test_people_who_have_done_something_are_the_ones_who_say():
    text = "People who have fought these storms say the harbour must close."
    assert said(text)[0][0] == "People"


def test_whoever_keeps_saying_something_says_it():
    text = "Critics keep warning that the harbour must close."
    assert said(text)[0][:2] == ("Critics", "keep warning")


BODY = "\nAda Brandt met the guards. “We pay,” Brandt said. The Harbour Board met Otto Lind.\n"


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        (
            "Tolls To Rise Despite Protests, Russian Authorities Says",
            [("Russian Authorities", None, "indirect", "Tolls To Rise Despite Protests")],
        ),
        (
            "Tolls To Rise Despite Protests, Former Harbour Doctor Warns",
            [("Former Harbour Doctor", None, "indirect", "Tolls To Rise Despite Protests")],
        ),
        (
            "Tolls To Rise Despite Protests, Brandt Says",
            [("Ada Brandt", None, "indirect", "Tolls To Rise Despite Protests")],
        ),
        ("Ada Brandt: Tolls Will Rise", [("Ada Brandt", None, "indirect", "Tolls Will Rise")]),
        ("Brandt: Tolls ‘A Scandal’", [("Ada Brandt", None, "mixed", "Tolls ‘A Scandal’")]),
        (
            "Harbour Board: ‘We Will Pay It All In The End’",
            [("Harbour Board", None, "mixed", "‘We Will Pay It All In The End’")],
        ),
        ("Fix Is In: Board Ignores Tolls", []),
        ("Harbour Candidates Give Calculated Answers", []),
        (
            "Brandt Wades In: ‘We Will Not Pay It In The End’",
            [("Ada Brandt", None, "mixed", "‘We Will Not Pay It In The End’")],
        ),
    ],
)
def test_nobody_is_made_up_of_a_headlines_capitals(headline: str, expected: list):
    text = f"{headline}\n{BODY}"
    statements = found(text)
    told = [
        (one.speaker, one.role, one.kind, text[one.start : one.end])
        for one in statements
        if one.start < len(headline)
    ]
    assert told == expected
    assert [one.speaker for one in statements if one.start > len(headline)] == ["Ada Brandt"]


def test_the_capitals_of_a_headline_are_no_role():
    text = (
        "Cole Challenger Ada Brandt: Close The Port, ‘Stop The Ships At The Harbour Door.’\n\n"
        "Former Mayor Ada Brandt spoke on Friday.\n\n"
        "“The port is too old for the ships of today,” Brandt said.\n"
    )
    roles = {one.role for one in found(text) if one.speaker == "Ada Brandt"}
    assert not any(role and "Challenger" in role for role in roles)


def test_whom_a_headline_names_in_full_is_whom_the_text_names_by_the_last_name():
    text = "Jane Brandt Warns Of Tolls\n\n“We will pay,” Brandt said. “We must.”\n"
    assert [one.speaker for one in found(text)][-1] == "Jane Brandt"


def test_a_headline_is_no_turn_and_a_first_turn_is_no_headline():
    title = "Speech On The Harbour"
    speech = f"{title}\n\nWe will keep it open. We must.\n"
    assert [text for *_, text in said(speech, "Ada Brandt")] == ["We will keep it open. We must."]
    talk = "MODERATOR: Good evening.\n\nBRANDT: Hello.\n\nLIND: Good evening to you all.\n"
    assert said(talk)[0] == ("Moderator", ":", "direct", "Good evening.")
    lines = f"Brandt: Tolls Must Rise\n\n{talk}Ada Brandt left."
    assert [one.speaker for one in found(lines)] == [
        "Ada Brandt",
        "Moderator",
        "Ada Brandt",
        "Lind",
        "Lind",
    ]
    assert found(lines)[0].kind == "indirect"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We stay.”\n— Anna Holm, harbour master", "Anna Holm"),
        ("“We stay.”\n\n– Anna Holm\n\nThe bridge is shut.", "Anna Holm"),
        ("“We stay. Nobody goes.” — Anna Holm (harbour master)", "Anna Holm"),
        ('"We stay."\n-- Dr. Anna van der Holm', "Anna van der Holm"),
    ],
)
def test_a_name_behind_a_dash_says_the_quotation_before_it(text: str, speaker: str):
    before = "The chair, Otto Lind, told the council that the harbour stays open.\n"
    assert [one.speaker for one in found(before + text) if one.kind == "direct"] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "“We stay.”\n– Why do you think so?\n– Because it rains.",
        "“We stay as long as we can,” Otto Lind said.\n— Anna Holm, harbour master",
        "“We stay as long as we can,” Otto Lind said.\n— Anna Holm had gone home.",
        "“We stay.”\n— Anna Holm had gone home.",
        "“We stay.”\nThe bridge is shut.\n— Anna Holm",
    ],
)
def test_a_dash_without_a_name_alone_names_nobody(text: str):
    assert "Anna Holm" not in [one.speaker for one in found(text)]
