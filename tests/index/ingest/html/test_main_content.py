"""What stands in a page's article is in its text, and its navigation is not."""

import pytest
from support.web_pages import FIRST, LAST, lines_between, make_page, read_page

BARE = "<div id='page'><div class='content'>{}</div></div>"
LINKS = "<a href='/a'>Boats to the north</a> <a href='/b'>Boats to the south</a>"


@pytest.mark.parametrize("around", ["<main><article>{}</article></main>", "<main>{}</main>", BARE])
@pytest.mark.parametrize(
    "opening",
    [
        "<aside>",
        "<div class='comment-by-minister'>",
        "<div class='caption'>",
        "<div class='embed'>",
        "<div class='meta'>",
        "<div class='rating widget'>",
        "<div class='share'>",
        "<div class='related'>",
        "<div class='byline timestamp'>",
        "<div class='banner'>",
        "<div class='panel' style='display:none'>",
        "<section class='tags'>",
        "<section class='comments'>",
        "<menu>",
    ],
)
def test_no_name_of_a_block_hides_its_sentences(around, opening):
    tag = opening[1:].split()[0].rstrip(">")
    content = f"{opening}<p>Berg said the boats stay.</p></{tag}>"
    assert lines_between(content, around=around) == ["Berg said the boats stay."]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("<p>He said on <a href='/t'>Twitter</a> we go.</p>", "He said on Twitter we go."),
        ("<p>An <a class='tag related' href='/t'>old</a> man.</p>", "An old man."),
        ("<ul><li>Facebook</li></ul>", "Facebook"),
        ("<p>The <span class='menu'><a href='/m'>menu</a></span> grew.</p>", "The menu grew."),
        ("<h2>Boats<span class='mw-editsection'>[<a href='/e'>edit</a>]</span></h2>", "Boats"),
    ],
)  # fmt: skip
def test_links_within_a_sentence_are_words(content, line):
    assert lines_between(content) == [line]


@pytest.mark.parametrize(
    "content",
    [
        f"<nav>{LINKS}</nav>",
        f"<div role='navigation'>{LINKS}</div>",
        f"<div class='share-buttons'>{LINKS}</div>",
        "<div class='social'>Share this article</div>",
        f"<menu><li>{LINKS}</li></menu>",
        "<div class='modal'><p>Log in to read on.</p></div>",
        f"<h3>Related</h3><ul><li>{LINKS}</li></ul>",
        f"<section><h2>More from the islands</h2><ul><li>{LINKS}</li></ul></section>",
        "<p>Read more: <a href='/a'>Boats to the north will stay</a></p>",
        "<p><a href='#top'>Back to top</a></p>",
        "<div class='cookie-banner'><p>We use cookies to improve this site.</p></div>",
        f"<ol id='comments'><li>{LINKS} I think that he is right about the boats.</li></ol>",
        '<script type=\'application/ld+json\'>{"articleBody": "We stay."}</script>',
    ],
)
def test_navigation_is_left_out(content):
    assert lines_between(content) == []


@pytest.mark.parametrize("around", ["<main>{}</main>", "<article>{}</article>", BARE])
def test_the_frame_of_a_page_is_left_out(around):
    frame = (
        f"<header><a href='/'>The Islander</a></header><nav>{LINKS}</nav>{around}"
        f"<div class='sidebar'><h3>Most read</h3>{LINKS}</div>"
        "<footer><p>Copyright 2024 The Islander. All rights reserved.</p></footer>"
        "<style>p {{ color: red }}</style>"
    )
    text = read_page(make_page("", around=frame)).text
    assert text.split("\n") == ["Fewer boats", FIRST, LAST]


def test_teasers_of_other_articles_are_left_out():
    teaser = "<article><h3><a href='/b'>Boats to the south</a></h3><p>They stay too.</p></article>"
    text = read_page(make_page("", around="<article>{}</article>" + teaser)).text
    assert text.split("\n") == ["Fewer boats", FIRST, LAST]


def test_text_between_paragraphs_of_a_page_without_markup_for_its_content_is_kept():
    content = "Bare words stay.<table><tr><td>North</td><td>12</td></tr></table><p>Yes.</p>"
    expected = ["Bare words stay.", "North\t12", "Yes."]
    assert lines_between(content, around="{}") == expected
    assert lines_between(content, around=BARE) == expected
