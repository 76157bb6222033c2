"""The drafts with changed quotations, and the count of what a check finds in them."""

import random
import re
from dataclasses import replace
from random import Random

import pytest
from draft_makers.cases import CHANGED, Articles, QuotationCase, make_cases
from draft_makers.drafts import FRAMES, write_drafts
from draft_makers.findings import (
    Finding,
    Judged,
    finding_of,
    findings_of_draft,
    list_mistakes,
    table,
    tally,
)
from draft_makers.gold_quotations import GoldQuotation, find_full_name, quotations_of, words_of
from draft_makers.passage_changes import (
    change_cut,
    change_ellipsis,
    change_splice,
    invent_sentence,
    sentences_of,
)
from draft_makers.typography import (
    case_changer,
    leave_out_fairly,
    space_with_nbsp,
    turn_apostrophes,
    turn_dashes,
)
from draft_makers.word_changes import (
    change_date,
    change_not,
    change_number,
    change_order,
    change_tense,
    change_word,
    name_changer,
)

PEOPLE = ["Dora Vell", "Anton Marsh", "Ruth Okafor"]


def quotation(text: str, start: int = 0) -> GoldQuotation:
    """A quotation of Dora Vell's."""
    return GoldQuotation(
        "quay.txt", text, ((start, start + len(text)),), "Dora Vell", ("Anton Marsh",), True, True
    )


def outcomes(change, text: str) -> set[str | None]:
    """What a change makes of a text, whatever is drawn."""
    return {change(quotation(text), Random(seed)) for seed in range(40)}


@pytest.mark.parametrize(
    ("change", "text", "expected"),
    [
        (change_number, "It cost 4.6 million crowns", {"It cost 5.6", "It cost 46", "million"}),
        (change_number, "We counted 42 barges in 2016", {"We counted 52 barges in 2016"}),
        (change_number, "Two of them sank", {"Three of them sank", "Nine of them sank"}),
        (change_date, "We sail on Monday", {"We sail on Friday"}),
        (change_date, "It was shut in 2012", {"It was shut in 2013"}),
        (change_date, "We met on June 4 here", {"We met on June 5 here"}),
        (change_not, "I don't owe them a thing", {"I do owe them a thing"}),
        (change_not, "We won’t pay for the quay", {"We will pay for the quay"}),
        (change_not, "The quay is safe for all", {"The quay is not safe for all"}),
        (change_not, "They can never win it", {"They can win it"}),
        (change_tense, "She wants it and we know it", {"She wanted it and we know it"}),
        (change_word, "It was a good day for the port", {"It was a bad day for the port"}),
        (change_order, "We need cranes and sheds for it", {"We need sheds and cranes for it"}),
    ],
)
def test_each_change_of_a_word_is_made(change, text, expected):
    made = outcomes(change, text)
    assert text not in made
    assert all(any(one.startswith(start) or start in one for one in made) for start in expected)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (change_number, "The war of 2016 began on June 4, on 9/11"),
        (change_not, "Who will pay for that?"),
        (change_not, "Don't you think we are late?"),
        (change_date, "They march in may ways"),
        (change_tense, "To want it or to hope for it"),
        (change_word, "An honest neighbour"),
        (change_cut, "We sail at dawn and nobody stays behind."),
        (change_cut, "It is about the quay and not the sheds, but about the boats as well."),
        (change_ellipsis, "We sail at dawn and the others stay behind."),
    ],
)
def test_what_has_nothing_to_change_is_left(change, text):
    assert outcomes(change, text) == {None}


def test_a_name_is_changed_for_one_of_somebody_else_or_of_another_place():
    change = name_changer(PEOPLE, {"price"}.__contains__)
    made = outcomes(change, "I told Anton Marsh that Okafor sails to Canada with the Boston Herald")
    assert "I told Anton Marsh that Vell sails to Canada with the Boston Herald" in made
    assert "I told Dora Vell that Okafor sails to Canada with the Boston Herald" in made
    assert all("Boston Herald" in one for one in made)
    assert all("Marsh that" not in one or "Anton Marsh" in one for one in made)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("I don't think the pier is safe for boats.", "The pier is safe for boats."),
        ("If the council agrees, we will build it at once.", "We will build it at once."),
        (
            "We will build the pier at once, but only with a loan.",
            "We will build the pier at once.",
        ),
        ("We will build the new pier unless the court forbids it.", "We will build the new pier."),
    ],
)
def test_a_cut_leaves_what_the_sentence_does_not_say(text, cut):
    assert outcomes(change_cut, text) == {cut}


def test_an_ellipsis_swallows_what_turns_the_sentence():
    assert outcomes(change_ellipsis, "We do not pay for the old quay") == {
        "We do … pay for the old quay"
    }
    assert outcomes(
        change_ellipsis, "It is safe. But the pier has rotted. I would sail tomorrow."
    ) == {"It is safe. … I would sail tomorrow."}


def test_a_splice_joins_two_statements_that_stand_apart():
    first = quotation("We will build the pier at once. It is time.")
    near = quotation("The old sheds have to go.", 100)
    far = quotation("Nobody asked us. The old sheds have to go.", 900)
    assert change_splice(first, [first, near], Random(1)) is None
    assert change_splice(first, [near, far], Random(1)) == (
        "We will build the pier at once. The old sheds have to go."
    )


