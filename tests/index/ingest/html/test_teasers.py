"""Teasers of other pages are left out of a page's text; what looks alike in an article stays."""

import pytest
from support.web_pages import FIRST, LAST, lines_between, make_page, read_page

BARE = "<div id='page'><div class='content'>{}</div></div>"
AROUND = pytest.mark.parametrize("around", ["<main><article>{}</article></main>", BARE])
TWO_LINKS = (
    "<p>Read <a href='/x'>the plan</a> and <a href='/y'>the letter of the council</a>, which came"
    " on Friday evening.</p>"
)
TITLES = ("Boats to the south will stay", "School on the island is to close", "A bridge is planned")
SENTENCE = "The company's head said so on Friday."


def make_teasers(tag: str) -> str:
    return "".join(
        f"<{tag} class='item'><h4><a href='/{at}'>{title}</a></h4><p>{SENTENCE}</p></{tag}>"
        for at, title in enumerate(TITLES)
    )


def read_behind(markup: str, around: str) -> list[str]:
    """The lines behind the last paragraph of the content, when this markup stands there."""
    content = around.format(f"<h1>Fewer boats</h1>{TWO_LINKS}<p>{FIRST}</p><p>{LAST}</p>{markup}")
    lines = read_page(make_page("", around=content)).text.split("\n")
    return lines[lines.index(LAST) + 1 :]


@AROUND
@pytest.mark.parametrize(
    "label",
    ["Related", "Our latest stories", "Das könnte Sie auch interessieren", "À lire aussi"],
)
@pytest.mark.parametrize("tag", ["div", "li"])
def test_teasers_under_a_label_are_left_out(around, label, tag):
    items = make_teasers(tag)
    box = f"<div><h3>{label}</h3>{f'<ul>{items}</ul>' if tag == 'li' else items}</div>"
    assert read_behind(box, around) == []
    assert lines_between(TWO_LINKS + box, around=around)[1:] == []


@AROUND
def test_a_list_of_titles_is_left_out(around):
    items = "".join(f"<li><a href='/{at}'>{title}</a></li>" for at, title in enumerate(TITLES))
    assert lines_between(f"{TWO_LINKS}<ul>{items}</ul>", around=around)[1:] == []


def test_inner_articles_under_a_label_are_left_out():
    inner = f"<article><p>{SENTENCE} {SENTENCE} <a href='/s'>Save</a></p></article>"
    markup = f"<h3>You may also like</h3>{inner}{inner}"
    page = f"<article><h1>Fewer boats</h1>{TWO_LINKS}<p>{FIRST}</p><p>{LAST}</p>{markup}</article>"
    text = read_page(f"<html><body>{page}</body></html>").text
    assert text.endswith(LAST)


@AROUND
@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (
            "<section><h3>Related</h3><p>Berg said the boats stay, as he told the council.</p>"
            "<p>Strand said that the school needs the boats every day.</p></section>",
            [
                "Related",
                "Berg said the boats stay, as he told the council.",
                "Strand said that the school needs the boats every day.",
            ],
        ),
        (
            "<aside><blockquote>We stay, Berg told us.</blockquote>"
            "<a href='/b'>Tomas Berg</a></aside>",
            ["We stay, Berg told us.", "Tomas Berg"],
        ),
        (
            "<div class='turn'><a href='/b'>Tomas Berg</a><p>The boats stay.</p></div>"
            "<div class='turn'><a href='/s'>Lena Strand</a><p>We thank you.</p></div>",
            ["Tomas Berg", "The boats stay.", "Lena Strand", "We thank you."],
        ),
        (
            "<ul><li><a href='/b'>Berg</a> said that the north line stays.</li>"
            "<li><a href='/s'>Strand</a> asked for a boat a day.</li></ul>",
            ["Berg said that the north line stays.", "Strand asked for a boat a day."],
        ),
        (
            "<figure><figcaption>A boat leaves. <a href='/p'>Photo: Ann Lee</a></figcaption>"
            "</figure>",
            ["A boat leaves. Photo: Ann Lee"],
        ),
        (
            "<table><tr><td><a href='/n'>North line</a></td><td>12</td></tr>"
            "<tr><td><a href='/s'>South line</a></td><td>14</td></tr></table>",
            ["North line\t12", "South line\t14"],
        ),
        (
            "<section><h2><a href='#b'>Boats</a></h2><p>Berg said the boats stay.</p></section>",
            ["Boats", "Berg said the boats stay."],
        ),
    ],
)
def test_what_an_article_says_stays(around, content, lines):
    assert lines_between(TWO_LINKS + content, around=around)[1:] == lines


def test_a_list_of_documents_stays():
    content = (
        "<p>Documents:</p><ul><li><a href='/a.pdf'>Plan of the company</a></li>"
        "<li><a href='/b.pdf'>Letter of the council</a></li></ul>"
    )
    assert lines_between(TWO_LINKS + content)[1:] == [
        "Documents:",
        "Plan of the company",
        "Letter of the council",
    ]


@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_a_page_that_is_mostly_headings_stays_whole(heading):
    titles = [f"Number of boats in line {at}: {at * 7}.0" for at in range(9)]
    markup = "".join(f"<{heading}>{title}</{heading}><p>Id: {title}</p>" for title in titles)
    lines = read_page(f"<html><body>{markup}</body></html>").text.split("\n")
    assert lines == [line for title in titles for line in (title, f"Id: {title}")]
