import codecs
import socket
import time
from pathlib import Path

import pytest
from support import growth

from index.errors import DocumentError
from index.ingest.loading import SourceFile, load_document
from index.ingest.metadata.metadata import Metadata
from index.limits import LIMITS, Limits
from index.records import Document

BODY = (
    "<nav><a href='/'>Home</a></nav><article><h1>Talks go on</h1>{}"
    "<p>“We will <b>not</b> comment,” the minister said on Monday after the talks.</p>"
    "<p>A second paragraph with <a href='https://x.example'>a link</a> &amp; more words.</p>"
    "</article>"
)
TEXT = (
    "Talks go on\n“We will not comment,” the minister said on Monday after the talks.\n"
    "A second paragraph with a link & more words."
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*_args, **_kwargs):
        pytest.fail("a network call")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def page(head: str = "", dated: str = "", attributes: str = "") -> str:
    return f"<!DOCTYPE html><html{attributes}><head>{head}</head><body>{BODY.format(dated)}</body>"


def load(markup: str | bytes, name: str = "a.html", limits: Limits = LIMITS) -> Document:
    data = markup.encode() if isinstance(markup, str) else markup
    return load_document(SourceFile(Path("/nowhere") / name, name, Metadata()), data, limits)


@pytest.mark.parametrize("name", ["a.html", "a.HTM"])
def test_main_text(name):
    assert load(page(), name).text == TEXT


def test_metadata():
    document = load(
        page(
            '<meta property="og:title" content="The title">'
            '<meta property="og:site_name" content="The Outlet">'
            '<meta property="article:published_time" content="2022-10-14T09:00:00Z">'
            '<meta property="article:modified_time" content="2023-01-01T09:00:00Z">'
            '<meta name="author" content="Jane Roe">'
            '<link rel="canonical" href="https://outlet.example/talks">',
            attributes=' lang="en-GB"',
        )
    )
    assert document.title == "The title"
    assert document.outlet == "The Outlet"
    assert document.date == "2022-10-14"
    assert document.author == "Jane Roe"
    assert document.url == "https://outlet.example/talks"
    assert document.language == "en-GB"


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Fares frozen - Kestle Bay Gazette", "Kestle Bay Gazette"),
        ("Fares frozen | Ferries | The Kestle Post", "The Kestle Post"),
        ("Fares frozen - what it costs", None),
        ("Fares frozen - Kestle Ferry Board", None),
        ("Kestle Bay Gazette", None),
    ],
)
def test_the_outlet_behind_the_headline_in_the_pages_title(title, outlet):
    assert load(page(f"<title>{title}</title>")).outlet == outlet


@pytest.mark.parametrize(
    ("head", "dated", "expected"),
    [
        ("", "<time datetime='2022-10-14T10:00'>Friday</time>", "2022-10-14"),
        ("", "<span class='pub-date'>14 October 2022, 10:30</span>", "2022-10-14"),
        ("", "<span class='pub-date'>03/04/2022</span>", None),
        ("<meta name='date' content='03/04/2022'>", "", None),
        ("", "<p>Talks began on October 14, 2022, he said.</p>", None),
        ("", "<table><tr><td>Founded<td>October 14, 1922</table>", None),
        ("", "<table><tr><td>Date:<td>October 14, 2022</table>", "2022-10-14"),
        ("<script>var built = '2021-01-01';</script>", "", None),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle",'
            ' "datePublished": "2022-10-14"}</script>',
            "",
            "2022-10-14",
        ),
    ],
)
def test_dates(head, dated, expected):
    assert load(page(head, dated)).date == expected


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One short line.</p>", "One short line."),
        ("<div>A short statement.</div><div>And more.</div>", "A short statement.\nAnd more."),
        ("no tags at all", "no tags at all"),
        ("<p>before\x00after</p>", "beforeafter"),
        ("<p>before&#1;&#x2;&#0;&#031;&#x1F;&#x000c;after</p>", "beforeafter"),
        ("<p>&#65;&#x41;&#10;&#x9;&#32;&#x1F0;</p>", "AA ǰ"),
        ("<p>&#147;We stay,&#148; he said &#x96; twice&#8230;</p>", "“We stay,” he said – twice…"),
        (f"<p>We stay.<svg><path><p>{'We go. ' * 50}</p>", f"We stay.\n{'We go. ' * 50}".strip()),
    ],
)
def test_fragments(markup, text):
    assert load(markup).text == text


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<script>x</script>", "<!-- c -->", "<p> &nbsp; </p>", "  "]
)
def test_a_page_without_text(markup):
    with pytest.raises(DocumentError, match="empty"):
        load(markup)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("<meta charset='utf-8'><p>café “x”</p>".encode(), "café “x”"),
        ("<p>café “x”</p>".encode(), "café “x”"),
        (codecs.BOM_UTF8 + "<meta charset=latin1><p>café “x”</p>".encode(), "café “x”"),
        ("<p>café “x”</p>".encode("utf-16"), "café “x”"),
        ("<meta charset=iso-8859-1><p>café “x”</p>".encode("cp1252"), "café “x”"),
        (
            "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>"
            "<p>Плохов</p>".encode("cp1251"),
            "Плохов",
        ),
        ("<?xml version='1.0' encoding='koi8-r'?><p>Плохов</p>".encode("koi8-r"), "Плохов"),
        ("<meta charset='utf-16'><p>café “x”</p>".encode(), "café “x”"),
        ("<meta charset='no-such'><p>café “x”</p>".encode(), "café “x”"),
    ],
)
def test_encodings(data, said):
    assert load(data).text == said


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<p>caf\xe9</p>", r"not valid UTF-8: byte 0xe9 at offset 6; and the page declares no"),
        (
            b"<meta charset=utf-8><p>caf\xe9</p>",
            r"byte 0xe9 at offset 26; though the page declares",
        ),
        (b"<meta charset=windows-1252>\x81", r"not valid cp1252: byte 0x81"),
        (b"%PDF-1.7\n", "looks binary: a PDF"),
    ],
)
def test_bytes_that_are_not_what_is_declared(data, message):
    with pytest.raises(DocumentError, match=message):
        load(data)


