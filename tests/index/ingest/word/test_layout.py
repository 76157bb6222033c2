"""Tables, lists, notes, raised figures, line breaks and page heads are read as they are meant."""

from pathlib import Path

import pytest
from support.word_files import extract, paragraph, read, run, table, word_file

from index.ingest.loading import SourceFile, load_document
from index.ingest.metadata.metadata import Metadata
from index.text.reading_text import make_reading_text

BREAK = "<w:r><w:br/></w:r>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def raised(text):
    return run(text, '<w:vertAlign w:val="superscript"/>')


def lowered(text):
    return run(text, '<w:vertAlign w:val="subscript"/>')


def note(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


# Tables


def test_the_short_cells_of_a_row_stand_on_one_line():
    rows = table(("Berth", "Fee"), ("North", "120 crowns"), ("South", "80 crowns"))
    assert extract(rows).text == "Berth\tFee\nNorth\t120 crowns\nSouth\t80 crowns"


def test_merged_cells_are_read_once():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Both") + "</w:tc>"
    top = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("North") + "</w:tc>"
    covered = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("North") + "</w:tc>"
    cell = "<w:tc>" + paragraph("1") + "</w:tc>"
    body = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in (wide, top + cell, covered + cell))
    assert extract(body + "</w:tbl>").text == "Both\nNorth\t1\n1"


def test_deleted_rows_are_out_and_rows_in_controls_are_in():
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    deleted = row.format("<w:trPr><w:del/></w:trPr>", paragraph("Gone"))
    kept = row.format("", paragraph("Kept"))
    body = f"<w:tbl>{deleted}<w:sdt><w:sdtContent>{kept}</w:sdtContent></w:sdt></w:tbl>"
    assert extract(body).text == "Kept"


def turns_of(document):
    return [
        tuple(
            span and document.text[slice(*span)] for span in (turn.speaker, turn.date, turn.content)
        )
        for turn in document.turns
    ]


def test_a_table_of_statements_says_who_said_what_and_when():
    document = extract(
        paragraph("The board met.")
        + table(
            ("Speaker", "Date", "Statement"),
            ("Ingrid Solvang", "1 June 2021", "The quay is not for sale."),
            ("Petter Haug", "2 June 2021", "An audit"),
        )
    )
    assert turns_of(document) == [
        ("Ingrid Solvang", "1 June 2021", "The quay is not for sale."),
        ("Petter Haug", "2 June 2021", "An audit"),
    ]
    assert document.text.endswith(
        "Ingrid Solvang\t1 June 2021\nThe quay is not for sale.\nPetter Haug\t2 June 2021\nAn audit"
    )


def test_heads_may_stand_under_a_title_and_come_again():
    rows = ("Speaker", "Statement"), ("Berit Lunde", "We repaired it.")
    title = f"<w:tr><w:tc>{paragraph('Statements of June')}</w:tc></w:tr>"
    body = table(*rows, *rows).replace("<w:tr>", f"{title}<w:tr>", 1)
    assert turns_of(extract(body)) == [("Berit Lunde", None, "We repaired it.")] * 2


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Testimony", "Witness"), [("Berit Lunde", None, "We repaired it.")]),
        (("Remarks", "Name"), [("Berit Lunde", None, "We repaired it.")]),
        (("Comment", "Who said it?"), [("Berit Lunde", None, "We repaired it.")]),
        (("Comment", "Who"), [("Berit Lunde", None, "We repaired it.")]),
        (("Comment", "Name"), []),
        (("Answer", "Question"), []),
        (("Statement", "Balance"), []),
    ],
)
def test_only_clear_heads_make_a_table_of_statements(heads, expected):
    document = extract(table(heads, ("We repaired it.", "Berit Lunde")))
    assert turns_of(document) == expected


def test_a_speaker_whose_cell_spans_rows_says_all_of_them():
    def row(first, merge, second):
        return (
            f"<w:tr><w:tc><w:tcPr><w:vMerge{merge}/></w:tcPr>{paragraph(first)}</w:tc>"
            f"<w:tc>{paragraph(second)}</w:tc></w:tr>"
        )

    head = (
        "<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in ("Speaker", "Quote")) + "</w:tr>"
    )
    rows = row("Petter Haug", ' w:val="restart"', "We asked.") + row("", "", "We were refused.")
    assert turns_of(extract(f"<w:tbl>{head}{rows}</w:tbl>")) == [
        ("Petter Haug", None, "We asked."),
        ("Petter Haug", None, "We were refused."),
    ]


