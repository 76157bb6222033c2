"""HTML of the report on a draft: its text, its marks, and what is said of each of them."""

from __future__ import annotations

import re

import pytest
from support.rendered_records import HOSTILE, Reader, cited, links

from assistant.draft_records import DraftFigure, DraftLevel, DraftPlace, DraftQuotation, DraftReport
from assistant.records import QuoteMatch, QuoteVerdict, QuoteWarning, Searched
from assistant.ui import render
from assistant.ui.render import drafts
from index.records import Span

LEVELS = {
    "ok": "✓ ok", "unclear": "? unclear", "warning": "! warning", "altered": "≠ altered",
    "misattributed": "✗ misattributed", "not_found": "∅ not found",
    "not_checked": "– not checked",
}  # fmt: skip


def match(**other) -> QuoteMatch:
    facts = {
        "document": "a.txt", "document_id": "d", "path": "/secret/a.txt", "start": 5, "end": 20,
        "text": "lost two gates", "date": "2018-06-11", "outlet": "River Post", "title": "T",
        "page": None, "sha256": "0" * 64, "score": 1.0, "diff": (("equal", "lost two gates"),),
    }  # fmt: skip
    return QuoteMatch(**(facts | other))


def verdict(kind: str = "verbatim", *matches: QuoteMatch, **other) -> QuoteVerdict:
    facts = {
        "quote": "q", "verdict": kind, "matches": matches, "documents": len(matches),
        "nearest": (), "searched": Searched(documents=3), "speaker_check": "confirmed",
    }  # fmt: skip
    return QuoteVerdict(**(facts | other))


def quotation(text: str, words: str, level: DraftLevel = "ok", **other) -> DraftQuotation:
    start = text.index(words)
    facts = {
        "place": DraftPlace(start=start, end=start + len(words), text=words, line=1, paragraph=1),
        "parts": (Span(start, start + len(words)),), "quote": words, "level": level,
        "reason": "these words are in 1 document", "speaker": "Maren Tolk",
    }  # fmt: skip
    return DraftQuotation(**(facts | other))


def figure(text: str, words: str, statement: str, **other) -> DraftFigure:
    def place(part: str) -> DraftPlace:
        start = text.index(part)
        return DraftPlace(start=start, end=start + len(part), text=part, line=2, paragraph=2)

    facts = {
        "place": place(words), "kind": "number", "speaker": "Maren Tolk",
        "statement": place(statement), "status": "backed", "reason": "the statement has it",
    }  # fmt: skip
    return DraftFigure(**(facts | other))


def report(text: str, *items: DraftQuotation | DraftFigure, **other) -> DraftReport:
    facts = {
        "name": "story.txt", "text": text, "searched": Searched(documents=3),
        "quotations": tuple(one for one in items if isinstance(one, DraftQuotation)),
        "figures": tuple(one for one in items if isinstance(one, DraftFigure)),
    }  # fmt: skip
    return DraftReport(**(facts | other))


def shown(made: DraftReport, with_comments: bool = False) -> Reader:
    return Reader(render.draft_view(made, with_comments))


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_is_told_by_a_sign_and_a_word_at_the_mark_and_at_the_item(level):
    text = "She said: “We lost two gates.”\n\nIt rained."
    page = shown(report(text, quotation(text, "“We lost two gates.”", level)))
    assert page.by_tag["mark"] == ["“We lost two gates.”"]
    (badge,) = [one for one in page.by_tag["a"] if LEVELS[level] in flat(one)]
    assert flat(badge) == f"1 {LEVELS[level]}"
    assert flat(page.by_tag["h4"][0]) == f"1 {LEVELS[level]}"
    classes = [attrs.get("class") for tag, attrs in page.tags if tag == "mark"]
    assert classes == [f"or-level-{level}"]


