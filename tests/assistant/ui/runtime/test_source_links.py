"""The source view, and what a link into it may lead to."""

from __future__ import annotations

import json

import pytest
from support.rendered_records import HOSTILE, cited, source

from assistant.ui.render.links import citation_link, quote_digest
from assistant.ui.runtime.source_links import resolve_source_link
from index.errors import FilterError

TEXT = "Before.\nShe said “no”.\r\nAfter.\n"


def link_to(info, start=0, end=5, **other):
    return {"id": info.id, "start": start, "end": end, **other}


@pytest.fixture
def article(hash_store):
    (info,) = hash_store.catalogue.documents()
    return hash_store.catalogue, info


def test_the_mark_is_the_cited_characters_and_the_rest_is_the_document():
    page = source(TEXT, 8, 23)
    assert page.by_tag["mark"] == ["She said “no”.\r"]
    assert "".join(page.by_tag["div"][-3:]) == TEXT


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_documents_and_facts_are_text(text):
    page = source(
        f"{text}\n{text}\n{text}", 0, len(text), title=text, outlet=text, date=text, label=text,
        author=text, url=text, speaker=text, role=text, cue=f"x{text}",
    )  # fmt: skip
    assert page.by_tag["mark"] == [text]
    assert not {"script", "img", "svg", "a"} & page.by_tag.keys()
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a?b=1&c", "https://example.org/a?b=1&c"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (" https://example.org", None),
        ("https://example.org/ onclick=x", None),
        ("file:///etc/passwd", None),
    ],
)
def test_only_addresses_of_the_web_are_links(url, href):
    found = [attrs for tag, attrs in source(TEXT, 0, 3, url=url).tags if tag == "a"]
    assert [one["href"] for one in found] == ([href] if href else [])
    assert all("noopener" in one["rel"] for one in found)


def test_the_card_tells_who_how_where_and_whether_it_is_verbatim():
    told = {"speaker": "Ada Byron", "role": "analyst", "cue": "explained", "kind": "direct"}
    page = source(TEXT, 8, 22, intact=True, **told)
    card = "".join(page.by_tag["div"])
    assert "Said byAda Byron, analyst" in card
    assert "quoted directly, “explained”" in card
    assert "✓ Verbatim" in card
    assert "file.txt, characters 8–22" in card
    assert "0" * 64 in card
    assert "Verbatim" not in source(TEXT, 8, 22, intact=False).by_tag["p"][1]
    assert "Verbatim" not in source(TEXT, 8, 22).by_tag["p"][1]
    assert "Differs" in source(TEXT, 8, 22, intact=False).by_tag["p"][1]


def test_the_short_answer_stands_out_inside_the_mark():
    page = source("no 42, but 42 times", 0, 19, strong=(11, 19))
    assert page.by_tag["strong"] == ["42 times"]
    assert page.by_tag["mark"] == ["no 42, but 42 times"]


def test_a_long_document_is_whole_and_its_mark_is_one_element():
    text = "A line of a long document.\n" * 20_000
    page = source(text, 270_000, 270_100)
    assert page.by_tag["mark"] == [text[270_000:270_100]]
    blocks = [attrs for _, attrs in page.tags if attrs.get("class") in ("or-block", "or-around")]
    assert len(blocks) > 50
    assert "".join(page.by_tag["div"][-len(blocks) :]) == text


def test_right_to_left_text_takes_its_own_direction():
    quote = "قال الوزير إن المحادثات ستستمر"
    page = source(quote, 0, len(quote), title="عنوان")
    assert page.by_tag["mark"] == [quote]
    assert "auto" in [attrs.get("dir") for _, attrs in page.tags]


def test_a_link_leads_to_its_document_and_tells_whether_it_still_says_so(article):
    catalogue, info = article
    text = catalogue.text(info)
    one = cited(quote=text[10:30], document_id=info.id, sha256=info.sha256, start=10, end=30)
    link = json.loads(citation_link(one))
    place = resolve_source_link(catalogue, link)
    assert (place.info.id, place.start, place.end, place.intact) == (info.id, 10, 30, True)
    assert place.text == text
    moved = {**link, "start": 11, "end": 31}
    assert resolve_source_link(catalogue, moved).intact is False


def test_a_document_with_new_metadata_is_found_by_its_bytes(article):
    catalogue, info = article
    link = {**link_to(info), "id": "0" * 32, "sha256": info.sha256}
    assert resolve_source_link(catalogue, link).info.id == info.id


def test_a_place_beyond_the_text_shows_the_document_and_is_not_verbatim(article):
    catalogue, info = article
    place = resolve_source_link(catalogue, link_to(info, 10**9, 10**9 + 5, quote=quote_digest("x")))
    assert (place.start, place.end, place.intact) == (0, 0, False)


@pytest.mark.parametrize(
    "link",
    [
        None, [], "x", 7, {}, {"id": "x"}, {"start": 0, "end": 1},
        {"id": "x", "start": "0", "end": "1"}, {"id": "x", "start": 2, "end": 1},
        {"id": "x", "start": -1, "end": 1}, {"id": ["x"], "start": 0, "end": 1},
        {"id": "../../etc/passwd", "start": 0, "end": 1},
        {"id": "/etc/passwd", "sha256": "/etc/passwd", "start": 0, "end": 1},
        {"id": "\x00", "start": 0, "end": 1}, {"id": "\ud800", "start": 0, "end": 1},
    ],
)  # fmt: skip
def test_a_forged_link_leads_nowhere(article, link):
    with pytest.raises(FilterError):
        resolve_source_link(article[0], link)


def test_neither_a_path_nor_a_name_is_a_link(article):
    catalogue, info = article
    for reference in (str(info.path), info.name, info.label):
        with pytest.raises(FilterError):
            resolve_source_link(catalogue, {"id": reference, "start": 0, "end": 1})


@pytest.mark.parametrize("strong", [[1], [0, 99], ["a", "b"], "ab", [3, 1], None])
def test_a_forged_emphasis_is_left_out(article, strong):
    catalogue, info = article
    assert resolve_source_link(catalogue, link_to(info, strong=strong)).strong is None
