"""Names behind or below quotations: who signs the quoted words."""

from __future__ import annotations

import pytest

from index.attribution.signatures import find_signatures
from index.records import Span
from index.text.quotations import find_quotations


def signed(text: str) -> list[tuple[str, str, str]]:
    """Name, dash and quotation of each."""
    marks = [Span(one.start, one.end) for one in find_quotations(text)]
    rows = []
    for row in find_signatures(text, marks):
        assert row.speaker_span is not None
        assert row.has_quotation
        assert row.is_all_quotation
        spans = row.speaker_span, row.cue_span, row.content
        rows.append(tuple(text[slice(*span)] for span in spans))
    return rows


@pytest.mark.parametrize(
    ("signature", "name", "dash"),
    [
        ("\n— Anna Holm", "Anna Holm", "—"),
        ("\n\n– Anna Holm\nThe bridge is shut.", "Anna Holm", "–"),
        (" — Anna Holm, harbour master", "Anna Holm", "—"),
        (" ― Anna Holm (harbour master).", "Anna Holm", "―"),
        ("\n-- Dr. Anna van der Holm", "Dr. Anna van der Holm", "--"),
        ("\n  - Anna B. Holm-Lind  \nNext.", "Anna B. Holm-Lind", "-"),
        ("—Anna Holm", "Anna Holm", "—"),
    ],
)
def test_a_dash_and_a_name_up_to_the_end_of_the_line(signature: str, name: str, dash: str):
    text = f"It rains. “We stay.”{signature}"
    assert signed(text) == [(name, dash, "“We stay.”")]


@pytest.mark.parametrize(
    "rest",
    [
        "\nAnna Holm",
        "\n— Anna",
        "\n— the harbour master",
        "\n— Anna Holm had gone home.",
        "\n— Anna Holm left! He stayed",
        "\n— Anna Holm, “the boss”",
        "\n— Act One:",
        "\n— Anna Holm, harbour master:",
        "\n— Anna Holm (harbour master;",
        "\nThe bridge is shut.\n— Anna Holm",
        ", he said — Anna Holm",
        "\n— Anna Bo Clara Dora Eva Frida Holm",
        "\n— Anna Holm, " + "the master of the harbour, " * 5,
    ],
)
def test_a_line_that_is_more_or_less_than_a_signature(rest: str):
    assert signed(f"“We stay.”{rest}") == []


def test_each_quotation_has_its_own_signature():
    text = "“We stay.”\n— Anna Holm\n\n“We go.”\n\n“We wait.” — Otto Lind, mayor"
    assert signed(text) == [
        ("Anna Holm", "—", "“We stay.”"),
        ("Otto Lind", "—", "“We wait.”"),
    ]
