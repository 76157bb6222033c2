"""What a quote with the right words hides, in documents with invented people."""

from __future__ import annotations

import pytest
from support.quote_library import Library, make_store

TEXT = """The quay

“We will never sell the harbour, and the fee stays at nine crowns,” said Tilda Ross, the mayor.

“If the wind turns, we close the bridge,” said Ross. “I don’t think the bridge is safe.”

“The ferry will run on Sunday, but only if the crew agrees,” Ross said.

“Some people say the quay is cursed,” Ross told reporters. “It is false that the fund lost money.”

“Would you trust a captain who drinks?” asked Ross.

Ross said that the town had no debts. She denied that the school would close.

“Nils Varga told me, ‘The crane is mine,’” said Ross.

“Not only the crane but the whole yard is ours,” Ross said. “We had, believe me, forty ships.”

“I met Varga on Monday. He has read the plan,” said Ross. “We have,” she added, “turned down two.”

“It won’t be cheap because the steel is dear,” Ross said. “Nobody in the town council wants a wall.”

“The market opens in May,” said Ross.

Years before, Varga had told the council: “The wall is a fine idea.”

“Give the report to us before June,” Ross said. “Nobody is for sale, they say.”
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(make_store(tmp_path_factory.mktemp("cuts"), {"quay.txt": TEXT}))


def kinds(library: Library, quote: str, speaker: str | None = None) -> set[str]:
    return {warning.kind for warning in library.check(quote, speaker).warnings}


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("We will … sell the harbour", "hidden_in_gap"),
        ("we close the bridge", "cut_start"),
        ("we close the bridge", "hypothetical"),
        ("the wind turns", "hypothetical"),
        ("the bridge is safe", "cut_start"),
        ("the bridge is safe", "denied"),
        ("The ferry will run on Sunday", "cut_end"),
        ("the quay is cursed", "cut_start"),
        ("the quay is cursed", "others_words"),
        ("the fund lost money", "denied"),
        ("you trust a captain who drinks", "question"),
        ("the town had no debts", "reported"),
        ("the school would close", "denied"),
        ("The crane is mine", "others_words"),
        ("in the town council wants a wall", "cut_start"),
        ("The market opens in May … The wall is a fine idea", "splice"),
        ("We will never sell the harbour … we close the bridge", "splice"),
        ("Give the report to US before June", "changed_reference"),
        ("[Ross] has read the plan", "changed_reference"),
        ("We will [not] sell the harbour", "changed_reference"),
        ("Nobody is for sale", "others_words"),
    ],
)
def test_a_misleading_cut_is_named(library: Library, quote: str, kind: str):
    assert kind in kinds(library, quote)


@pytest.mark.parametrize(
    "quote",
    [
        "We will never sell the harbour, and the fee stays at nine crowns",
        "We will never sell the harbour",
        "the fee stays at nine crowns",
        "If the wind turns, we close the bridge",
        "I don’t think the bridge is safe",
        "The ferry will run on Sunday, but only if the crew agrees",
        "Some people say the quay is cursed",
        "Would you trust a captain who drinks?",
        "Not only the crane but the whole yard is ours",
        "We had … forty ships",
        "We have … turned down two",
        "[Varga] has read the plan",
        "It won’t be cheap",
        "The market opens in May",
        "Nobody in the town council wants a wall",
    ],
)
def test_a_fair_quote_is_not_warned_of(library: Library, quote: str):
    assert kinds(library, quote) == set()


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("[T]he bridge is safe", "verbatim"),
        ("[The] fee stays at nine crowns", "verbatim"),
        ("We will never sell the harbour [of the town]", "verbatim"),
        ("We will never sell the harbour [of Kerr]", "altered"),
        ("[Varga] has read the plan", "verbatim"),
        ("I met [him] on Monday", "elided"),
        ("[Ross] has read the plan", "altered"),
        ("We will [not] sell the harbour", "altered"),
        ("the fee stays at [12] crowns", "altered"),
        ("[we] [close] [it]", "not_found"),
    ],
)
def test_brackets_may_explain_but_not_change(library: Library, quote: str, verdict: str):
    assert library.check(quote).verdict == verdict


def test_brackets_never_stand_for_brackets_of_the_source(tmp_path):
    text = "“I told them that he [Lind] is wrong about the whole affair,” said Ada Brandt.\n"
    library = Library(make_store(tmp_path, {"one.txt": text}))
    assert library.check("them that he [Lind] is wrong").verdict == "verbatim"
    assert library.check("them that he [Kerr] is wrong").verdict == "altered"


def test_a_warning_shows_the_words_that_the_quote_hides(library: Library):
    (warning,) = library.check("We will … sell the harbour").warnings
    assert TEXT[warning.start : warning.end] == warning.words == "never"
    start, *_ = library.check("the bridge is safe").warnings
    assert start.words == "I don’t think"
    assert TEXT[start.start : start.end] == start.words


def test_the_sentences_around_a_place_are_always_given(library: Library):
    for quote in ("the fee stays", "I don’t think the bridge is safe", "The market opens in May"):
        (match,) = library.check(quote).matches
        assert TEXT[match.start - len(match.before) : match.start] == match.before
        assert TEXT[match.end : match.end + len(match.after)] == match.after
        assert match.before.strip()
        assert match.after.strip()
    (match,) = library.check("the fee stays").matches
    assert match.before.endswith("“We will never sell the harbour, and ")
    assert match.after.startswith(" at nine crowns")


def test_the_fair_place_speaks_for_a_quote_that_stands_twice(tmp_path):
    texts = {
        "cut.txt": "“I don’t believe that the dam will hold in spring,” said Bo Kerr.\n",
        "fair.txt": "“The dam will hold in spring,” said Ada Lind.\n",
    }
    library = Library(make_store(tmp_path, texts))
    assert library.check("the dam will hold in spring").warnings == ()
    assert library.check("the dam will hold in spring", "Ada Lind").warnings == ()
    of_kerr = library.check("the dam will hold in spring", "Bo Kerr")
    assert {warning.kind for warning in of_kerr.warnings} == {"cut_start", "denied"}


def test_offsets_count_in_the_documents_own_text(tmp_path):
    text = "# Quay\n\n“We will **never** sell *the harbour*,” said Ada Brandt. “It *stays* ours.”\n"
    library = Library(make_store(tmp_path, {"quay.md": text}))
    verdict = library.check("We will … sell the harbour")
    (match,) = verdict.matches
    (warning,) = verdict.warnings
    assert text[warning.start : warning.end] == warning.words
    assert warning.words.strip("*") == "never"
    assert text[match.end : match.end + len(match.after)] == match.after
    assert text[match.start - len(match.before) : match.start] == match.before


def test_a_joined_quote_tells_how_far_apart_its_parts_stand(library: Library):
    quote = "The ferry will run on Sunday because the steel is dear"
    verdict = library.check(quote)
    assert verdict.verdict == "altered"
    assert [one.kind for one in verdict.warnings][:1] == ["splice"]
    assert "words apart" in verdict.warnings[0].message


PEOPLE = """The race

