"""Answers and conversations as HTML."""

from __future__ import annotations

import dataclasses

import pytest
from pages import HOSTILE, Reader, answered, cited, links, passage, shown

from assistant.records import Answer, Searched
from assistant.ui import render
from assistant.ui.render.links import digest


def test_an_answer_links_its_markers_and_its_sources_to_the_exact_place():
    one = cited(speaker="Ada Byron", role="analyst", cue="said", kind="direct")
    page = shown(answered(one))
    marker, source = links(page)[:2]
    assert marker == source
    assert marker == {
        "id": "d", "sha256": "0" * 64, "document": "file.txt", "start": 1083, "end": 1098,
        "quote": digest("the exact words"), "speaker": "Ada Byron", "role": "analyst",
        "cue": "said", "kind": "direct",
    }  # fmt: skip
    assert page.by_tag["a"] == ["[1]", "[1] The title"]
    assert "Ada Byron, analystThe Outlet14 October 2022" in page.by_tag["li"][0]
    assert any(attrs.get("datetime") == "2022-10-14" for _, attrs in page.tags)


def test_several_citations_are_listed_and_unknown_markers_stay_text():
    citations = (cited(1), cited(2, "other words", page=3, speaker="Ada Byron"))
    page = shown(answered(*citations, text="One [1]. Two [2]. Neither [3] nor [x]."))
    assert page.by_tag["a"][:2] == ["[1]", "[2]"]
    assert page.by_tag["h3"] == ["Sources"]
    assert "Ada Byron" in page.by_tag["li"][1]
    assert "page 3" in page.by_tag["li"][1]
    assert "One [1]. Two [2]. Neither [3] nor [x]." in page.by_tag["p"][0]


def test_missing_facts_leave_no_gap():
    page = shown(answered(cited(title=None, outlet=None, date=None)))
    assert page.by_tag["a"][1] == "[1] file.txt"
    assert "None" not in "".join(page.by_tag["section"])
    assert "time" not in page.by_tag
    bare = passage(title="", outlet=None, date=None)
    nearest = shown(answered(status="not_found", text="No.", retrieved=(bare,)))
    assert nearest.by_tag["h4"][0] == "near.txt"


def test_why_tells_what_made_the_confidence_and_leads_to_what_was_considered():
    near = [passage(start=n, end=n + 9, words_rank=1, signals={"words": 0.5}) for n in range(9)]
    page = shown(
        answered(cited(), retrieved=tuple(near), reasons={"told": 0.98}, timings_ms={"total": 12.0})
    )
    assert "told0.98" in page.by_tag["details"][0]
    assert "by words #1" in page.by_tag["details"][0]
    assert "total 12 ms" in page.by_tag["details"][0]
    assert [link["start"] for link in links(page)[2:]] == [*range(8)]


def test_only_the_last_answer_can_be_asked_again_and_an_error_can_not_be_rated():
    def buttons(**facts) -> list[str]:
        told = {"last": False, "answered": True, "rating": None, "comment": ""} | facts
        return Reader(render.actions(1, **told)).by_tag.get("button", [])

    assert "Ask again" not in buttons()
    assert {"Ask again", "Edit question", "Copy", "Helpful"} <= set(buttons(last=True))
    assert buttons(last=True, answered=False) == ["Ask again", "Edit question"]
    assert "Save comment" in buttons(rating=False)
    assert "Save comment" not in buttons(rating=False, comment="No.")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_adds_no_tag(text):
    plain = render.exchange(1, "q", render.answer_body(_everywhere("q")), "q")
    page = Reader(render.exchange(1, text, render.answer_body(_everywhere(text)), text))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in Reader(plain).tags]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert page.by_tag["h2"] == [text]
    assert links(page)[0]["document"] == text
    assert all(attrs["href"] == "#or-source" for tag, attrs in page.tags if tag == "a")


def test_a_marker_inside_a_quote_is_the_documents_own():
    quote = "as the report says [1] on page two"
    page = shown(answered(cited(quote=quote), text=f"“{quote}” [1]"))
    assert page.by_tag["a"] == ["[1]", "[1] The title"]
    assert page.by_tag["p"][0] == f"“{quote}” [1]"


def test_the_short_answer_stands_out_once_or_leads():
    inside = shown(answered(cited(quote="42 times, yes 42"), text="“42 times, yes 42” [1]"))
    assert "strong" not in inside.by_tag
    short = answered(
        cited(quote="42 times, yes 42"), text="“42 times, yes 42” [1]", short_answer="42"
    )
    assert shown(short).by_tag["strong"] == ["42"]
    assert shown(short).by_tag["p"][0] == "“42 times, yes 42” [1]"
    lead = shown(dataclasses.replace(short, short_answer="Forty-two"))
    assert lead.by_tag["p"][0].startswith("Forty-two\n“42")


def test_not_found_says_what_was_searched_and_shows_the_three_nearest():
    near = [passage(f"passage {n}") for n in range(5)]
    answer = answered(
        status="not_found", text="Nothing answers this.", confidence=0.12, retrieved=tuple(near),
        searched=Searched(documents=7, filters={"outlets": ["A & B"], "after": "2020-01-01"}),
    )  # fmt: skip
    page = shown(answer)
    assert page.by_tag["blockquote"] == ["passage 0", "passage 1", "passage 2"]
    assert "Searched 7 documents with outlets: A & B; after: 2020-01-01" in page.by_tag["p"][1]
    assert "low (12%)" in page.by_tag["p"][1]
    assert "Near" in page.by_tag["h4"][0]
    assert "Gazette3 February 2021" in page.by_tag["section"][-1]
    assert [link["start"] for link in links(page)][:3] == [0, 0, 0]


def test_not_found_with_nothing_near_has_no_empty_section():
    assert "section" not in shown(answered(status="not_found", text="The store is empty.")).by_tag


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_passages_errors_and_hints_add_no_tag(text):
    facts = {"title": text, "outlet": text, "date": text, "document": text}
    near = passage(text, **facts)
    page = shown(answered(status="not_found", text=text, retrieved=(near,)))
    assert not {"script", "img", "svg"} & page.by_tag.keys()
    for piece in (render.problem_body(text), render.hint(text), render.notice(text)):
        assert "".join(Reader(piece).by_tag["p"]) == text


def _everywhere(text: str) -> Answer:
    hostile = cited(quote=text, title=text, outlet=text, date=text, document=text, speaker=text)
    filters = {text: text}
    return answered(
        hostile, text=f"{text} [1]", searched=Searched(documents=1, filters=filters)
    )  # fmt: skip


def test_characters_beyond_the_basic_plane_survive():
    assert render.escape("𝔘😀é\u0301") == "𝔘😀é\u0301"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "high"),
        (0.75, "high"),
        (0.74, "medium"),
        (0.35, "medium"),
        (0.34, "low"),
        (0.0, "low"),
    ],
)
def test_confidence_in_words(confidence, words):
    assert (
        f"{words} ({round(100 * confidence)}%)"
        in shown(answered(cited(), confidence=confidence)).by_tag["p"][1]
    )


def test_what_screen_readers_hear():
    assert render.announce(answered(cited())) == "Answered, confidence high, 1 source cited."
    assert "No answer" in render.announce(answered(status="not_found", text="No."))
    assert "Ask 1,008 documents" in render.masthead(1008)
    assert "Ask 1 document;" in render.masthead(1)