def test_dates_of_rows_are_told_from_the_date_of_a_memorandum():
    rows = extract(table(("Place", "Day"), ("Oxmoor", "1 June 2021")))
    assert [rows.text[slice(*span)] for span in rows.dated_rows] == ["1 June 2021"]
    memo = extract(table(("To:", "The board"), ("Date:", "1 June 2021")))
    assert memo.dated_rows == ()


# Lists


def level(depth, style, text, start=1, more=""):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def definition(number, *levels):
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


LEVELS = (
    definition(
        *(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")),
        level(2, "lowerRoman", "%1.%3"),
    )
    + definition(2, level(0, "upperRoman", "Article %1", 4))
    + definition(
        3, level(0, "bullet", "\uf0b7", more='<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
    )
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2, 3)
    )
    + '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
STYLED = (
    '<w:style w:type="paragraph" w:styleId="List"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
    "</w:pPr></w:style>"
)


def item(text, number, level=0):
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties)


def test_lists_have_their_numbers():
    body = item("One", 1) + item("Sub", 1, 1) + item("Deep", 1, 2) + item("Sub", 1, 1)
    body += item("Two", 1) + item("Sub", 1, 1) + item("Anew", 4) + item("On", 4)
    text = extract(body, parts={"numbering": LEVELS}).text
    assert text.splitlines() == [
        *("1. One", "(a) Sub", "1.i Deep", "(b) Sub", "2. Two", "(a) Sub", "1. Anew", "2. On"),
    ]


def test_a_style_numbers_paragraphs_and_bullets_are_printed_but_not_read():
    styled = paragraph("Fees", properties='<w:pStyle w:val="List"/>')
    plain = paragraph(
        "Plain", properties='<w:pStyle w:val="List"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    parts = {"numbering": LEVELS, "styles": STYLED}
    document = extract(styled + plain + styled + item("The quay stays.", 3), parts=parts)
    assert document.text == "Article IV Fees\nPlain\nArticle V Fees\n• The quay stays."
    assert make_reading_text(document.text, document.marks).text.endswith("\nThe quay stays.")


# Notes

NOTES = (
    '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    f'<w:footnote w:id="1">{paragraph("<w:r><w:footnoteRef/></w:r>", " The first note.")}'
    "</w:footnote>"
    f'<w:footnote w:id="2">{paragraph("The second.")}{paragraph("It goes on.")}</w:footnote>'
    f'<w:footnote w:id="3">{paragraph("Nobody refers to this.")}</w:footnote>'
)


def test_notes_stand_behind_the_text_in_order_and_their_marks_join_nothing():
    body = paragraph("It rose to 12", note("footnote", 1), " per cent", note("footnote", 2), ".")
    body += paragraph("The crews stay", note("endnote", 5), ".")
    ends = f'<w:endnote w:id="5">{paragraph("An endnote.")}</w:endnote>'
    document = extract(body, parts={"footnotes": NOTES, "endnotes": ends})
    assert document.text == (
        "It rose to 12¹ per cent².\nThe crews stayⁱ.\n¹ The first note.\nThe second.\nIt goes on."
        "\nAn endnote."
    )
    assert make_reading_text(document.text, document.marks).text.startswith(
        "It rose to 12 per cent.\nThe crews stay.\n"
    )
    assert [document.text[slice(*span)] for span in document.notes] == [
        *("¹ The first note.", "The second.\nIt goes on.", "An endnote."),
    ]


def test_the_note_of_deleted_words_is_not_printed():
    gone = f"<w:del>{note('footnote', 1)}</w:del>"
    body = paragraph("The fee stays", gone, note("footnote", 2), ".")
    assert extract(body, parts={"footnotes": NOTES}).text == (
        "The fee stays¹.\nThe second.\nIt goes on."
    )


# Raised and lowered figures


@pytest.mark.parametrize(
    ("runs", "text", "reads"),
    [
        (("12", raised("3"), " per cent"), "12³ per cent", "12 per cent"),
        (("12", raised("1"), raised("2"), " per cent"), "12¹² per cent", "12 per cent"),
        (("10", raised("3"), " per cent"), "10³ per cent", "10 per cent"),
        (("$5m", raised("2"), " more"), "$5m² more", "$5m more"),
        (("fee", raised("a, b"), " rose"), "feeᵃ, ᵇ rose", "fee rose"),
        (("12", raised("*"), " boats"), "12* boats", "12 boats"),
        (("12", raised("b"), " boats"), "12ᵇ boats", "12 boats"),
        (("5 × 10", raised("6"), " tonnes"), "5 × 10⁶ tonnes", "5 × 10⁶ tonnes"),
        (("10", raised("-3"), " bar"), "10⁻³ bar", "10⁻³ bar"),
        (("40 km", raised("2"), "."), "40 km².", "40 km²."),
        (("E = mc", raised("2")), "E = mc²", "E = mc²"),
        (("the 21", raised("st"), " boat"), "the 21st boat", "the 21st boat"),
        (("le XX", raised("e"), " siècle"), "le XXe siècle", "le XXe siècle"),
        (("CO", lowered("2"), " taxes"), "CO2 taxes", "CO2 taxes"),
        (("log 10", lowered("2")), "log 10₂", "log 10₂"),
        (("3", raised("1"), "/", lowered("2"), " miles"), "3½ miles", "3½ miles"),
        (("3", raised("1"), "/2 miles"), "3½ miles", "3½ miles"),
        (("3", raised("1/"), lowered("2"), " miles"), "3½ miles", "3½ miles"),
        (("2", raised("11"), "⁄", lowered("16"), " in"), "2 11/16 in", "2 11/16 in"),
    ],
)
def test_raised_figures_join_no_figure(runs, text, reads):
    document = extract(paragraph(*runs))
    assert document.text == text
    assert make_reading_text(document.text, document.marks).text == reads


def test_a_figure_that_a_style_or_its_position_raises():
    styles = (
        '<w:style w:type="character" w:styleId="Ref"><w:rPr><w:vertAlign w:val="superscript"/>'
        "</w:rPr></w:style>"
    )
    body = paragraph(
        "12",
        run("3", '<w:rStyle w:val="Ref"/>'),
        " per cent of 40",
        run("4", '<w:position w:val="6"/>'),
        " boats",
    )
    assert read(body, parts={"styles": styles}) == "12 per cent of 40 boats"


# Line breaks


@pytest.mark.parametrize("line_break", [BREAK, PAGE_BREAK, "<w:r><w:cr/></w:r>"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The board will not ", "sell the quay."),
        ("said Ms.", "Varga of the board."),
        ("said Ilse", "Varga of the board."),
        ("She said:", "“We will not sell.”"),
        ("The board met on", "14 October 2024"),
        ("It was in May of", "2024"),
    ],
)
def test_a_break_cuts_no_sentence(before, after, line_break):
    assert read(paragraph(before, line_break, after)) == f"{before.strip()} {after}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The quay stays.", "The crews stay too."),
        ("The quay stays. ", "VARGA: We agreed."),
        ("The quay stays", "LIND: Not so."),
        ("Measures", "1. Fees"),
        ("Board keeps harbour fees", "14 October 2024"),
        ("14 October 2024", "The quay stays, Ilse Varga said."),
    ],
)
def test_a_break_between_lines_ends_a_line(before, after):
    assert read(paragraph(before, BREAK, after)) == f"{before.strip()}\n{after}"


