"""What the terminal shows of a checked draft."""

from __future__ import annotations

from assistant.commands.draft_printing import print_draft_report
from assistant.draft_records import DraftFigure, DraftPlace, DraftQuotation, DraftReport
from assistant.records import QuoteMatch, QuoteVerdict, Searched
from index.records import Span

TEXT = "“The ferry stays,” said Varga. She said 42 boats and 3 barges wait. A “low” tide."


def place(words: str) -> DraftPlace:
    start = TEXT.index(words)
    return DraftPlace(start=start, end=start + len(words), text=words, line=1, paragraph=1)


def quotation(words: str, level, reason: str, verdict=None) -> DraftQuotation:
    where = place(words)
    return DraftQuotation(
        place=where,
        parts=(Span(where.start + 1, where.end - 1),),
        quote=words[1:-1],
        level=level,
        reason=reason,
        speaker="Ilse Varga",
        verdict=verdict,
    )


def figure(words: str, status, reason: str) -> DraftFigure:
    return DraftFigure(
        place=place(words),
        kind="number",
        speaker="Ilse Varga",
        statement=place("42 boats and 3 barges wait"),
        status=status,
        reason=reason,
    )


def report(*quotations: DraftQuotation, figures=(), notices=()) -> DraftReport:
    return DraftReport(
        name="a.txt",
        text=TEXT,
        quotations=quotations,
        figures=tuple(figures),
        searched=Searched(documents=1008),
        notices=notices,
    )


def test_each_quotation_has_its_level_place_reason_and_source(capsys):
    match = QuoteMatch(
        document="port.txt",
        outlet="Harbour News",
        date="2019-03-04",
        start=5,
        end=20,
        text="The ferry leaves",
        score=0.8,
        diff=(("equal", "The ferry "), ("delete", "leaves"), ("insert", " stays")),
        before="Snow fell. ",
        after=" The town waits.",
        speaker="Ilse Varga",
    )
    verdict = QuoteVerdict(
        quote="The ferry stays,",
        verdict="altered",
        matches=(match,),
        documents=0,
        nearest=(),
        searched=Searched(documents=1008),
    )
    print_draft_report(
        report(
            quotation("“The ferry stays,”", "altered", "these words are in no document", verdict),
            quotation("“low”", "not_checked", "one word"),
            notices=("The draft has tracked changes.",),
        )
    )
    printed = capsys.readouterr().out
    head = "a.txt: 2 quotations (1 altered, 1 not checked); against 1,008 documents"
    assert printed.splitlines()[:2] == [head, "The draft has tracked changes."]
    assert "≠ altered · line 1 · Ilse Varga\n    “The ferry stays,”\n" in printed
    assert "Snow fell. »The ferry [-leaves-] {+stays+}« The town waits." in printed
    assert "– not checked · line 1" in printed
    assert "\x1b" not in printed


def test_figures_stand_below_their_statement(capsys):
    print_draft_report(
        report(
            figures=(
                figure("42", "contradicted", "has 43"),
                figure("3", "not_found", "do not have it"),
            )
        )
    )
    printed = capsys.readouterr().out
    assert printed.startswith(
        "a.txt: no quotations, 2 figures (1 contradicted, 1 not found); against 1,008 documents\n"
    )
    assert printed.count("42 boats and 3 barges wait") == 1
    assert "    ≠ contradicted: 42: has 43\n    ∅ not found: 3: do not have it\n" in printed