def test_a_huge_page_is_read_in_bounded_time():
    paragraphs = "".join(f"<p>Paragraph {i} &amp; more.</p>" for i in range(100_000))
    started = time.process_time()
    data = page("<title>Talks go on</title><style>p {}</style>", paragraphs)
    document = load(data, limits=Limits(analysed_characters=100_000))
    assert time.process_time() - started < 10
    assert document.title == "Talks go on"
    assert "\nParagraph 99999 & more.\n" in document.text
    assert "p {}" not in document.text


def many_attributes(length: int) -> str:
    return "<p " + "".join(f"a{i}='x' " for i in range(length // 10)) + ">He said so.</p>"


def many_authors(length: int) -> str:
    authors = '"author":"Jane Roe",' * (length // 20)
    return f"<script type='application/ld+json'>{{{authors}}}</script><p>He said so.</p>"


def articles_in_articles(length: int) -> str:
    return "<article><p>a" * (length // 13)


@pytest.mark.parametrize(
    "make",
    [many_attributes, many_authors, articles_in_articles],
    ids=lambda f: f.__name__,
)
def test_a_page_takes_time_in_proportion_to_its_length(make):
    length = 50_000
    before, after = (growth.seconds(load, make(n)) for n in (length, length * growth.LONGER))
    assert after < growth.TOO_MUCH * before


def test_attributes_after_the_first_hundred_are_left_out_and_the_text_is_kept():
    many = "".join(f" a{i}=\"x > 'y'\"" for i in range(500))
    assert load(f"<p{many} hidden>He said so.</p>").text == "He said so."


@pytest.mark.parametrize("limits", [Limits(analysed_elements=10), Limits(analysed_nesting=20)])
def test_of_a_page_over_a_limit_all_visible_text_and_the_metadata_of_its_head_are_read(limits):
    head = "<title>Talks</title><meta name='date' content='2022-10-14'><style>p {}</style>"
    markup = page(head, attributes=" lang='en'").replace("nav>", "footer>")
    document = load(markup, limits=limits)
    assert document.text == f"Home\n{TEXT}"
    assert (document.title, document.date, document.language) == ("Talks", "2022-10-14", "en")


def test_a_page_with_deep_nesting_is_read_as_visible_text():
    nested = load("<footer>Home</footer>" + "<div>a" * 1000)
    assert nested.text.splitlines() == ["Home", *["a"] * 1000]


def test_nothing_is_lost_of_a_page_whose_elements_lie_deeper_than_the_parser_goes():
    nested = load("<p>First.</p>" + "<div><b>a</b> b" * 5000 + "<p>Last.</p>")
    assert nested.text.splitlines() == ["First.", *["a b"] * 5000, "Last."]
    with pytest.raises(DocumentError, match="too deep inside each other"):
        load("<p>First.</p>" + "<del>a" * 5000)
