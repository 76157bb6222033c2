"""HTML of verdicts, tables, the timeline, filters, uploads and past conversations."""

from __future__ import annotations

import pytest
from support.rendered_records import HOSTILE, Reader, links, source

from assistant.browse.timeline import Timeline
from assistant.citations.time_codes import ShownTime
from assistant.conversation.history import ConversationSummary
from assistant.records import CitedStatement, QuoteMatch, QuoteVerdict, Searched
from assistant.ui import render
from assistant.ui.render.records import Exchange, FileState, UploadResult
from index.records import Filters


def match(**other) -> QuoteMatch:
    facts = {
        "document": "a.txt", "document_id": "d", "path": "/a.txt", "start": 5, "end": 20,
        "text": "refused 42 times", "date": "2022-10-14", "outlet": "The Outlet", "title": "T",
        "page": None, "sha256": "0" * 64, "score": 0.9, "diff": (("equal", "refused 42 times"),),
    }  # fmt: skip
    return QuoteMatch(**(facts | other))


def verdict(kind: str, *matches: QuoteMatch, **other) -> Reader:
    facts = {
        "quote": "q", "verdict": kind, "matches": matches, "documents": len(matches),
        "nearest": (), "searched": Searched(documents=3),
    }  # fmt: skip
    return Reader(render.verdict_view(QuoteVerdict(**(facts | other))))


def said(**other) -> CitedStatement:
    facts = {
        "document": "a.txt", "document_id": "d", "start": 3, "end": 9, "text": "no  \nway",
        "kind": "direct", "speaker": "Ada", "role": None, "cue": "said", "date": None,
        "outlet": None, "title": None, "page": None, "sha256": "0" * 64,
    }  # fmt: skip
    return CitedStatement(**(facts | other))


def test_changed_words_are_marked_by_elements_and_by_brackets():
    diff = (("equal", "refused "), ("delete", "42 "), ("insert", "43 "), ("equal", "times"))
    page = verdict("altered", match(diff=diff))
    assert page.by_tag["h2"] == ["Altered"]
    assert page.by_tag["del"][-1] == "[-42-]"
    assert page.by_tag["ins"][-1] == "{+43+}"
    assert page.by_tag["p"][-1] == "refused [-42-] {+43+} times"
    assert links(page)[0]["start"] == 5


def test_the_oldest_of_several_places_is_marked_as_first_said():
    places = (match(date="2020-01-01", title="Old"), match(title="New"))
    page = verdict("verbatim", *places)
    assert page.by_tag["h3"] == ["First said Old", "New"]
    assert page.by_tag["h2"] == ["Verbatim"]
    assert "These words are in 2 documents." in page.by_tag["p"][0]
    assert "del" not in page.by_tag
    assert verdict("altered", *places).by_tag["h3"] == ["Old", "New"]


def test_a_quote_that_is_not_found_says_how_much_was_searched():
    page = verdict("not_found")
    assert page.by_tag["h2"] == ["Not found"]
    assert "not found in 3 documents" in page.by_tag["p"][0]


def test_an_unknown_speaker_changes_no_verdict_on_the_words():
    facts = {"quote": "q", "documents": 1, "nearest": (), "searched": Searched(documents=3)}
    found = QuoteVerdict(verdict="verbatim", matches=(match(speaker="Ada"),), **facts)
    page = Reader(render.verdict_view(found, "no document names 'Bo <i>'"))
    assert page.by_tag["h2"] == ["Verbatim"]
    note = "No document names 'Bo <i>'. That the words are from that speaker is not confirmed."
    assert page.by_tag["p"][:2] == ["These words are in 1 document.", note]
    assert page.tags[0][1]["data-announce"] == f"Verbatim. {note}"
    assert any("Ada" in text for text in page.by_tag["p"] + page.by_tag.get("div", []))
    missing = QuoteVerdict(verdict="not_found", matches=(), **facts)
    page = Reader(render.verdict_view(missing, "no document names 'Bo'; did you mean 'Ada'?"))
    assert page.by_tag["p"][1] == "No document names 'Bo'; did you mean 'Ada'?"


def test_a_statement_has_links_to_its_copies_in_other_documents():
    copies = (
        said(document="b.txt", document_id="e", start=5, end=11, outlet=HOSTILE[0]),
        said(document="c.txt", document_id="f", date="2022-10-14", title="Third"),
    )
    page = Reader(render.statements_table([said(copies=copies), said(copies=copies[:1])]))
    assert page.by_tag["summary"] == ["also in 2 other documents", "also in 1 other document"]
    assert page.by_tag["li"][1] == "Third, 14 October 2022"
    assert [link["id"] for link in links(page)] == ["d", "e", "f", "d", "e"]
    assert links(page)[1]["start"] == 5
    assert page.by_tag["a"][1] == HOSTILE[0]
    assert "summary" not in Reader(render.statements_table([said()])).by_tag


def test_statements_are_rows_with_links_to_their_characters():
    page = Reader(render.statements_table([said(role="x" * 200), said(speaker=None)]))
    assert page.by_tag["a"] == ["no way", "no way"]
    assert [link["end"] for link in links(page)] == [9, 9]
    assert "(not named)" in page.by_tag["td"][5]
    assert "undated" in page.by_tag["td"][0]
    assert "x" * 81 not in page.by_tag["td"][1]


def test_a_long_role_is_cut_between_words():
    role = "the deputy minister of " + "agriculture, fisheries and rural affairs " * 3
    page = Reader(render.statements_table([said(role=role), said(role="x" * 80)]))
    shown, _, end = page.by_tag["span"][1].partition(" …")
    assert role.startswith((f"{shown} ", f"{shown}, "))
    assert end == "" and 60 < len(shown) <= 80
    assert page.by_tag["td"][5] == f"Ada{'x' * 80}"


