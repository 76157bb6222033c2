"""Columns of the old Hansard, whose turns begin with a section sign."""

from __future__ import annotations

import pytest

from index.attribution.extraction import extract_statements
from index.attribution.turns.section_labels import read_section_label
from index.text.sentences import split_sentences

COLUMNS = """HOUSE OF COMMONS

Tuesday 4 March 1952

PORTS (DREDGING)

§ 12. Mr. Halvard asked the Minister of Transport what steps he is taking to dredge the channel.

§ The Minister of Transport (Mr. Elwin Foss) None at present. The Port Authority looks into it.

§ Mr. Halvard Is the Minister aware that three ships ran aground there in February?

203

§ Mr. Foss Yes, Sir. I regret it.

We shall see to it in spring.

§ Mr. Arthur Lund Will he come to the House again before Easter?

§ Mr. Speaker Order. We must get on.
"""


def test_turns_behind_section_signs():
    statements = list(extract_statements(COLUMNS, split_sentences(COLUMNS)))
    assert [(one.speaker, one.kind, COLUMNS[one.start : one.end]) for one in statements] == [
        ("Mr. Halvard", "indirect", "what steps he is taking to dredge the channel."),
        ("Elwin Foss", "direct", "None at present. The Port Authority looks into it."),
        (
            "Mr. Halvard",
            "direct",
            "Is the Minister aware that three ships ran aground there in February?",
        ),
        ("Elwin Foss", "direct", "Yes, Sir. I regret it."),
        ("Elwin Foss", "direct", "We shall see to it in spring."),
        ("Arthur Lund", "direct", "Will he come to the House again before Easter?"),
        ("Mr. Speaker", "direct", "Order. We must get on."),
    ]
    assert statements[0].cue == "asked"


@pytest.mark.parametrize(
    ("paragraph", "label", "words"),
    [
        ("§ Mr. Foss Yes, Sir.", "Mr. Foss", "Yes, Sir."),
        ("§Mr. Foss I am.", "Mr. Foss", "I am."),
        ("§ Sir J. Foss The matter rests.", "Sir J. Foss", "The matter rests."),
        ("§ Mr. Foss Ships ran aground.", "Mr. Foss", "Ships ran aground."),
        ("§ Mr. Arthur Lund Her case stands.", "Mr. Arthur Lund", "Her case stands."),
        ("§ Captain Lund (Sund, West) What of it?", "Captain Lund (Sund, West)", "What of it?"),
        ("§ 4 and 5.", None, None),
        ("§ Q3. Mrs. Holm To ask the Minister why.", "Mrs. Holm", "To ask the Minister why."),
        ("§ Mr. Foss: Yes.", "Mr. Foss", "Yes."),
        ("§ The Prime Minister I have nothing to add.", "The Prime Minister", "I have nothing"),
        ("§ Order read for the resuming debate.", None, None),
        ("§ 12 of the Act says that ports are free.", None, None),
    ],
)
def test_where_a_label_ends_and_the_words_begin(paragraph: str, label, words):
    found = read_section_label(paragraph, 0, len(paragraph))
    if label is None:
        assert found is None
    else:
        assert found is not None
        assert paragraph[found.start : found.end] == label
        assert paragraph[found.content :].startswith(words)


def test_sections_of_a_law_are_nobodys_words():
    text = "Ports Act\n\n§ 1 Ports are free.\n\n§ 2 The Minister may close them.\n\n§ 3 Fees rise."
    assert list(extract_statements(text, split_sentences(text))) == []