def test_invented_sentences_are_whole():
    made = {invent_sentence(quotation("We sail."), Random(seed)) for seed in range(200)}
    assert len(made) > 100
    assert all(re.fullmatch(r"[A-Z].*[^ ]\.", one) and "{" not in one for one in made)


def test_typography_keeps_every_word():
    text = "We're late - it's the wind's fault. So we wait, and the crew's gone home."
    ways = [turn_apostrophes, turn_dashes, space_with_nbsp, case_changer(lambda word: True)]
    for way in ways:
        made = way(text, Random(3))
        assert made != text
        assert words_of(made) == words_of(text)
    assert case_changer(lambda word: False)(text, Random(3)) is None


def test_a_fair_ellipsis_leaves_out_nothing_on_which_the_rest_depends():
    fair = "The pier is old. The sheds were built later. We want a loan."
    assert leave_out_fairly(fair, Random(2)) in (
        "The pier is old. … We want a loan.",
        "The pier is old. ... We want a loan.",
    )
    for unfair in ("The sheds were not built later.", "The sheds came later, if at all."):
        assert (
            leave_out_fairly(fair.replace("The sheds were built later.", unfair), Random(2)) is None
        )


def test_abbreviations_end_no_sentence():
    assert sentences_of("Gov. Vell met Mr. Marsh. “So what?” he asked.") == [
        "Gov. Vell met Mr. Marsh.",
        "“So what?” he asked.",
    ]


ARTICLE = (
    "Mayor Nancy Alder met the board. “We will repair the quay,” Alder said. "
    "“It costs two million.”\n"
    "“No comment on the sheds for a while,” said Karen Solvang, who chairs it, "
    "and Alder denied that “the sheds of the harbour are empty now”.\n"
)


def brat(text: str, *events: tuple[str, str, list[str]]) -> str:
    """Annotations of an article: source, cue and the pieces of the content of each event."""
    lines, number = [], 0
    for event, (source, cue, pieces) in enumerate(events, 1):
        spans = {"Source": [source], "Cue": [cue], "Content": pieces}
        roles = []
        for role, parts in spans.items():
            number += 1
            at = text.index(pieces[0])
            places = []
            for part in parts:
                begin = text.index(part, at if role == "Content" else max(0, at - 60))
                places.append(f"{begin} {begin + len(part)}")
            lines.append(f"T{number}\t{role} {';'.join(places)}\t{' '.join(parts)}")
            roles.append(f"{role}:T{number}")
        lines.append(f"E{event}\t{' '.join(roles)}")
    return "\n".join(lines) + "\n"


def test_quotations_are_read_with_the_full_name_and_their_pieces():
    annotations = brat(
        ARTICLE,
        ("Alder", "said", ["“We will repair the quay,”", "“It costs two million.”"]),
        ("Karen Solvang", "said", ["“No comment on the sheds for a while,”"]),
        ("Alder", "denied", ["“the sheds of the harbour are empty now”"]),
    )
    found = list(quotations_of("quay.txt", ARTICLE, annotations, {}))
    assert [one.text for one in found] == [
        "We will repair the quay. It costs two million.",
        "No comment on the sheds for a while,",
        "the sheds of the harbour are empty now",
    ]
    assert [one.speaker for one in found] == ["Nancy Alder", "Karen Solvang", "Nancy Alder"]
    assert [one.others for one in found] == [
        ("Karen Solvang",),
        ("Nancy Alder",),
        ("Karen Solvang",),
    ]
    assert [one.is_plain for one in found] == [True, False, False]


def test_a_name_of_two_people_is_not_certain():
    names = {"Nancy Alder", "Karen Alder", "Karen Solvang"}
    assert find_full_name("Alder", names, {}) is None
    assert find_full_name("board chair Karen Solvang, who", names, {}) == "Karen Solvang"
    assert find_full_name("the board", names, {}) is None
    assert find_full_name("Solvang", names, {"Karen Solvang": 9}) == "Karen Solvang"
    assert find_full_name("Solvang", names, {"Karen Solvang": 9, "Ada Solvang": 90}) is None


def test_words_are_looked_for_in_every_article():
    articles = Articles({"one.txt": "“It’s the quay,” he said.", "two.txt": "its The quay? "})
    assert articles.count_with("It's the quay") == 2
    assert articles.count_with("the quays") == 0


def a_case(
    kind: str, number: int, text: str = "We sail at dawn, and the crew knows it."
) -> QuotationCase:
    """A case of a kind."""
    return QuotationCase(f"{kind}-{number}", kind, text, "Dora Vell", "quay.txt", text, True)


