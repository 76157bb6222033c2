import dataclasses
from html.parser import HTMLParser

import pytest

from assistant.records import Answer, Citation, Retrieved, Searched
from assistant.ui import render

SCRIPT = "<script>alert(1)</script>"
HOSTILE = [
    SCRIPT,
    "\"'><img src=x onerror=alert(1)>",
    "<time onmouseover=alert(1)>",
    "</mark></blockquote><svg onload=alert(1)>",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "${alert(1)} {{alert(1)}} [2](javascript:alert(1))",
]


class Reader(HTMLParser):
    """What a browser makes of a page: its tags with attributes, and the text by element."""

    VOID = frozenset({"img", "br", "input"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.by_tag: dict[str, list[str]] = {}
        self.feed(page)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.by_tag.setdefault(tag, []).append("")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        for tag in set(self.open):
            self.by_tag[tag][-1] += data


def cited(marker: int = 1, quote: str = "the exact words", **other) -> Citation:
    facts = {
        "document": "file.txt", "document_id": "d", "path": "/docs/file.txt", "start": 1083,
        "end": 1083 + len(quote), "date": "2022-10-14", "outlet": "The Outlet",
        "title": "The title", "page": None, "sha256": "0" * 64,
    }  # fmt: skip
    return Citation(marker=marker, quote=quote, **(facts | other))


def passage(text: str = "a passage", **other) -> Retrieved:
    facts = {
        "document": "near.txt", "document_id": "n", "start": 0, "end": len(text), "score": 0.4,
        "title": "Near", "outlet": "Gazette", "date": "2021-02-03",
    }  # fmt: skip
    return Retrieved(text=text, **(facts | other))


def answered(*citations: Citation, text: str = "“the exact words” [1]", **other) -> Answer:
    facts = {
        "question": "Who?", "status": "answered", "short_answer": None, "confidence": 0.93,
        "citations": citations, "retrieved": (), "searched": Searched(documents=1008),
        "timings_ms": {},
    }  # fmt: skip
    return Answer(text=text, **(facts | other))


def shown(answer: Answer, before: str = "Before. ", after: str = " After.") -> Reader:
    around = [(before, citation.quote, after) for citation in answer.citations]
    return Reader(render.answer_body(answer, 1, around))


def test_an_answer_links_its_marker_to_the_card_that_marks_the_quote():
    page = shown(answered(cited()))
    link = next(attrs for tag, attrs in page.tags if tag == "a")
    card = next(attrs for _, attrs in page.tags if attrs.get("class") == "or-card")
    assert link["href"] == f"#{card['id']}"
    assert page.by_tag["mark"] == ["the exact words"]
    assert page.by_tag["blockquote"] == ["…Before. the exact words After."]
    assert page.by_tag["h4"] == ["[1] The title"]
    assert "verbatim file.txt 1083-1098" in page.by_tag["section"][-1]
    assert "The Outlet14 October 2022" in page.by_tag["section"][-1]
    assert any(attrs.get("datetime") == "2022-10-14" for _, attrs in page.tags)


def test_ids_differ_between_exchanges():
    body = render.answer_body(answered(cited()), 2, [("", "the exact words", "")])
    assert 'id="source-2-1"' in body
    assert 'href="#source-2-1"' in body


def test_several_citations_each_have_their_card_and_unknown_markers_stay_text():
    citations = (cited(1), cited(2, "other words", page=3, speaker="Ada Byron"))
    page = shown(answered(*citations, text="One [1]. Two [2]. Neither [3] nor [x]."))
    assert page.by_tag["a"] == ["[1]", "[2]"]
    assert page.by_tag["mark"] == ["the exact words", "other words"]
    assert page.by_tag["h3"] == ["Sources"]
    assert "Ada Byron" in page.by_tag["section"][-1]
    assert "page 3" in page.by_tag["section"][-1]
    assert "One [1]. Two [2]. Neither [3] nor [x]." in page.by_tag["p"][0]


def test_a_marker_inside_a_quote_is_the_documents_own():
    quote = "as the report says [1] on page two"
    page = shown(answered(cited(quote=quote), text=f"“{quote}” [1]"))
    assert page.by_tag["a"] == ["[1]"]
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


def test_the_short_answer_is_marked_inside_the_quote_of_its_card():
    cited_there = cited(quote="no 42, but 42 times", start=100, answer_start=111, answer_end=119)
    body = render.source_card(cited_there, ("", "no 42, but 42 times", ""), 1)
    assert "<mark>no 42, but <strong>42 times</strong></mark>" in body


def test_a_quote_that_is_not_the_stored_text_is_not_called_verbatim():
    body = render.answer_body(answered(cited()), 1, [("", "the altered words", "")])
    assert "verbatim" not in body
    assert "differs from the stored text" in body


def test_the_excerpt_shows_where_the_document_goes_on():
    whole = shown(answered(cited(start=8)), before="Before. ", after=" After.\n")
    assert whole.by_tag["blockquote"] == ["Before. the exact words After."]
    long = shown(answered(cited()), after="x" * render.MARGIN)
    assert long.by_tag["blockquote"][0].endswith("x…")


def test_line_breaks_and_spaces_of_a_quote_are_kept():
    quote = "first\n\n  second\tthird\r\nfourth"
    body = render.answer_body(answered(cited(quote=quote)), 1, [("", quote, "")])
    assert Reader(body).by_tag["mark"] == [quote]
    assert "\r" not in body, "a browser would make it a line feed"


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
    assert "a" not in page.by_tag


def test_not_found_with_nothing_near_has_no_empty_section():
    assert "section" not in shown(answered(status="not_found", text="The store is empty.")).by_tag


def test_missing_facts_leave_no_gap():
    page = shown(answered(cited(title=None, outlet=None, date=None)))
    assert page.by_tag["h4"] == ["[1] file.txt"]
    assert "None" not in "".join(page.by_tag["section"])
    assert "time" not in page.by_tag
    bare = passage(title="", outlet=None, date=None)
    nearest = shown(answered(status="not_found", text="No.", retrieved=(bare,)))
    assert nearest.by_tag["h4"] == ["near.txt"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_adds_no_tag(text):
    plain = render.exchange(1, "q", render.answer_body(_everywhere("q"), 1, [("q", "q", "q")]), "q")
    there = render.answer_body(_everywhere(text), 1, [(text, text, text)])
    page = Reader(render.exchange(1, text, there, text))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in Reader(plain).tags]
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert page.by_tag["mark"] == [text]
    assert page.by_tag["h2"] == [text]
    assert all(attrs["href"].startswith("#") for tag, attrs in page.tags if tag == "a")


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


def test_a_file_name_that_is_not_utf8_and_control_characters_can_be_sent():
    page = shown(answered(cited(document="bad\udcff.txt", title="a\x00b\x1bc\u202e")))
    text = "".join(page.by_tag["section"])
    text.encode("utf-8")
    assert "bad\ufffd.txt" in text
    assert "a\ufffdb\ufffdc" in text


def test_characters_beyond_the_basic_plane_survive():
    assert render.escape("𝔘😀é\u0301") == "𝔘😀é\u0301"


def test_right_to_left_text_takes_its_own_direction():
    quote = "قال الوزير إن المحادثات ستستمر"
    answer = answered(cited(quote=quote, title="عنوان"), text=f"«{quote}» [1]")
    page = Reader(
        render.exchange(1, "ماذا قال؟", render.answer_body(answer, 1, [("", quote, "")]), "x")
    )
    directed = [tag for tag, attrs in page.tags if attrs.get("dir") == "auto"]
    assert {"h2", "p", "blockquote", "span"} <= set(directed)
    assert page.by_tag["mark"] == [quote]


def test_very_long_words_are_left_whole():
    word = "x" * 20_000
    assert word in shown(answered(cited(quote=word), text=f"{word} [1]")).by_tag["mark"][0]


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