def test_the_counts_come_first_in_words():
    text = "“One two three,” she said. “Four five six,” she said."
    made = report(
        text, quotation(text, "“One two three,”"), quotation(text, "“Four five six,”", "altered")
    )
    page = shown(made)
    (head,) = page.by_tag["h2"]
    assert head == "story.txt: 2 quotations (1 ok, 1 altered); against 3 documents"
    assert page.tags.index(("h2", {"class": "or-verdict", "role": "status"})) == 1


def test_the_drafts_text_is_shown_character_for_character():
    text = " \tA\r\n\r\n  “One  two three,”   she\u00a0said.\n\n\n&amp; <b>“four”</b>\n"
    page = Reader(
        render.draft_view(
            report(
                text,
                quotation(text, "“One  two three,”"),
                quotation(text, "“four”", "not_checked", speaker=None),
            )
        )
    )
    start = next(n for n, (_, attrs) in enumerate(page.tags) if attrs.get("tabindex") == "0")
    assert page.tags[start][0] == "div"
    whole = page.by_tag["div"][0]
    assert re.sub(r" \d \S [a-z ]+?(?=   she|</b>)", "", whole) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_draft_or_a_document_becomes_markup(text):
    draft = f"“{text}” said {text}, 57 {text}."
    found = verdict(
        "altered",
        match(
            text=text, speaker=text, title=text, outlet=text, role=text, before=text, after=text,
            diff=(("equal", text), ("delete", text), ("insert", text)),
        ),
        warnings=(QuoteWarning(kind="hidden_in_gap", message=text, words=text, start=0, end=1),),
        nearest=(cited(quote=text, title=text, speaker=text),),
    )  # fmt: skip
    made = report(
        draft,
        quotation(
            draft, f"“{text}”", "warning", verdict=found, speaker=text,
            speaker_as_written="x" + text, reason=text,
        ),
        figure(draft, "57", f"57 {text}", speaker=text, reason=text, citation=cited(quote=text)),
        name=text,
        notices=(text,),
    )  # fmt: skip
    page = shown(made)
    tags = {tag for tag, _ in page.tags}
    assert tags <= {
        "a", "bdi", "blockquote", "button", "del", "div", "h2", "h3", "h4", "h5", "input", "ins",
        "label", "li", "mark", "p", "q", "section", "span", "strong", "time", "ul",
    }  # fmt: skip
    for _, attrs in page.tags:
        assert not any(name.startswith("on") for name in attrs)
        assert set(attrs) <= {
            "aria-hidden", "aria-label", "class", "data-act", "data-format", "data-place",
            "data-source", "datetime", "dir", "href", "id", "role", "tabindex", "type",
        }  # fmt: skip
        assert (attrs.get("href") or "#").startswith("#")
    assert sum(text in one for one in page.by_tag["blockquote"]) >= 2


def test_an_item_has_its_source_with_what_is_around_and_what_differs():
    text = "“We lost three gates,” she said."
    place = match(
        diff=(("equal", "lost "), ("delete", "two "), ("insert", "three "), ("equal", "gates")),
        before="It stormed. We ",
        after=" that night.",
        speaker="Maren Tolk",
        role="warden",
    )
    made = quotation(
        text, "“We lost three gates,”", "altered", verdict=verdict("altered", place),
        speaker_as_written="she",
    )  # fmt: skip
    page = shown(report(text, made))
    (words,) = [one for one in page.by_tag["p"] if "[-two-]" in one and "struck out" not in one]
    assert words == "It stormed. We lost [-two-] {+three+} gates that night."
    assert "The draft gives it to Maren Tolk (“she”). Speaker check: confirmed." in page.by_tag["p"]
    (link,) = links(page)
    assert (link["id"], link["start"], link["end"]) == ("d", 5, 20)
    assert "Maren Tolk, warden" in page.by_tag["p"][-4]
    assert "/secret" not in str(render.draft_view(report(text, made)))


