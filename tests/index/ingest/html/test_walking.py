"""Every word that a reader of a page sees is in its text, once and in order."""

import pytest
from support.web_pages import FIRST, LAST, lines_between, make_page, read_page, reading_between

from index.text.reading_text import MarkKind


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (
            "<p>The fare rises on <time datetime='2025-03-04'>4 March 2025</time>, Berg said.</p>",
            ["The fare rises on 4 March 2025, Berg said."],
        ),
        ("<p><time>1 May</time> was too late, he said.</p>", ["1 May was too late, he said."]),
        ("<p>The <label>north</label> line <output>ends</output>.</p>", ["The north line ends."]),
        ("<p>Two <object data='a.svg'>boats</object> stay.</p>", ["Two boats stay."]),
        ("<p>The <abbr title='United Nations'>UN</abbr> paid.</p>", ["The UN paid."]),
        ("<p>He wrote <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>.</p>", ["He wrote 漢."]),
        ("<p>A har&shy;bour<wbr>master\n  came   to\ttown.</p>", ["A harbourmaster came to town."]),
        ("<p>Berg said: <q>We stay.</q></p>", ["Berg said: “We stay.”"]),
        ("<p><q>He said <q>no</q>,</q> she said.</p>", ["“He said ‘no’,” she said."]),
        ("<p><q>“We stay,”</q> he said.</p>", ["“We stay,” he said."]),
        ("Text outside of any block.<div>In a div<p>In a paragraph</p>behind it</div>",
         ["Text outside of any block.", "In a div", "In a paragraph", "behind it"]),
        ("<h2>Two\n<br>lines</h2><p>One<span>,</span> two.</p>", ["Two lines", "One, two."]),
        ("<fieldset><legend>Answer</legend>We stay.</fieldset>", ["Answer", "We stay."]),
        ("<figure><img alt='no word'><figcaption>The quay at noon</figcaption></figure>",
         ["The quay at noon"]),
        ("<details><summary>Why?</summary>Because it rains.</details>",
         ["Why?", "Because it rains."]),
        ("<pre>one\n  two</pre>", ["one", "  two"]),
        ("<dl><dt>Fare</dt><dd>Twelve crowns</dd></dl>", ["Fare", "Twelve crowns"]),
        ("<p>Caf&eacute; and cafe&#769;</p>", ["Café and café"]),
    ],
)  # fmt: skip
def test_visible_words(content, lines):
    assert lines_between(content) == lines


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<ol><li>We stay.</li><li><p>We go.</p></li></ol>", ["1. We stay.", "2. We go."]),
        ("<ol start='4' type='a'><li>We stay.<li>We go.</ol>", ["d. We stay.", "e. We go."]),
        ("<ol type='I' reversed><li>One</li><li value='9'>Nine</li></ol>", ["II. One", "IX. Nine"]),
        ("<ol><li>1. We stay.</li><li>2. We go.</li></ol>", ["1. We stay.", "2. We go."]),
        ("<ol><li>A<ol><li>B</li></ol></li><li>C</li></ol>", ["1. A", "1. B", "2. C"]),
        ("<ul><li>We stay.</li><li>We go.</li></ul>", ["We stay.", "We go."]),
    ],
)
def test_lists(content, lines):
    assert lines_between(content) == lines


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (
            "<table><caption>Fares</caption><tr><th>Line</th><th>Crowns</th></tr>"
            "<tr><td>North</td><td>12</td></tr></table>",
            ["Fares", "Line\tCrowns", "North\t12"],
        ),
        (
            "<table><tr><td>BERG:</td><td><p>We stay.</p><p>All of us.</p></td></tr>"
            "<tr><td><p>LUND:</p></td><td>We go.</td></tr></table>",
            ["BERG:\tWe stay.", "All of us.", "LUND:\tWe go."],
        ),
        ("<dl><dt>BERG:</dt><dd>We stay.</dd><dt>LUND:</dt><dd><p>We go.</p></dd></dl>",
         ["BERG:\tWe stay.", "LUND:\tWe go."]),
        ("<table><tr><td></td><td>North</td><td></td><td>12</td></tr></table>", ["North\t12"]),
        (
            "<table><tr><td><p>A note at the side.</p><p>And one more.</p></td>"
            "<td><h2>Head</h2><p>Text.</p></td></tr></table>",
            ["A note at the side.", "And one more.", "Head", "Text."],
        ),
    ],
)  # fmt: skip
def test_tables_and_terms(content, lines):
    assert lines_between(content) == lines


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (
            "<figure><blockquote><p>We stay.</p><cite>Tomas Berg</cite></blockquote></figure>",
            ["We stay.", "— Tomas Berg"],
        ),
        (
            "<figure><blockquote>We stay.</blockquote>"
            "<figcaption>Tomas Berg, director</figcaption></figure>",
            ["We stay.", "— Tomas Berg, director"],
        ),
        (
            "<blockquote><p>“We stay.”</p><footer>— <cite>Tomas Berg</cite>, director</footer>"
            "</blockquote>",
            ["“We stay.”", "— Tomas Berg, director"],
        ),
        (
            "<blockquote><p>“We stay.” <cite>– Tomas Berg</cite></p></blockquote>",
            ["“We stay.”", "– Tomas Berg"],
        ),
        ("<blockquote>He read <cite>The Boat</cite> twice.</blockquote>",
         ["He read The Boat twice."]),
        ("<figure><img><figcaption>The quay. <cite>Photo: A. Lund</cite></figcaption></figure>",
         ["The quay. Photo: A. Lund"]),
    ],
)  # fmt: skip
def test_the_speaker_of_a_quotation_stands_on_the_line_behind_it(content, lines):
    assert lines_between(content) == lines


