"""Fact sheets and releases: what the body that issues them says, and what others say in them."""

from __future__ import annotations

import pytest

from index.attribution.extraction import extract_statements
from index.attribution.issuing_body import find_issuer
from index.records import Statement
from index.text.sentences import split_sentences

RELEASE = (
    "PRESS RELEASE\n\nToll on the Sund bridge ends\n\n"
    "The toll on the bridge ends on 1 May. Lorries paid 40 crowns since 2019.\n\n"
    "“Nobody will miss it,” the minister, Ilse Varga, said. The booths will be removed by June.\n\n"
    "The mayor of Sund, Bo Lind, said that the town had asked for it."
)


def statements(text: str, **facts: str) -> list[Statement]:
    return list(extract_statements(text, split_sentences(text), **facts))


def issued(text: str, **facts: str) -> list[tuple[str | None, str]]:
    return [
        (one.speaker, text[one.start : one.end])
        for one in statements(text, **facts)
        if one.is_issued
    ]


def test_a_bodys_own_sentences_are_its_and_the_people_whom_it_quotes_stay_apart():
    assert issued(RELEASE, outlet="Ministry of Roads") == [
        (
            "Ministry of Roads",
            "The toll on the bridge ends on 1 May. Lorries paid 40 crowns since 2019.",
        ),
        ("Ministry of Roads", "The booths will be removed by June."),
    ]
    others = [one for one in statements(RELEASE, outlet="Ministry of Roads") if not one.is_issued]
    assert [one.speaker for one in others] == ["Ilse Varga", "Bo Lind"]


def test_what_a_body_writes_is_never_direct_speech():
    kinds = {one.kind for one in statements(RELEASE, outlet="Ministry of Roads") if one.is_issued}
    assert kinds == {"indirect"}


@pytest.mark.parametrize(
    ("text", "facts", "issuer"),
    [
        (RELEASE, {"outlet": "Ministry of Roads"}, "Ministry of Roads"),
        (RELEASE, {"outlet": "Tarnholm Post"}, None),
        (RELEASE, {"outlet": "PR Newswire"}, None),
        (RELEASE, {}, None),
        (
            RELEASE.replace("The toll on", "The Ministry of Roads says so. The toll on"),
            {"outlet": "MINISTRY OF ROADS"},
            "Ministry of Roads",
        ),
        (
            "NEWS RELEASE\n\nHarbour Works opens a second yard\n\nTARNHOLM, 3 June — Harbour Works "
            "opened its second yard today.\n\nAbout Harbour Works\n\nHarbour Works builds ferries.",
            {},
            "Harbour Works",
        ),
        (
            "LESK FERRIES\nPRESS RELEASE\n\nNew timetable from May\n\nFrom May on, Lesk Ferries "
            "will sail every hour between Sund and the islands in the summer months.",
            {},
            "Lesk Ferries",
        ),
        (
            "PRESS RELEASE\n\nMoor sentenced\n\nFor Immediate Release\nState Attorney's Office, "
            "Southern District of Lesk\n\nKarl Moor was sentenced today to 41 months in prison.",
            {},
            "State Attorney's Office, Southern District of Lesk",
        ),
        (
            "New rules for canals are in force from today, the Department of Waterways announced.",
            {"title": "Fact sheet: canals", "url": "https://www.waterways.example/news/1"},
            "Department of Waterways",
        ),
        (
            "The rules of the Canal Safety Board are in force from today.",
            {"title": "FACT SHEET: Canals", "url": "https://canalsafetyboard.archive.example/1"},
            "Canal Safety Board",
        ),
        (
            "The Ministry of Roads and the Ministry of Ports agree on the toll.",
            {"title": "Joint fact sheet: the toll", "outlet": "Ministry of Roads"},
            None,
        ),
    ],
)
def test_which_body_issues_a_document(text: str, facts: dict[str, str], issuer: str | None):
    found = find_issuer(text, facts.get("title"), facts.get("outlet"), facts.get("url"))
    assert found == issuer


@pytest.mark.parametrize(
    "text",
    [
        "Ministry ends toll\n\nThe ministry published a press release on the toll on Monday.",
        "Bridge is free\n\nThe toll ends in May. A fact sheet tells more about it.",
        "Minutes of the harbour board\n\nThe board met on Tuesday and discussed the toll.",
    ],
)
def test_an_article_on_a_release_is_none(text: str):
    assert issued(text, outlet="Ministry of Roads") == []


def test_a_release_with_the_words_of_one_person_is_theirs():
    text = "PRESS RELEASE\n\nToday we remember a friend of the harbour.\n\nI knew him for years."
    found = statements(text, title="Statement by Minister Ilse Varga", outlet="Ministry of Ports")
    assert {one.speaker for one in found if one.kind == "direct"} == {"Ilse Varga"}
    assert not any(one.is_issued for one in found)


def test_labels_contacts_and_headings_are_no_statements():
    text = (
        "FOR IMMEDIATE RELEASE\n\nBridge opens\n\nThe bridge opens in May to all lorries.\n\n"
        "What You Need to Know\n\nContact: Press Office, 0123 456\n\nAre there exceptions?\n\n"
        "Buses pay nothing at all.\n\n###"
    )
    assert [words for _, words in issued(text, outlet="Port of Lesk")] == [
        "The bridge opens in May to all lorries.",
        "Buses pay nothing at all.",
    ]


def test_items_of_a_list_begin_behind_their_marks():
    text = (
        "Fact sheet: dredging\n\n- The channel is 14 km long.\n\n• Nobody was hurt.\n\n"
        "1. Ships need two pilots.\n\nFor more information, contact the press office today.\n"
    )
    assert [words for _, words in issued(text, outlet="Port of Lesk")] == [
        "The channel is 14 km long.",
        "Nobody was hurt.",
        "Ships need two pilots.",
    ]


def test_things_and_headings_of_a_fact_sheet_say_nothing():
    text = (
        "Fact Sheet: Bridges\n\nAdministration Highlights Investments in Bridges of the North\n\n"
        "This strategy aims to provide loans to towns. The aim is supporting ferries, focusing on "
        "the islands.\n\nThe Department of Roads announced a fund of 3 million crowns."
    )
    assert [one.speaker for one in statements(text)] == ["The Department of Roads"]


def test_the_clerks_words_in_the_congressional_record_report_nobody():
    text = (
        "[Congressional Record Volume 151, Number 99 (July 20, 2005)]\n[Daily Digest]\n\n"
        "Committee Meetings\n\nWATERWAYS\n\n  Committee on Ports: Committee concluded a hearing to "
        "examine the canal, after receiving testimony from Ilse Varga, Director of Canals.\n\n"
        "  Lind amendment that expresses the sense of Congress on locks;\n\n"
        "  Pursuant to the rule the amendment recommended by the Committee on Ports was adopted.\n"
    )
    assert statements(text) == []


def test_a_long_fact_sheet_takes_linear_time():
    text = "Fact sheet\n\n" + "The toll ends on the bridge. Bo Lind said it was time.\n\n" * 2000
    found = issued(text, outlet="Ministry of Roads")
    assert len(found) == 2000
