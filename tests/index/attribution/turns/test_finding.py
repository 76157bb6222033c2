"""Speeches and transcripts: whose turn it is."""

from __future__ import annotations

import pytest
from support.read_statements import said

from index.attribution.extraction import extract_statements
from index.attribution.turns.finding import find_turns
from index.text.sentences import split_sentences


def test_a_question_without_a_colon_is_nobodys_answer():
    text = (
        "MR. KIRBY:  We have been clear.\n\nQ    So that is a yes?\n\nMR. KIRBY:  It is.\n\n"
        "Q\u00a0\u00a0\u00a0And now?\n\nMR. KIRBY:  Next."
    )
    assert [one[0] for one in said(text)] == ["Mr. Kirby", "Q", "Mr. Kirby", "Q", "Mr. Kirby"]


@pytest.mark.parametrize("opening", ["", "Donald Trump, Hillary Clinton met Lester Holt.\n\n"])
def test_the_turns_of_a_transcript(opening: str):
    text = (
        f"{opening}TRUMP: We will win.\n\nCLINTON: We will not.\n\nTRUMP: Wrong.\n\n"
        "It is just wrong.\n\nHOLT: Next question."
    )
    names = ["Trump", "Clinton", "Trump", "Trump", "Holt"]
    words = ["We will win.", "We will not.", "Wrong.", "It is just wrong.", "Next question."]
    turns = said(text)
    assert [turn[3] for turn in turns] == words
    assert {turn[2] for turn in turns} == {"direct"}
    assert [(turn[0] or "").split()[-1] for turn in turns] == names
    if opening:
        assert turns[0][0] == "Donald Trump"


def test_labels_of_things_are_no_speakers():
    assert said("Note: The harbour is open.\n\nUpdate: It is shut.\n\nPhoto: A boat.") == []


def test_questions_and_answers_with_somebody_known():
    assert said("Q: Will you run?\n\nA: I will not run.", "Jane Brandt") == [
        ("Q", ":", "direct", "Will you run?"),
        ("Jane Brandt", ":", "direct", "I will not run."),
    ]


def test_a_whole_speech_is_its_speakers():
    text = "My friends, we meet again.\n\nWe will not yield."
    assert said(text) == []
    assert said(text, "Jane Brandt") == [
        ("Jane Brandt", None, "direct", "My friends, we meet again."),
        ("Jane Brandt", None, "direct", "We will not yield."),
    ]


def test_a_label_with_several_particles():
    text = "Ursula von der Leyen: We will stay.\n\nLars Holt: Why?\n\nUrsula von der Leyen: So."
    assert [one[0] for one in said(text)] == [
        "Ursula von der Leyen",
        "Lars Holt",
        "Ursula von der Leyen",
    ]


def test_the_labels_of_a_form_are_no_speakers():
    form = "Name: Rosa Vance\n\nAge: 31\n\nCity: Ghent\n\nName: Karl Moor\n\nAge: 40"
    assert said(form) == []


def test_an_article_goes_on_behind_the_transcript_that_it_quotes():
    told = "The harbour was full. "
    article = "\n\n".join([told * 2] * 6)
    text = f"{article}\n\nCole: It is full.\n\nVance: It is.\n\nCole: Then close it.\n\n{told}"
    assert [one[3] for one in said(text)] == ["It is full.", "It is.", "Then close it."]


def test_one_label_of_somebody_unknown_makes_no_transcript():
    assert said("Weather: It rained.\n\nThe harbour is shut.") == []


def test_the_form_and_the_people_of_a_transcript_hold_for_all_its_slices():
    head = "Present: Ada Brandt, mayor; Karl Moor, pilot\n\n"
    turns = [f"BRANDT: I ask for the {n}th time.\n\nMOOR: I have answered." for n in range(40)]
    text = head + "\n\n".join(turns) + "\n\nIt is still so.\n\nBRANDT: Is it?"
    statements = extract_statements(text, split_sentences(text), slice_characters=300)
    speakers = [one.speaker for one in statements if one.kind == "direct"]
    assert speakers == ["Ada Brandt", "Karl Moor"] * 40 + ["Karl Moor", "Ada Brandt"]


def test_the_title_in_the_metadata_tells_who_speaks():
    text = "Today we remember a friend.\n\nI knew him for thirty years."
    title = "Statement by President Emile Maron on the Passing of Otto Lind"
    found_turns = find_turns(text, title=title).turns
    assert [(turn.speaker, turn.role) for turn in found_turns] == [("Emile Maron", "President")] * 2
    assert find_turns(text).turns == ()


