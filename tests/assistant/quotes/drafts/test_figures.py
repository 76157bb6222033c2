"""Figures of reported speech, compared with what their speaker says in the documents."""

from __future__ import annotations

import pytest


def figures(report):
    return {one.place.text: one for one in report.figures}


def test_a_figure_that_the_speaker_has_is_backed_with_the_place(check):
    found = figures(check("Ilse Varga said 120 passengers had written to the harbour office."))
    assert found["120"].status == "backed"
    assert "120 passengers" in found["120"].citation.quote
    assert found["120"].citation.document == "port.txt"


@pytest.mark.parametrize(
    ("draft", "figure", "stated"),
    [
        ("Ilse Varga said that 130 passengers had written to the harbour office.", "130", "120"),
        ("Varga said 43 boats wait in port with the ferry until May.", "43", "42"),
        ("Varga said that the ferry stays in port until May and fifty boats wait.", "fifty", "42"),
    ],
)
def test_another_number_in_the_same_statement_contradicts_it(check, draft, figure, stated):
    found = figures(check(draft))[figure]
    assert (found.status, found.stated) == ("contradicted", stated)
    assert stated in found.citation.quote


@pytest.mark.parametrize(
    ("draft", "figure"),
    [
        ("Ilse Varga said that 130 tourists had complained about the weather.", "130"),
        ("Otto Holm said that 130 passengers had written to the harbour office.", "130"),
        ("Ilse Varga said that 130 pages had been written by passengers.", "130"),
        ("Ilse Varga said that passengers had written in 1998.", "1998"),
        ("Petra Lund said that 120 passengers had written to the harbour office.", "120"),
        ("Ilse Varga said that Bergen had written to the harbour office.", "Bergen"),
    ],
)
def test_what_need_not_be_the_same_statement_is_only_not_found(check, draft, figure):
    found = figures(check(draft))[figure]
    assert found.status == "not_found"
    assert found.citation is None


def test_a_body_with_an_article_in_its_name_has_figures_too(check_store):
    check = check_store(
        {
            "fees.txt": "VIK, 2 May 2018\n\nThe mayor earned more than $11 million with 51 "
            "speeches, according to The Vik Gazette.\n"
        }
    )
    found = figures(
        check(
            "The mayor earned more than $12 million with 51 speeches, according to The Vik Gazette."
        )
    )
    assert (found["$12 million"].status, found["$12 million"].stated) == (
        "contradicted",
        "$11 million",
    )
    assert found["51"].status == "backed"


def test_figures_of_a_speaker_without_a_name_are_not_compared(check):
    assert figures(check("A sailor said that 120 passengers had written.")) == {}


def test_figures_inside_quotation_marks_are_checked_with_their_words(check):
    report = check("Varga said “43 boats wait with it” and that 120 passengers had written.")
    assert "43" not in figures(report)
    assert figures(report)["120"].status == "backed"


def test_a_date_that_the_speaker_gives_is_backed(check):
    found = figures(check("Varga said passengers had written to the harbour office in February."))
    assert (found["February"].kind, found["February"].status) == ("date", "backed")


def test_whom_nobody_names_has_no_figures(check):
    assert check("A woman said that 120 passengers had written to the office.").figures == ()