def test_a_warning_is_named_with_the_words_that_the_cut_hides():
    text = "“We shall sell,” she said."
    hidden = QuoteWarning(
        kind="cut_start",
        message="the quote begins behind “if”",
        words="if rain comes",
        start=1,
        end=9,
    )
    made = quotation(
        text,
        "“We shall sell,”",
        "warning",
        verdict=verdict("verbatim", match(), warnings=(hidden,)),
    )
    page = shown(report(text, made))
    (told,) = page.by_tag["li"]
    message = "⚠ Warning, cut at the start: the quote begins behind “if”. if rain comes"
    assert flat(told) == message


def test_the_nearest_is_told_apart_from_the_quotation():
    text = "“We shall fly,” she said."
    found = verdict("not_found", nearest=(cited(quote="They swim."),), speaker_check=None)
    page = shown(report(text, quotation(text, "“We shall fly,”", "not_found", verdict=found)))
    told = [flat(one) for one in page.by_tag["p"]]
    assert "Nearest in meaning, which is not the quotation:" in told
    assert "They swim." in page.by_tag["blockquote"]
    assert not any("Speaker check" in one for one in told)


def test_the_figures_of_a_statement_stand_together_and_each_has_its_mark():
    text = "Tolk said that 75 anglers came in May. Eik said that 9 left."
    first, second = "that 75 anglers came in May", "that 9 left"
    made = report(
        text,
        figure(text, "75", first),
        figure(text, "May", first, kind="date", status="not_found", reason="no statement has it"),
        figure(text, "9", second, speaker="Runa Eik", status="contradicted", stated="8",
               citation=cited(quote="that 8 left")),
    )  # fmt: skip
    page = shown(made)
    assert page.by_tag["mark"] == ["75", "May", "9"]
    assert page.by_tag["h4"] == [
        "Figures in what the draft reports of Maren Tolk",
        "Figures in what the draft reports of Runa Eik",
    ]
    assert page.by_tag["blockquote"] == [first, second, "that 8 left"]
    targets = [attrs["data-place"] for _, attrs in page.tags if "data-place" in attrs]
    ids = {attrs["id"] for _, attrs in page.tags if "id" in attrs}
    assert set(targets) <= ids
    assert len(targets) == 6


def test_what_is_not_checked_has_neither_a_source_nor_a_speaker_nor_counts_as_confirmed():
    text = "a “quiet” town, “We lost two gates,” she said"
    page = shown(
        report(
            text,
            quotation(text, "“quiet”", "not_checked", speaker="a town"),
            quotation(text, "“We lost two gates,”", verdict=verdict("verbatim", match())),
        )
    )
    assert len(links(page)) == 1
    assert "The draft gives it to a town." not in page.by_tag["p"]
    assert "Hide what is confirmed (1)" in flat(page.by_tag["label"][0])


def test_comments_are_offered_for_a_word_draft_alone():
    made = report("It rained.")
    assert len(shown(made).by_tag["button"]) == 2
    assert shown(made, with_comments=True).by_tag["button"][-1] == "Save the draft with comments"
    assert any("nothing in it to check" in one for one in shown(made).by_tag["p"])


def test_of_very_many_the_rest_is_marked_counted_and_told(monkeypatch):
    monkeypatch.setattr(drafts, "MAX_ITEMS_SHOWN", 2)
    words = ["“One two three”", "“Four five six”", "“Seven eight nine”"]
    text = ", ".join(words)
    page = shown(report(text, *(quotation(text, one) for one in words)))
    assert page.by_tag["mark"] == words
    assert len(page.by_tag["h4"]) == 2
    assert "3 quotations (3 ok)" in page.by_tag["h2"][0]
    told = [flat(one) for one in page.by_tag["p"]]
    assert "The first 2 are explained here, 1 more in the saved report." in told
    targets = [attrs["data-place"] for _, attrs in page.tags if "data-place" in attrs]
    assert "or-item-3" not in targets


def test_progress_is_told_in_numbers():
    page = Reader(render.draft_progress(1200, 5000))
    assert page.by_tag["p"] == ["1,200 of 5,000 quotations looked up"]
    attributes = dict(page.tags)["progress"]
    assert (attributes["value"], attributes["max"]) == ("1200", "5000")