@pytest.mark.parametrize(
    ("content", "text", "read"),
    [
        ("12<sup>3</sup> per cent", "12³ per cent", "12 per cent"),
        ("12<sup><a href='#n3'>[3]</a></sup> per cent", "12[3] per cent", "12 per cent"),
        ("12 <a href='#n'><sup>a</sup></a> per cent", "12 a per cent", "12 per cent"),
        ("He agreed.<sup>1, 2</sup> Then", "He agreed.1, 2 Then", "He agreed. Then"),
        ("the fare<sup>*</sup>, he said", "the fare*, he said", "the fare, he said"),
        ("the mole is 3<sup>1</sup>/<sub>2</sub> miles", "the mole is 3½ miles", None),
        ("the mole is 3 <sup>5</sup>&frasl;<sub>16</sub> miles", "the mole is 3 5/16 miles", None),
        ("5 × 10<sup>6</sup> tonnes", "5 × 10⁶ tonnes", None),
        ("10<sup>-3</sup> of it", "10⁻³ of it", None),
        ("40 m<sup>2</sup> of deck", "40 m² of deck", None),
        ("the line<sup>b</sup> ends", "the lineb ends", "the line ends"),
        ("the XIX<sup>e</sup> siècle", "the XIXe siècle", None),
        (
            "<math><mn>5</mn><mo>×</mo><msup><mn>10</mn><mn>6</mn></msup></math> and"
            " <math><mn>3</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math> boats",
            "5×10⁶ and 3 1/2 boats",
            None,
        ),
        ("the 21<sup>st</sup> century", "the 21st century", None),
        ("CO<sub>2</sub> rose", "CO2 rose", None),
        ("a rate of 12<sub>3</sub>", "a rate of 12₃", None),
    ],
)  # fmt: skip
def test_raised_figures_never_join_the_figure_before_them(content, text, read):
    assert lines_between(f"<p>{content}</p>") == [text]
    assert reading_between(f"<p>{content}</p>") == [read or text]


@pytest.mark.parametrize(
    "content",
    [
        "the fare<span class='pagenum'>[Pg 12]</span> rises",
        "the fare <span class='page-number' id='p12'>12</span> rises",
    ],
)
def test_the_number_of_a_printed_page_is_an_aside(content):
    extracted = read_page(make_page(f"<p>{content}</p>"))
    assert [mark.kind for mark in extracted.marks] == [MarkKind.ASIDE]
    assert "12" in extracted.text
    assert reading_between(f"<p>{content}</p>") == ["the fare rises"]


def test_several_articles_of_a_page_are_read_in_order():
    articles = f"<article><h2>One</h2><p>{FIRST}</p></article><article><p>{LAST}</p></article>"
    for around in ("<main>{}</main>", "<div>{}</div>"):
        text = read_page(f"<html><body>{around.format(articles)}</body></html>").text
        assert text == f"One\n{FIRST}\n{LAST}"


@pytest.mark.parametrize(
    "opening",
    ["<section class='footnotes'>", "<div role='doc-endnotes'>", "<ol class='references'>"],
)
def test_footnotes_are_noted_as_such(opening):
    tag = opening[1:].split()[0]
    content = f"{opening}<li id='n1'>See the minutes of May.</li><li>And of June.</li></{tag}>"
    extracted = read_page(make_page(content))
    notes = [extracted.text[start:end] for start, end in extracted.notes]
    assert [note.removeprefix("1. ").removeprefix("2. ") for note in notes] == [
        "See the minutes of May.",
        "And of June.",
    ]