Clara Holm is a judge. She spoke in an interview with Nils Varga, who works for the U.S. “He is no
judge,” she said. The Varga job took him by surprise, he said.

Peter Lund asked about the race. “I’d beat him,” said Edda Ross. “In Kerr, she crushed him, too.”

Olga Brandt ran the bank. She worked with the I.M.F. and as counsel to Mr. Jan Krol.

“She is no fool,” said Ross.
"""


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(make_store(tmp_path_factory.mktemp("people"), {"race.txt": PEOPLE}))


@pytest.mark.parametrize(
    ("quote", "is_changed"),
    [
        ("I’d beat [Brandt]", True),
        ("I’d beat [Lund]", False),
        ("In Kerr, [he] crushed", True),
        ("In Kerr, she crushed [her]", True),
        ("[Brandt] is no fool", False),
        ("[Lund] is no fool", True),
    ],
)
def test_a_bracket_means_whom_the_text_means(people: Library, quote: str, is_changed: bool):
    assert ("changed_reference" in kinds(people, quote)) == is_changed


@pytest.mark.parametrize(
    "quote",
    [
        "The pier is an old friend. … We walked there every night",
        "The boats are ready. (Holm) has seen them all",
    ],
)
def test_what_reads_on_behind_a_reporting_clause_is_no_splice(tmp_path, quote: str):
    library = Library(
        make_store(
            tmp_path,
            {
                "pier.txt": "LISK, 3 May 2016\n\n“The pier is an old friend,” Ek told the radio "
                "earlier this week. “Its lamps were lit all year. We walked there every night.”\n\n"
                "“The boats are ready,” Ek said. “(Holm) has seen them all.”\n"
            },
        )
    )
    assert [one.kind for one in library.check(quote).warnings] == []


@pytest.mark.parametrize(
    ("condition", "warns"),
    [
        ("If you boys ask one more question,", True),
        ("If you guys ask that again,", True),
        ("If you ask me,", False),
        ("If you look at the figures,", False),
    ],
)
def test_if_you_ask_is_a_condition_unless_it_asks_for_a_view(tmp_path, condition: str, warns: bool):
    text = f"LISK, 3 May 2016\n\n“{condition} the harbour has to close,” said Ada Lind.\n"
    library = Library(make_store(tmp_path, {"ask.txt": text}))
    assert ("cut_start" in kinds(library, "the harbour has to close")) is warns


def test_a_bracketed_capital_tells_which_of_two_places_is_quoted(tmp_path):
    texts = {
        "denial.txt": "LISK, 3 May 2016\n\n“It’s not that we want the tower,” said Edda Ek.\n",
        "claim.txt": "LISK, 4 May 2016\n\n“We want the tower,” said Edda Ek.\n",
    }
    library = Library(make_store(tmp_path, texts))
    assert "denied" in kinds(library, "[W]e want the tower")
    assert not kinds(library, "We want the tower")


def test_a_bracketed_capital_leads_to_no_other_speaker(tmp_path):
    texts = {
        "denial.txt": "LISK, 3 May 2016\n\n“It’s not that we want the tower,” said Nils Varga.\n",
        "claim.txt": "LISK, 4 May 2016\n\n“We want the tower,” said Edda Ek.\n",
    }
    library = Library(make_store(tmp_path, texts))
    assert not kinds(library, "[W]e want the tower", "Edda Ek")
    assert "denied" in kinds(library, "[W]e want the tower", "Nils Varga")


def test_nobody_calls_themselves_he(tmp_path):
    text = (
        "LISK, 3 May 2016\n\nBen Holm and Olga Holm ran the bank. Peter Lund ran the yard.\n\n"
        "“He was going to win the post,” Mr. Holm said.\n"
    )
    library = Library(make_store(tmp_path, {"bank.txt": text}))
    assert "changed_reference" in kinds(library, "[Holm] was going to win the post", "Ben Holm")
