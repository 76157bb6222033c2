"""To whom a draft gives a quotation: accused is only who is clearly given the words."""

from __future__ import annotations

import pytest

PORT = "The ferry stays in port until May, and 42 boats wait with it"
RIGHT, WRONG = "Ilse Varga", "Otto Holm"
GIVES = (
    "In the words of {name}, “{q}.”",
    "“{q}.” That is how {name} sees it.",
    "{name} was blunt. “{q}.”",
    "{name} did not mince words: “{q}.”",
    "One sentence stayed. “{q}.” It was {name} who said it.",
    "Then came this from {name}: “{q}.”",
    "“{q}.” — {name}",
    "“{q}.”\n\n— {name}\n",
    "{name} issued the following statement:\n\n“{q}.”\n",
    "{name} released this statement on Monday:\n\n“{q}.”\n",
    "On Monday {name} put out a statement that read:\n\n“{q}.”\n",
    "Here is the statement {name} issued:\n\n“{q}.”\n",
    "{name} told Marta Brandt: “{q}.”",
    "In the evening, {name} said: “{q}.”",
    "“{q},” {name} told Marta Brandt, the fisher.",
    "{name} told Marta Brandt that “{q}”.",
)
NAMES_ONLY = (
    "{name} got a note from a fan: “{q}.”",
    "{name} listened as a sailor stood up: “{q}.”",
    "Critics of {name} have a line for it: “{q}.”",
    "{name} had heard it before: “{q}.”",
    "{name} quoted the captain: “{q}.”",
    "The crowd that greeted {name} chanted: “{q}.”",
    "“{q}.” That was too much for {name}.",
    "{name} was met with shouts of “{q}”.",
    "Critics of {name} issued the following statement:\n\n“{q}.”\n",
)
DENIES = (
    "{name} rejected the claim that “{q}”.",
    "{name} disputed the statement: “{q}.”",
)


def only(report):
    (quotation,) = report.quotations
    return quotation


@pytest.mark.parametrize("frame", GIVES)
@pytest.mark.parametrize(("name", "level"), [(RIGHT, "ok"), (WRONG, "misattributed")])
def test_frames_that_give_the_words(check, frame: str, name: str, level: str):
    quotation = only(check(frame.format(q=PORT, name=name)))
    assert quotation.level == level, quotation.reason
    assert quotation.speaker == name


@pytest.mark.parametrize("frame", NAMES_ONLY)
@pytest.mark.parametrize("name", [RIGHT, WRONG])
def test_whoever_is_only_named_is_no_speaker(check, frame: str, name: str):
    quotation = only(check(frame.format(q=PORT, name=name)))
    assert quotation.level == "unclear", quotation.reason


@pytest.mark.parametrize("frame", DENIES)
@pytest.mark.parametrize("name", [RIGHT, WRONG])
def test_words_that_somebody_denies_are_not_given_to_them(check, frame: str, name: str):
    quotation = only(check(frame.format(q=PORT, name=name)))
    assert quotation.level == "unclear"
    assert f"{name} denied it" in quotation.reason


def test_words_with_which_somebody_denies_are_theirs(check_store):
    check = check_store(
        {"bill.txt": "LISK, 2 May 2018\n\n“It is a gift to the rich,” said Ilse Varga.\n"}
    )
    assert only(check("Ilse Varga rejected the bill as “a gift to the rich”.")).level == "ok"


def test_a_name_in_a_neighbouring_sentence_is_the_one_that_is_checked(check):
    """Not whoever spoke before, whose words a quotation without a speaker seems to go on with."""
    draft = f"“Fares will fall,” Otto Holm told reporters. “{PORT}.” That is how {RIGHT} sees it."
    first, second = check(draft).quotations
    assert (first.speaker, second.speaker) == (WRONG, RIGHT)
    assert second.level == "ok", second.reason


def test_two_names_around_a_quotation_give_it_to_neither(check):
    quotation = only(check(f"In the words of {WRONG}, whom {RIGHT} knows well, “{PORT}.”"))
    assert quotation.level != "misattributed", quotation.reason


@pytest.mark.parametrize("who", ["Someone", "Critics of Otto Holm", "Residents"])
def test_nobody_by_name_is_never_accused(check, who: str):
    assert only(check(f"{who} told the radio: “{PORT}.”")).level == "unclear"


@pytest.mark.parametrize("lead", ["Ilse Varga spoke of", "Ilse Varga used the words"])
def test_figures_in_words_that_somebody_spoke_of_are_checked(check_store, lead: str):
    texts = {"bay.txt": "LISK, 2 May 2018\n\n“I have 80 ships in my bay,” said Ilse Varga.\n"}
    check = check_store(texts)
    assert only(check(f"{lead} “80 ships in my bay”.")).level == "ok"
    assert only(check(f"{lead} “90 ships in my bay”.")).level == "altered"


def test_a_question_ends_no_sentence_of_the_draft(check_store):
    texts = {
        "dam.txt": "LISK, 2 May 2018\n\n“Who paid for the dam? Is it ours?” asked Ilse Varga. "
        "Otto Holm was silent.\n"
    }
    check = check_store(texts)
    words = "“Who paid for the dam? Is it ours?”"
    assert only(check(f"{words} Ilse Varga asked.")).level == "ok"
    assert only(check(f"{words} Otto Holm asked, and the room fell silent.")).level == (
        "misattributed"
    )


def test_a_name_behind_another_quotation_is_no_ground_for_an_accusation(check):
    """Whoever stands before the first of two quotations said it, not who follows the second."""
    draft = f"{RIGHT} has put it this way: “{PORT}.” “Fares will fall,” {WRONG} insisted.\n"
    first, second = check(draft).quotations
    assert first.level in ("ok", "unclear"), first.reason
    assert second.level == "ok", second.reason


@pytest.mark.parametrize(
    "draft",
    [
        f"{WRONG}, {RIGHT} said, “{PORT}.”",
        f"{RIGHT} was told “{PORT}”, and {WRONG} agreed.",
        f"{WRONG} met {RIGHT} on Monday. “{PORT},” he said.",
        f"{RIGHT} and {WRONG} met in Lisk. “{PORT},” he said.",
        f"{WRONG} issued the following warning to {RIGHT}.\n\n“{PORT}.”\n",
    ],
)
def test_of_two_who_are_named_nobody_is_accused(check, draft: str):
    quotation = only(check(draft))
    assert quotation.level != "misattributed", quotation.reason


def test_a_draft_with_a_quotation_that_begins_with_two_digits_is_checked(check):
    assert only(check(f"‘42 boats wait with it’, said {RIGHT}.")).level == "ok"
