"""HTML of answers and conversations."""

from __future__ import annotations

import dataclasses

import pytest
from support.rendered_records import HOSTILE, Reader, answered, cited, links, passage, shown

from assistant.records import Answer, Searched, Turn
from assistant.ui import render
from assistant.ui.render.links import quote_digest
from assistant.ui.render.records import Exchange


def test_markers_and_sources_link_to_the_exact_characters():
    citation = cited(speaker="Ada Byron", role="analyst", cue="said", kind="direct")
    page = shown(answered(citation))
    marker, source = links(page)[:2]
    assert marker == source
    assert marker == {
        "id": "d", "sha256": "0" * 64, "document": "file.txt", "start": 1083, "end": 1098,
        "quote": quote_digest("the exact words"), "speaker": "Ada Byron", "role": "analyst",
        "cue": "said", "kind": "direct",
    }  # fmt: skip
    assert page.by_tag["a"] == ["[1]", "[1] The title"]
    assert "Ada Byron, analystThe Outlet14 October 2022" in page.by_tag["li"][0]
    assert any(attrs.get("datetime") == "2022-10-14" for _, attrs in page.tags)


def test_each_citation_is_listed_and_a_marker_without_citation_is_text():
    citations = (cited(1), cited(2, "other words", page=3, speaker="Ada Byron"))
    page = shown(answered(*citations, text="One [1]. Two [2]. Neither [3] nor [x]."))
    assert page.by_tag["a"][:2] == ["[1]", "[2]"]
    assert page.by_tag["h3"] == ["Sources"]
    assert "Ada Byron" in page.by_tag["li"][1]
    assert "page 3" in page.by_tag["li"][1]
    assert "One [1]. Two [2]. Neither [3] nor [x]." in page.by_tag["p"][0]


def test_missing_metadata_is_left_out():
    page = shown(answered(cited(title=None, outlet=None, date=None)))
    assert page.by_tag["a"][1] == "[1] file.txt"
    assert "None" not in "".join(page.by_tag["section"])
    assert "time" not in page.by_tag
    bare = passage(title="", outlet=None, date=None)
    nearest = shown(answered(status="not_found", text="No.", retrieved=(bare,)))
    assert nearest.by_tag["h4"][0] == "near.txt"


def test_the_explanation_lists_figures_timings_and_linked_passages():
    near = [passage(start=n, end=n + 9, words_rank=1, signals={"words": 0.5}) for n in range(9)]
    page = shown(
        answered(cited(), retrieved=tuple(near), reasons={"best": 0.98}, timings_ms={"total": 12.0})
    )
    assert "best0.98" in page.by_tag["details"][0]
    assert "by words #1" in page.by_tag["details"][0]
    assert "total 12 ms" in page.by_tag["details"][0]
    assert [link["start"] for link in links(page)[2:]] == [*range(8)]


def test_small_talk_is_a_reply_alone():
    reply = answered(status="not_found", text="You're welcome.", small_talk=True)
    page = shown(reply)
    assert page.by_tag["p"] == ["You're welcome."]
    assert {"details", "section"} & page.by_tag.keys() == set()
    assert render.announcement(reply) == "You're welcome."


def exchange(text: str = "q", answer: Answer | None = None, **facts) -> Exchange:
    """An exchange with an answer, or with an error if there is no answer."""
    if answer is None:
        return Exchange(text, None, render.problem_message(text), text, **facts)
    return Exchange(text, Turn.of(answer), render.answer_view(answer), text, **facts)


def buttons(*exchanges: Exchange) -> list[str]:
    return Reader(render.conversation(exchanges)).by_tag.get("button", [])


def test_only_the_last_question_can_be_asked_again():
    answer = exchange(answer=answered(cited()))
    assert {"Ask again", "Edit question", "Copy", "Helpful"} <= set(buttons(answer))
    assert buttons(answer, answer).count("Ask again") == 1
    assert buttons(answer, answer)[-2:] == ["Ask again", "Edit question"]


def test_an_error_can_be_asked_again_but_not_rated():
    assert buttons(exchange()) == ["Ask again", "Edit question"]
    assert buttons(exchange(), exchange()) == ["Ask again", "Edit question"]


def test_a_rated_answer_can_be_commented_on_once():
    answer = answered(cited())
    assert "Save comment" not in buttons(exchange(answer=answer))
    assert "Save comment" in buttons(exchange(answer=answer, helpful=False))
    commented = exchange(answer=answer, helpful=False, comment="No <b>.")
    assert "Save comment" not in buttons(commented)
    assert Reader(render.conversation([commented])).by_tag["q"] == ["No <b>."]


def test_the_rating_that_was_given_is_pressed():
    answer = answered(cited())
    for helpful, pressed in ((None, []), (True, ["true"]), (False, ["false"])):
        page = Reader(render.conversation([exchange(answer=answer, helpful=helpful)]))
        rated = [attrs for _, attrs in page.tags if attrs.get("data-act") == "rate"]
        assert [a["data-helpful"] for a in rated if a["aria-pressed"] == "true"] == pressed