@pytest.mark.parametrize(
    ("page", "total", "text", "disabled"),
    [(0, 60, "1–25 of 60", "-1"), (2, 60, "51–60 of 60", "3"), (0, 20, "20 statements", None)],
)
def test_the_first_and_the_last_page_have_a_disabled_button(page, total, text, disabled):
    shown = Reader(render.pager(page, 25, total, "statement"))
    assert text in "".join(shown.by_tag.get("span", shown.by_tag["p"] if disabled is None else []))
    found = [attrs["data-page"] for _, attrs in shown.tags if "disabled" in attrs]
    assert found == ([disabled] if disabled else [])


def test_the_timeline_has_a_text_alternative_and_a_table():
    lines = {"Ada": {"2022-10": 3, "2022-12": 1}}
    page = Reader(render.timeline_view(Timeline(lines, "2022-10-03", "2022-12-24", "month", 5, 1)))
    svg = next(attrs for tag, attrs in page.tags if tag == "svg")
    assert svg["role"] == "img"
    assert "3 October 2022 to 24 December 2022" in svg["aria-label"]
    assert page.by_tag["title"] == ["Ada, 2022-10: 3 statements", "Ada, 2022-12: 1 statement"]
    assert page.by_tag["td"] == ["2022-10", "3", "2022-12", "1"]
    assert "5 statements of other" in page.by_tag["figcaption"][0]
    radii = [float(attrs["r"]) for tag, attrs in page.tags if tag == "circle"]
    assert radii[0] > radii[1]


def test_filters_can_be_removed_one_by_one_or_all():
    page = Reader(render.active_filters(Filters(speakers=("Ada", "Bo"), after="2022-10-14")))
    acts = [
        (attrs["data-act"], attrs.get("data-value")) for tag, attrs in page.tags if tag == "button"
    ]
    assert acts == [("drop", "Ada"), ("drop", "Bo"), ("drop", "2022-10-14"), ("clear", None)]
    assert "14 October 2022" in page.by_tag["bdi"]
    assert render.active_filters(Filters()) == ""


def test_each_uploaded_file_has_a_progress_bar_and_a_result():
    states = [FileState("a.txt", "done"), FileState("b.pdf", "indexing"), FileState("c.md")]
    page = Reader(render.upload_progress(states))
    assert [attrs["value"] for tag, attrs in page.tags if tag == "progress"] == ["3", "2", "0"]
    assert page.by_tag["p"] == ["1 of 3 files done"]
    results = [UploadResult("a.txt", "indexed"), UploadResult("b.pdf", "skipped", "encrypted")]
    page = Reader(render.upload_results(results))
    assert page.by_tag["p"] == ["1 document added, 1 left out."]
    assert "encrypted" in page.by_tag["li"][1]


def test_past_conversations_are_opened_and_deleted_by_id():
    past = [
        ConversationSummary("id1", 2, "What?", "2022-10-14T10:00:00+00:00"),
        ConversationSummary("id2", 1, "", "x"),
    ]
    page = Reader(render.toolbar(past, "id1", begun=True))
    acts = [
        (attrs["data-act"], attrs.get("data-id")) for tag, attrs in page.tags if tag == "button"
    ]
    assert acts[-4:] == [("open", "id1"), ("delete", "id1"), ("open", "id2"), ("delete", "id2")]
    assert "2 questions, 14 October 2022" in "".join(page.by_tag["span"])
    assert render.toolbar([], None, begun=False) == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text):
    source = dict.fromkeys(("document", "title", "outlet", "date", "speaker", "role", "cue"), text)
    lines = {text: {"2022": 1}}
    quoted = match(text=text, diff=(("equal", text), ("delete", text), ("insert", text)), **source)
    facts = {"quote": text, "documents": 1, "nearest": (), "searched": Searched(documents=1)}
    seen = QuoteVerdict(verdict="altered", matches=(quoted,), speaker=text, **facts)
    pieces = [
        render.verdict_view(seen),
        render.verdict_view(seen, text),
        render.statements_table([said(text=text, **source)]),
        render.timeline_view(Timeline(lines, "2022-01-01", "2022-02-01", "year", 0, 0)),
        render.active_filters(Filters(speakers=(text,), outlets=(text,), documents=(text,))),
        render.upload_progress([FileState(text, text)]),
        render.upload_results([UploadResult(text, "skipped", text, text)]),
        render.toolbar([ConversationSummary(text, 1, text, text)], text, begun=True),
        render.conversation(
            [Exchange(text, None, render.hint(text), text, helpful=True, comment=text)]
        ),
        render.unchecked_draft(text),
        render.masthead(1, text, text),
        render.cancel_editing(text),
        render.introduction(text),
        render.sign_in_page(text, text),
        render.details_heading(text),
        render.about_view(text, {text: {text: text}}),
    ]
    for piece in pieces:
        page = Reader(piece)
        assert not {"script", "img"} & page.by_tag.keys()
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]


def test_the_source_view_of_a_recording_shows_times_beside_the_words_and_not_among_them():
    text = "Anna Holm: The quay is ours.\nBo Lind: It is not."
    times = (ShownTime(0, "00:12:04"), ShownTime(29, "00:12:10"))
    page = source(text, 39, 48, times=times)
    shown = [attrs["data-time"] for _, attrs in page.tags if "data-time" in attrs]
    assert shown == ["00:12:04", "00:12:10"]
    assert "00:12" not in "".join(page.by_tag["div"])
    assert page.by_tag["mark"] == ["t is not."]
    assert not [attrs for _, attrs in source(text, 40, 49).tags if "data-time" in attrs]