def test_drafts_hold_every_quotation_where_the_key_says():
    texts = (
        "We sail at dawn, and the crew knows it.",
        "It's late. We have to go, and the others stay here.",
        "Who said ‘never’ to us at that meeting?",
    )
    cases = [a_case("exact", number, random.Random(number).choice(texts)) for number in range(300)]
    drafts = write_drafts(cases, 5)
    assert [one.case for draft in drafts for one in draft.quotations] == cases
    for draft in drafts:
        for one in draft.quotations:
            parts = [draft.text[start:end] for start, end in one.spans]
            assert words_of(" ".join(parts)) == words_of(one.case.text)
            for start, end in one.spans:
                assert draft.text[start - 1] in "“\"‘'"
                assert draft.text[end] in "”\"’'"
    assert {draft.name.rsplit(".")[1] for draft in drafts} == {"md", "txt"}
    assert {len(one.spans) for draft in drafts for one in draft.quotations} == {1, 2}
    assert {one.name for draft in drafts for one in draft.quotations} == {"Dora Vell", "Vell"}
    assert write_drafts(cases, 5) == drafts != write_drafts(cases, 6)


def test_there_are_twenty_five_frames_and_more():
    frames = [
        frame
        for kind in ("whole", "divided", "sentences", "partial", "block")
        for frame in FRAMES[kind]
    ]
    assert len(set(frames)) == len(frames) >= 25
    assert all("{name}" in frame for frame in frames)


def test_cuts_are_never_interrupted():
    text = "We sail at dawn, and the crew knows it. They all said that they like it."
    drafts = write_drafts([a_case("cut", number, text) for number in range(60)], 1)
    assert {len(one.spans) for draft in drafts for one in draft.quotations} == {1}


@pytest.mark.parametrize(
    ("verdict", "faults"),
    [
        ({"verdict": "verbatim", "speaker_check": "confirmed", "warnings": []}, ()),
        ({"verdict": "elided", "speaker_check": "unclear", "warnings": []}, ()),
        ({"verdict": "altered", "speaker_check": None, "warnings": []}, ("altered",)),
        ({"verdict": "not_found", "speaker_check": None, "warnings": []}, ("not_found",)),
        (
            {"verdict": "misattributed", "speaker_check": "contradicted", "warnings": []},
            ("misattributed", "speaker contradicted"),
        ),
        (
            {"verdict": "verbatim", "speaker_check": None, "warnings": [{"kind": "splice"}] * 2},
            ("warning splice",),
        ),
    ],
)
def test_faults_of_a_verdict(verdict, faults):
    assert finding_of(verdict).faults == faults


def test_a_quotation_has_the_faults_of_all_that_overlaps_with_it():
    draft = write_drafts([a_case("exact", number) for number in range(3)], 1)[0]
    (first, *_), (second, *_), _ = (one.spans for one in draft.quotations)
    fine = {
        "verdict": "verbatim",
        "speaker_check": "confirmed",
        "warnings": [],
        "claimed_speaker": "Vell",
    }
    report = {
        "quotations": [
            {"start": first[0] - 1, "end": first[0] + 5, "check": fine},
            {"start": first[0] + 6, "end": first[1], "check": {**fine, "verdict": "altered"}},
            {"start": second[0] - 1, "end": second[1] + 1, "check": None},
        ]
    }
    findings = [one.finding for one in findings_of_draft(report, draft)]
    assert [one.faults for one in findings] == [("altered",), (), ()]
    assert [one.is_checked for one in findings] == [True, False, False]
    assert [one.speaker for one in findings] == ["Vell", "", ""]


def test_caught_and_false_alarms_are_counted_by_kind():
    cases = [a_case("not", 0), a_case("not", 1), *(a_case("nbsp", number) for number in range(8))]
    drafts = write_drafts(cases, 1)
    judged = [Judged(one, Finding(())) for draft in drafts for one in draft.quotations]
    judged[0] = replace(judged[0], finding=Finding(("altered",)))
    judged[2] = replace(judged[2], finding=Finding(("not_found",)))
    judged[3] = replace(judged[3], finding=Finding((), is_checked=False))
    counted = {one.kind: one for one in tally(judged)}
    assert list(counted) == [*CHANGED, "unchanged"]
    assert counted["not"].share == 0.5
    assert (counted["unchanged"].with_fault, counted["unchanged"].quotations) == (1, 8)
    assert counted["unchanged"].not_checked == 1
    assert "| not | 2 | 0.50 |" in table({"A check": tally(judged)})
    assert table({"A check": tally(judged)}).endswith("| 10 | 0.800 |")
    mistakes = list_mistakes(judged, 1)
    assert "## not: 1 missed of 2" in mistakes
    assert "## nbsp: 1 false alarms of 8" in mistakes


@pytest.mark.shared
def test_cases_from_annotated_articles(shared):
    news = shared / "data" / "news"
    cases = make_cases(news, 120, 3)
    assert cases == make_cases(news, 120, 3)
    assert sum(one.is_changed for one in cases) == 60
    for kind in CHANGED:
        assert sum(one.kind == kind for one in cases) == 5
    for one in cases:
        same = words_of(one.text) == words_of(one.source)
        if one.kind in CHANGED:
            assert same == (one.kind == "speaker")
        else:
            assert same or one.kind == "fair ellipsis"
        text = (news / "text" / one.document).read_text(encoding="utf-8")
        assert words_of(one.speaker)[-1] in words_of(text)