def test_a_conversation_can_be_shown_up_to_an_exchange():
    three = [exchange(text) for text in ("One?", "Two?", "Three?")]
    page = Reader(render.conversation(three, 2))
    assert page.by_tag["h2"] == ["One?", "Two?"]
    assert "button" not in page.by_tag  # the last one can be asked again, and it isn't shown
    ids = [attrs["id"] for tag, attrs in page.tags if tag == "article"]
    assert ids == ["exchange-1", "exchange-2"]


def test_a_question_that_is_being_answered_has_no_buttons():
    page = Reader(render.pending_exchange(7, "Who?", render.searching(), "Searching"))
    assert page.by_tag["p"] == ["Searching the documents"]
    assert page.tags[0][1]["id"] == "exchange-7"
    assert "button" not in page.by_tag


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text):
    plain = render.conversation([exchange("q", _everywhere("q"))])
    page = Reader(render.conversation([exchange(text, _everywhere(text))]))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in Reader(plain).tags]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert page.by_tag["h2"] == [text]
    assert links(page)[0]["document"] == text
    assert all(attrs["href"] == "#or-source" for tag, attrs in page.tags if tag == "a")


def test_a_marker_inside_a_quote_is_part_of_the_quote():
    quote = "as the report says [1] on page two"
    page = shown(answered(cited(quote=quote), text=f"“{quote}” [1]"))
    assert page.by_tag["a"] == ["[1]", "[1] The title"]
    assert page.by_tag["p"][0] == f"“{quote}” [1]"


def test_the_short_answer_is_bold_once_or_stands_first():
    inside = shown(answered(cited(quote="42 times, yes 42"), text="“42 times, yes 42” [1]"))
    assert "strong" not in inside.by_tag
    short = answered(
        cited(quote="42 times, yes 42"), text="“42 times, yes 42” [1]", short_answer="42"
    )
    assert shown(short).by_tag["strong"] == ["42"]
    assert shown(short).by_tag["p"][0] == "“42 times, yes 42” [1]"
    lead = shown(dataclasses.replace(short, short_answer="Forty-two"))
    assert lead.by_tag["p"][0].startswith("Forty-two\n“42")


def test_what_is_uncertain_is_shown_as_possible_matches():
    unsure = answered(cited(), text="“42 times” [1]", short_answer="Forty-two", confidence=0.49)
    page = shown(unsure)
    assert page.by_tag["p"][:2] == ["Possible matches, not an answer:", "“42 times” [1]"]
    assert "strong" not in page.by_tag
    assert render.announcement(unsure) == "Possible matches, not an answer: 1 source cited."
    sure = shown(dataclasses.replace(unsure, confidence=0.5))
    assert sure.by_tag["strong"] == ["Forty-two"]


def test_a_refusal_says_what_was_searched_and_shows_the_three_nearest_passages():
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


def test_a_refusal_without_near_passages_has_no_empty_section():
    assert "section" not in shown(answered(status="not_found", text="The store is empty.")).by_tag


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_passages_errors_and_hints_are_shown_as_text(text):
    facts = {"title": text, "outlet": text, "date": text, "document": text}
    near = passage(text, **facts)
    page = shown(answered(status="not_found", text=text, retrieved=(near,)))
    assert not {"script", "img", "svg"} & page.by_tag.keys()
    for piece in (render.problem_message(text), render.hint(text), render.notice(text)):
        assert "".join(Reader(piece).by_tag["p"]) == text


def _everywhere(text: str) -> Answer:
    hostile = cited(quote=text, title=text, outlet=text, date=text, document=text, speaker=text)
    filters = {text: text}
    return answered(
        hostile, text=f"{text} [1]", searched=Searched(documents=1, filters=filters)
    )  # fmt: skip


def test_characters_beyond_the_basic_plane_survive():
    assert Reader(render.hint("𝔘😀é\u0301")).by_tag["p"] == ["𝔘😀é\u0301"]


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
    paragraphs = shown(answered(cited(), confidence=confidence)).by_tag["p"]
    assert any(f"{words} ({round(100 * confidence)}%)" in one for one in paragraphs)


def test_an_announcement_says_what_arrived():
    assert render.announcement(answered(cited())) == "Answered, confidence high, 1 source cited."
    assert "No answer" in render.announcement(answered(status="not_found", text="No."))


def test_the_masthead_says_how_much_is_searched_and_what_leaves_the_machine():
    assert "Ask 1,008 documents" in render.masthead(1008)
    assert "Ask 1 document;" in render.masthead(1)
    assert "Nothing leaves this machine." in render.masthead(1)
    assert "are sent to a &amp; b." in render.masthead(1, "a & b")
    page = Reader(render.masthead(1, user="<Ada>"))
    assert page.by_tag["bdi"] == ["<Ada>"]
    assert page.by_tag["button"] == ["Sign out"]