def test_an_article_on_what_somebody_said_is_not_their_speech():
    text = (
        "Maron said on Monday that the canal was shut.\n\nThe opposition laughed at Maron.\n\n"
        "Nobody knows when Maron will open it."
    )
    assert find_turns(text, title="Statement by President Emile Maron on the canal").turns == ()


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("Senator O'HARA", "Senator O'Hara"),
        ("Mr. McQUADE of Utah", "Mr. McQuade"),
        ("The ACTING CHAIR", "The Acting Chair"),
        ("Dr Lena VOGT (Lesk)", "Lena Vogt"),
        ("Minister for Ports (Deputy Noel Breen)", "Noel Breen"),
        ("Ms. JEAN-PAUL", "Ms. Jean-Paul"),
        ("King", "King"),
        ("MR. KING", "Mr. King"),
        ("General Assembly President Reyl", "General Assembly President Reyl"),
    ],
)
def test_a_label_is_shown_without_what_only_its_form_demands(label: str, speaker: str):
    text = f"{label}: I rise to speak.\n\nMr. Foss: Please do.\n\n{label}: I thank you.\n\n"
    text += "Mr. Foss: Is that all?"
    assert find_turns(text).turns[0].speaker == speaker


def test_two_people_with_one_last_name_are_not_mixed_up():
    text = (
        "Present: Ada Brandt and Karl Brandt\n\nBRANDT: I am for it.\n\nLIND: I am not.\n\n"
        "BRANDT: Why not?\n\nMS. BRANDT: Let them speak."
    )
    assert [turn.speaker for turn in find_turns(text).turns] == [
        "Brandt",
        "Lind",
        "Brandt",
        "Ada Brandt",
    ]


def test_thousands_of_speakers_are_kept_apart():
    names = [f"{a}{b}{c}o" for a in "BDFGKLMNPR" for b in "aeiou" for c in "bdfgklmnprstvwxyz"]
    lines = [f"MR. {name.upper()}: I am for it.\n\nMS. {name.upper()}: I am not." for name in names]
    turns = find_turns("\n\n".join(lines)).turns
    assert len({turn.speaker for turn in turns}) == 2 * len(names)


@pytest.mark.parametrize(
    "note",
    [
        "(Applause)",
        "[Laughter.]",
        "END 1:41 P.M. EST",
        "There was no objection.",
        "The House divided: Ayes 212, Noes 198.",
        "Several hon. Members rose—",
        "Opposition senators interjecting—",
        "The meeting rose at 11.40 a.m.",
        "Whereupon, at noon, the committee adjourned.",
        "Moved by Councillor Brekke,",
        "MOTIONS",
        "Question put and agreed to.",
        "12:43 P.M. EDT",
        "● (1005)",
        "- Hansard - -",
        "10th July, 2023",
        "1050",
    ],
)
def test_what_the_stenographer_adds_is_in_nobodys_mouth(note: str):
    text = f"Mr. Foss: I thank you.\n\n{note}\n\nMs. Lind: So do I.\n\nMr. Foss: Good.\n\n{note}"
    assert note not in [words for *_, words in said(text)]


@pytest.mark.parametrize(
    "spoken",
    [
        "The House knows what I think of it.",
        "(I mean it.)",
        "Order!",
        "Moved as I am, I shall be short.",
        "1. What steps she is taking to bring down charges.",
    ],
)
def test_what_only_looks_like_a_note_is_speech(spoken: str):
    text = f"Mr. Foss: I thank you.\n\n{spoken}\n\nMs. Lind: So do I.\n\nMr. Foss: Good."
    assert ("Mr. Foss", spoken) in [(one[0], one[3]) for one in said(text)]


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Statement by the Minister of Roads, Ms Ilse Varga, on the bridge", "Minister of Roads"),
        ("Remarks by Minister of Roads Hon. Ilse Varga at the bridge", "Minister of Roads"),
        ("Speech by the Chair of the Board and Mayor, Ilse Varga", "Chair of the Board and Mayor"),
    ],
)
def test_a_title_gives_an_office_without_what_stands_around_it(title: str, role: str):
    text = "I crossed the bridge today.\n\nWe will inspect it in May."
    assert {(turn.speaker, turn.role) for turn in find_turns(text, title=title).turns} == {
        ("Ilse Varga", role)
    }


@pytest.mark.parametrize("colon", ["\n:\n", "\n: ", "\n\n:\n\n", " :\n"])
def test_a_colon_may_stand_on_a_line_of_its_own(colon: str):
    turns = [("Q", "Does the port close?"), ("MS. VARGA", "It does not."), ("Q", "Why?")]
    text = "\n\n".join(f"{label}{colon}{words}" for label, words in [*turns, ("MS. VARGA", "So.")])
    found_turns = find_turns(text).turns
    assert [(one.speaker, text[one.start : one.end]) for one in found_turns] == [
        ("Q", "Does the port close?"),
        ("Ms. Varga", "It does not."),
        ("Q", "Why?"),
        ("Ms. Varga", "So."),
    ]
    labels = {text[slice(*one.label)] for one in found_turns if one.label}
    assert labels == {"Q", "MS. VARGA"}
