"""Which grammar around a quote makes it a misleading cut, in sentences with invented people."""

from __future__ import annotations

import pytest
from support.quote_library import Library, make_store

MISLEADING = [
    ("I used to think <the union was useless>", "cut_start"),
    ("I keep telling myself <the storm will pass>", "cut_start"),
    ("On paper, <the second plan is perfect>", "cut_start"),
    ("We must dispel the notion that <taxes are theft>", "denied"),
    ("I wouldn’t dream of saying <the clerk is a thief>", "denied"),
    ("I never, ever said <the crane is a wreck>", "denied"),
    ("I’m not one of those who say <the guild betrayed us>", "denied"),
    ("We don’t want a town where <the rich own everything>", "denied"),
    ("<The bishop took the silver> — that’s just not true", "denied"),
    ("I was told <the tanker was safe>", "others_words"),
    ("People come up to me and say, <you ruined the market>", "others_words"),
    ("According to the minister, <the fund is empty>", "others_words"),
    ("For many, <the old quarter is a joke>", "others_words"),
    ("They wish that <the fishermen would just go away>", "others_words"),
    ("You hear it all the time: <captains are drunkards>", "others_words"),
    ("<The mill will reopen in spring>, they promised us", "others_words"),
    ("<The levee is cracked>, says the engineer", "others_words"),
    ("Otherwise <we will close the yard>", "hypothetical"),
    ("Once they sign, <we will leave the island>", "hypothetical"),
    ("If not, <we shut the lock for good>", "hypothetical"),
    ("<We would have won the cup> had the rain stopped", "hypothetical"),
    ("<The pool is open to everyone> who can pay", "cut_end"),
    ("<The judges are honest> most of the time", "cut_end"),
    ("<I trust the treasurer>; however, his plan is bad", "cut_end"),
]
FAIR = [
    "Don’t worry, <the pension is safe>",
    "Not long ago <the theatre burned down>",
    "For many years, <the tower was our home>",
    "If I may say so, <the choir sang well>",
    "No one can deny that <the orchard was sold>",
    "I have a feeling that <the snow will melt early>",
    "<We will fight for the lighthouse> for as long as it takes",
    "<The guests paid for everything> that year",
]


def split(sentence: str) -> tuple[str, str]:
    """A sentence without its marks, and the words between them."""
    quote = sentence[sentence.index("<") + 1 : sentence.index(">")]
    return sentence.replace("<", "").replace(">", ""), quote


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    sentences = [split(one)[0] for one in [*(one for one, _ in MISLEADING), *FAIR]]
    text = "\n\n".join(["The quay", *(f"“{one},” said Tilda Ross." for one in sentences)]) + "\n"
    text += "\nAsked about the levy, Nils Varga wasn’t “willing to talk about the levy at all”.\n"
    text += (
        "\n“They sold the barge at a loss,” said Edda Holm. “With all those debts, who wouldn’t?”\n"
    )
    text += "\n“Holm, who is, we believe, a smuggler, has left the town,” said Varga.\n"
    return Library(make_store(tmp_path_factory.mktemp("grammar"), {"quay.txt": text}))


def kinds(library: Library, quote: str) -> set[str]:
    return {warning.kind for warning in library.check(quote).warnings}


@pytest.mark.parametrize(("sentence", "kind"), MISLEADING)
def test_words_around_a_quote_that_change_it_are_warned_of(
    library: Library, sentence: str, kind: str
) -> None:
    assert kind in kinds(library, split(sentence)[1])


@pytest.mark.parametrize("sentence", FAIR)
def test_words_around_a_quote_that_leave_it_as_it_is_are_not(
    library: Library, sentence: str
) -> None:
    assert not kinds(library, split(sentence)[1])


def test_the_writers_negation_before_the_mark_is_warned_of(library: Library) -> None:
    assert "denied" in kinds(library, "willing to talk about the levy at all")


def test_a_small_letter_behind_a_gap_shows_a_splice(library: Library) -> None:
    assert "splice" in kinds(library, "They sold the barge … with all those debts")


def test_an_aside_that_is_only_a_belief_is_warned_of(library: Library) -> None:
    assert "hidden_in_gap" in kinds(library, "Holm, who is … a smuggler, has left the town")