def test_a_heading_in_bold_type_is_a_line_of_its_own():
    heading = run("Board keeps harbour", "<w:b/>"), run(" fees", "<w:b/>")
    assert read(paragraph(*heading, BREAK, "The quay stays.")) == (
        "Board keeps harbour fees\nThe quay stays."
    )
    assert read(paragraph("The quay", BREAK, run("Old Mole", "<w:b/>"), " stays.")) == (
        "The quay Old Mole stays."
    )


def test_spaces_around_what_is_left_out_are_one_space():
    gone = run("never ", "<w:strike/>")
    assert extract(paragraph("We will ", gone, " sell.")).text == "We will sell."


def test_an_empty_line_ends_a_paragraph():
    assert read(paragraph("Board keeps fees", BREAK, BREAK, "The quay stays.", BREAK)) == (
        "Board keeps fees\nThe quay stays."
    )


# Page heads and feet


def test_heads_and_feet_are_kept_apart():
    parts = {
        "header1": paragraph("Oxmoor Harbour Board, 14 October 2024"),
        "header2": paragraph("First page only"),
        "footer1": paragraph("Page 1 of 2"),
    }
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/>{}</w:sectPr>'
    )
    body = paragraph("The quay stays.")
    document = extract(body + section.format(""), parts=parts)
    assert document.text == "Oxmoor Harbour Board, 14 October 2024\nThe quay stays.\nPage 1 of 2"
    assert read(body + section.format(""), parts=parts) == "The quay stays."
    assert "First page only" in extract(body + section.format("<w:titlePg/>"), parts=parts).text


def test_an_embargo_in_a_head_is_content():
    parts = {"header1": paragraph("EMBARGOED UNTIL 3 JUNE 2021, NOON")}
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    assert read(paragraph("The quay stays.") + section, parts=parts) == (
        "EMBARGOED UNTIL 3 JUNE 2021, NOON\nThe quay stays."
    )
    data = word_file(paragraph("The quay stays.") + section, parts=parts)
    source = SourceFile(Path("/nowhere/a.docx"), "a.docx", Metadata())
    assert load_document(source, data).date is None
