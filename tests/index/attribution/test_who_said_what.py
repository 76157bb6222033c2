"""Sentences in, statements out: each construction in which English reports what somebody says.

Nothing here knows how statements are found, so that what finds them can be replaced. Each row is
a text and what must be found in it, as (speaker, cue, kind, content). A reader of statements is
trained: where a content begins and ends to the word, and whether a cue is "said" or "said in a
letter", may differ; who is given whose words may not.
"""

from __future__ import annotations

import re

import pytest
from support.read_statements import found, said

Row = tuple[str | None, str | None, str, str]

SHARED = 0.6
"""Share of the longer content's words that two contents have in common, at least."""


def assert_said(text: str, expected: list[Row]) -> None:
    """All that is expected is found, and nobody else is given any words."""
    rows = said(text)
    for speaker, cue, kind, content in expected:
        assert any(
            is_same_speaker(row[0], speaker)
            and is_same_cue(row[1], cue)
            and (row[2] == kind or "direct" not in (row[2], kind))
            and shared(row[3], content) >= SHARED
            for row in rows
        ), rows
    speakers = [row[0] for row in expected]
    for row in rows:
        assert row[0] is None or any(is_same_speaker(row[0], one) for one in speakers), rows


def is_same_speaker(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return first is second
    return first.casefold() == second.casefold() or first.casefold().endswith(second.casefold())


def is_same_cue(first: str | None, second: str | None) -> bool:
    if second in (None, ":"):
        return True
    return bool(set(words_of(first or "")) & set(words_of(second)))


def shared(first: str, second: str) -> float:
    one, other = words_of(first), words_of(second)
    common = sum(min(one.count(word), other.count(word)) for word in set(one))
    return common / max(len(one), len(other), 1)


def words_of(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word != "that"]


SAFE = "that the harbour is safe"
QUOTE = "“The harbour is safe,”"
SPEECH = "“The harbour is safe for the winter.”"


def reported(speaker: str | None, cue: str, content: str = SAFE) -> Row:
    """A statement in the reporter's words."""
    return speaker, cue, "indirect", content


def quoted(speaker: str | None, cue: str | None, content: str = QUOTE) -> Row:
    """A statement that is nothing but a quotation."""
    return speaker, cue, "direct", content


def partly(speaker: str | None, cue: str, content: str) -> Row:
    """A statement in which a part is quoted."""
    return speaker, cue, "mixed", content


def constructions(*rows):
    """Parametrise a test by texts, each with what is found in it; the text is the test's name."""
    return pytest.mark.parametrize(
        ("text", "expected"), [pytest.param(text, list(one), id=text) for text, *one in rows]
    )


@constructions(
    ("Jane Brandt has repeatedly said that the harbour is safe.",
     reported("Jane Brandt", "has repeatedly said")),
    ("Jane Brandt went on to say that the harbour is safe.",
     reported("Jane Brandt", "went on to say")),
    ("Jane Brandt keeps saying that the harbour is safe.",
     reported("Jane Brandt", "keeps saying")),
    ("Jane Brandt on Monday said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Jane Brandt, on Monday, said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("But Jane Brandt said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Today Jane Brandt said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("In Riverside, Jane Brandt said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    ("Later, the mayor said that the harbour is safe.", reported("the mayor", "said")),
    ("Some people say the harbour is safe.",
     reported("Some people", "say", "the harbour is safe")),
    ("Many say that the harbour is safe.", reported("Many", "say")),
    ("About 40 percent said that the harbour is safe.", reported("40 percent", "said")),
    ("Experts claim that the harbour is safe.", reported("Experts", "claim")),
    ("The pilots fear that the harbour is safe.", reported("The pilots", "fear")),
    ("Sources close to the mayor say the harbour is safe.",
     reported("Sources close to the mayor", "say", "the harbour is safe")),
    ("Jane Brandt opened the harbour and said that it is safe.",
     reported("Jane Brandt", "said", "that it is safe")),
    ("Jane Brandt opened the harbour, but added that it is old.",
     reported("Jane Brandt", "added", "that it is old")),
    ("Jane Brandt said that, after the storm, the harbour is safe.",
     reported("Jane Brandt", "said", "that, after the storm, the harbour is safe")),
    ("After the storm he said that the harbour is safe.", reported("he", "said")),
    ("The captain of the ship and of the port said that the harbour is safe.",
     reported("The captain of the ship and of the port", "said")),
    ("The minister said talks went on.", reported("The minister", "said", "talks went on")),
    ("In 2016 Jane Brandt said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("On Monday Jane Brandt said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Asked by Paul Kerr, he said that the harbour is safe.", reported("he", "said")),
    ("In a tweet, Jane Brandt said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    ("It rained, Jane Brandt came home, and she said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    ("Jane Brandt took the stage; she smiled and said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    ("Officials in Riverside said that the harbour is safe.", reported("Officials", "said")),
    ("The White House said that the harbour is safe.", reported("The White House", "said")),
    ("A person familiar with the talks said that the harbour is safe.",
     reported("A person familiar with the talks", "said")),
    ("The law says that the harbour is safe.", reported("The law", "says")),
    ("The mill burned and, as it was late, Jane Brandt said that the harbour is safe.",
     reported("Jane Brandt", "said")),
)  # fmt: skip
def test_the_speaker_before_the_verb(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt, the mayor, said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Jane Brandt (the mayor) said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Jane Brandt — the mayor of Riverside — said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    ("The mayor, Jane Brandt, said that the harbour is safe.", reported("Jane Brandt", "said")),
    ("On Monday, Jane Brandt, the mayor, said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    ("Paul Kerr, 42, said that the harbour is safe.", reported("Paul Kerr", "said")),
    ("Paul Kerr, asked about it, said that the harbour is safe.",
     reported("Paul Kerr", "said")),
    ("Jane Brandt, who runs the harbour, said that it is safe.",
     reported("Jane Brandt", "said", "that it is safe")),
    ("Paul Kerr, whose harbour burned, said that it is safe.",
     reported("Paul Kerr", "said", "that it is safe")),
    (f"{QUOTE} the mayor, Jane Brandt, said.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} Brandt, the mayor, said.", quoted("Brandt", "said")),
    ("Jane Brandt, 42, the mayor, said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    (f"{QUOTE} Jane Brandt (the mayor) said.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} she said, and the mayor, Paul Kerr, said it is old.",
     quoted("she", "said"), reported("Paul Kerr", "said", "it is old")),
    ("There was Jane Brandt, who, on Monday, said that the harbour is safe.",
     reported("Jane Brandt", "said")),
    ("“I love it,” Jane Brandt, 42, told the Ledger.",
     quoted("Jane Brandt", "told", "“I love it,”")),
)  # fmt: skip
def test_what_stands_between_the_speaker_and_the_verb(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    (f"{QUOTE} said Jane Brandt, the mayor of Riverside.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} said Jane Brandt, who runs it.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} says Jane Brandt.", quoted("Jane Brandt", "says")),
    (f"{QUOTE} said one of the pilots.", quoted("one of the pilots", "said")),
    (f"{QUOTE} said spokesman Paul Kerr.", quoted("Paul Kerr", "said")),
    (f"{QUOTE} said Jane Brandt in a statement.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} Jane Brandt told reporters on Monday.", quoted("Jane Brandt", "told")),
    (f"{QUOTE} pilots said.", quoted("pilots", "said")),
    ("“Yes!” — said Jane Brandt.", quoted("Jane Brandt", "said", "“Yes!”")),
    ("“Close the harbour!” shouted Jane Brandt.",
     quoted("Jane Brandt", "shouted", "“Close the harbour!”")),
    ("The harbour is safe, said Jane Brandt.",
     reported("Jane Brandt", "said", "The harbour is safe")),
    ("The harbour is safe, Jane Brandt said on Monday.",
     reported("Jane Brandt", "said", "The harbour is safe")),
    ("But the harbour is safe, Jane Brandt said.",
     reported("Jane Brandt", "said", "the harbour is safe")),
    ("And, the harbour is safe, Jane Brandt said.",
     reported("Jane Brandt", "said", "the harbour is safe")),
    ("The harbour, Jane Brandt said, is safe.",
     reported("Jane Brandt", "said", "The harbour, Jane Brandt said, is safe")),
    ("The harbour is safe, Jane Brandt said, but it is old.",
     reported("Jane Brandt", "said", "The harbour is safe")),
    (f"{QUOTE} said Jane Brandt on Monday.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} said Jane Brandt, 42, of Riverside.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} said Jane Brandt, smiling.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} said Jane Brandt, the mayor, and left.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} said Jane Brandt because it was late.", quoted("Jane Brandt", "said")),
    (f"{QUOTE} said Hayes, whose harbour burned.", quoted("Hayes", "said")),
    (f"{QUOTE} said pilots of Riverside.", quoted("pilots of Riverside", "said")),
    ("The harbour is safe, said the pilots.",
     reported("the pilots", "said", "The harbour is safe")),
    ("What Jane Brandt wants, Paul Kerr said, is peace.",
     reported("Paul Kerr", "said", "What Jane Brandt wants, Paul Kerr said, is peace")),
    (f"But, said Jane Brandt, {SPEECH}", quoted("Jane Brandt", "said", SPEECH)),
    (f"In the end, said Jane Brandt, {SPEECH}", quoted("Jane Brandt", "said", SPEECH)),
)  # fmt: skip
def test_the_speaker_behind_what_was_said(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("According to Jane Brandt, a pilot, the harbour is safe.",
     reported("Jane Brandt", "According to", "the harbour is safe")),
    ("But according to Jane Brandt, the harbour is safe for the whole winter.",
     reported("Jane Brandt", "according to", "the harbour is safe for the whole winter")),
    ("According to the police, no one was hurt.",
     reported("the police", "According to", "no one was hurt")),
    ("The harbour is safe, according to Jane Brandt, the mayor.",
     reported("Jane Brandt", "according to", "The harbour is safe")),
    ("But the harbour is safe, according to Jane Brandt.",
     reported("Jane Brandt", "according to", "the harbour is safe")),
    ("The harbour, according to Jane Brandt, is safe for now.",
     reported("Jane Brandt", "according to",
              "The harbour, according to Jane Brandt, is safe for now")),
    (f"{QUOTE} according to Jane Brandt.", quoted("Jane Brandt", "according to")),
    (f"According to Jane Brandt, {SPEECH}", quoted("Jane Brandt", "According to", SPEECH)),
    ("According to Jane Brandt, who runs the harbour, it is safe.",
     reported("Jane Brandt", "According to", "it is safe")),
)  # fmt: skip
def test_according_to(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Conceding that the harbour is old, Jane Brandt promised to mend it.",
     reported("Jane Brandt", "Conceding", "that the harbour is old"),
     reported("Jane Brandt", "promised", "to mend it")),
    ("Jane Brandt said the harbour is safe, adding that it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "adding", "that it is old")),
    ("Jane Brandt said the harbour is safe, suggesting that it is new.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "suggesting", "that it is new")),
    ("Jane Brandt said the harbour is safe, while noting that it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "noting", "that it is old")),
    ("Jane Brandt said the harbour is safe while noting that it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "noting", "that it is old")),
    (f"{QUOTE} she told the board, adding, “It is old.”",
     quoted("she", "told"), quoted("she", "adding", "“It is old.”")),
    ("The mayor is saying that the harbour is safe.", reported("The mayor", "is saying")),
    ("Jane Brandt criticized the plan, calling it a disgrace.",
     reported("Jane Brandt", "criticized", "the plan"),
     reported("Jane Brandt", "calling", "it a disgrace")),
    ("Jane Brandt closed the harbour, saying it is old.",
     reported("Jane Brandt", "saying", "it is old")),
    ("He has closed the harbour, saying it is old.", reported("He", "saying", "it is old")),
    ("The mayor closed the harbour, saying it is old.",
     reported("The mayor", "saying", "it is old")),
    ("Jane Brandt told the board on Monday, citing the storm.",
     reported("Jane Brandt", "citing", "the storm")),
    ("Noting that the harbour is safe.",),
    ("Jane Brandt said the harbour is safe, before adding that it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "adding", "that it is old")),
    ("Paul Kerr said Jane Brandt told him that the harbour is safe, adding that he was glad.",
     reported("Paul Kerr", "said", "Jane Brandt told him that the harbour is safe"),
     reported("Paul Kerr", "adding", "that he was glad")),
)  # fmt: skip
def test_participles_have_the_speaker_of_their_sentence(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt was asked whether the harbour is safe.",
     reported(None, "asked", "whether the harbour is safe")),
    ("When asked if the harbour is safe, Jane Brandt said no.",
     reported(None, "asked", "if the harbour is safe"),
     reported("Jane Brandt", "said", "no")),
    ("Jane Brandt was quoted as saying that the harbour is safe.",
     reported("Jane Brandt", "was quoted as saying")),
    (f"{QUOTE} Jane Brandt was quoted as saying.",
     quoted("Jane Brandt", "was quoted as saying")),
    ("Jane Brandt was told that the harbour is safe.",),
    ("It was said that the harbour is safe.",),
    ("The harbour is said to be safe.",),
    ("Jane Brandt has been criticized by Paul Kerr.",
     reported("Paul Kerr", "criticized", "Jane Brandt")),
    ("The harbour was asked.",),
    (f"{QUOTE} was quoted as saying.",),
)  # fmt: skip
def test_passives_say_nothing_of_who_speaks_unless_they_quote(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Paul Kerr said Jane Brandt told him that the harbour is safe.",
     reported("Paul Kerr", "said", "Jane Brandt told him that the harbour is safe")),
    ("Paul Kerr said that Jane Brandt had said that the harbour is safe.",
     reported("Paul Kerr", "said", "that Jane Brandt had said that the harbour is safe")),
    ("Paul Kerr told the board that Jane Brandt believes the harbour is safe.",
     reported("Paul Kerr", "told", "that Jane Brandt believes the harbour is safe")),
    ("Jane Brandt said the harbour is safe, according to the Ledger.",
     reported("the Ledger", "according to", "Jane Brandt said the harbour is safe")),
    ("Karl Moor said that Paul Kerr told him that rents fell. He said that they rose.",
     reported("Karl Moor", "said", "that Paul Kerr told him that rents fell"),
     reported("Karl Moor", "said", "that they rose")),
    ("He said that the mayor, Jane Brandt, said it is safe.",
     reported("He", "said", "that the mayor, Jane Brandt, said it is safe")),
    ("Jane Brandt praised it, he said.",
     reported("he", "said", "Jane Brandt praised it")),
    ("Jane Brandt said the harbour is safe, Paul Kerr added.",
     reported("Paul Kerr", "added", "Jane Brandt said the harbour is safe"),
     reported("Jane Brandt", "said", "the harbour is safe")),
)  # fmt: skip
def test_a_report_within_a_report(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt told the board on Monday that the harbour is safe.",
     reported("Jane Brandt", "told")),
    ("Jane Brandt told the board the harbour is safe.",
     reported("Jane Brandt", "told", "the harbour is safe")),
    ("Jane Brandt told the board she would close the harbour.",
     reported("Jane Brandt", "told", "she would close the harbour")),
    ("Jane Brandt told the board to close the harbour.",
     reported("Jane Brandt", "told", "to close the harbour")),
    ("Jane Brandt told the board: the harbour is safe.",
     reported("Jane Brandt", "told", "the harbour is safe")),
    (f"Jane Brandt told the board, {SPEECH}", quoted("Jane Brandt", "told", SPEECH)),
    ("Jane Brandt told the board “the harbour is safe for the winter”.",
     quoted("Jane Brandt", "told", "“the harbour is safe for the winter”")),
    ("Jane Brandt told Paul Kerr, the chair of the board, that the harbour is safe.",
     reported("Jane Brandt", "told")),
    ("Jane Brandt assured voters, who were angry, that the harbour is safe.",
     reported("Jane Brandt", "assured")),
    ("Jane Brandt urged the board to close the harbour.",
     reported("Jane Brandt", "urged", "to close the harbour")),
    (f"Jane Brandt said in a statement: {SPEECH}", quoted("Jane Brandt", "said", SPEECH)),
    (f"Jane Brandt said in a statement, {SPEECH}", quoted("Jane Brandt", "said", SPEECH)),
    ("Jane Brandt said at a meeting she would close the harbour.",
     reported("Jane Brandt", "said", "she would close the harbour")),
    ("Jane Brandt warned on Monday that a storm would come.",
     reported("Jane Brandt", "warned", "that a storm would come")),
    ("Jane Brandt said Monday the harbour is safe.",
     reported("Jane Brandt", "said", "the harbour is safe")),
    ("Jane Brandt said last week that the harbour is safe.", reported("Jane Brandt", "said")),
    (f"Jane Brandt said, after the vote, {SPEECH}", quoted("Jane Brandt", "said", SPEECH)),
    ("Jane Brandt said yesterday that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Jane Brandt said then that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Jane Brandt said this week that the harbour is safe.", reported("Jane Brandt", "said")),
    ("Jane Brandt said, for her part, that the harbour is safe.",
     reported("Jane Brandt", "said")),
    (f"Jane Brandt wrote on Twitter {SPEECH}", quoted("Jane Brandt", "wrote", SPEECH)),
    (f"Jane Brandt told both the pilots and the board, {SPEECH}",
     quoted("Jane Brandt", "told", SPEECH)),
    ("Jane Brandt told the pilots of the “Sea” that the harbour is safe.",
     reported("Jane Brandt", "told")),
    ("Jane Brandt warned voters there is a storm.",
     reported("Jane Brandt", "warned", "there is a storm")),
    ("Jane Brandt said this is a shame.", reported("Jane Brandt", "said", "this is a shame")),
)  # fmt: skip
def test_who_is_told_when_and_where_is_no_part_of_what_is_said(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("“Is the harbour safe?” asked Jane Brandt.",
     quoted("Jane Brandt", "asked", "“Is the harbour safe?”")),
    ("Paul Kerr came home. “Is it safe?” He asked.", quoted("Paul Kerr", "asked", "“Is it safe?”")),
    ("Jane Brandt asked the board whether the harbour is safe.",
     reported("Jane Brandt", "asked", "whether the harbour is safe")),
    ("Jane Brandt asked how the harbour would be paid for.",
     reported("Jane Brandt", "asked", "how the harbour would be paid for")),
    ("Jane Brandt wondered whether the harbour is safe.",
     reported("Jane Brandt", "wondered", "whether the harbour is safe")),
    ("Jane Brandt explained why the harbour is old.",
     reported("Jane Brandt", "explained", "why the harbour is old")),
    ("Jane Brandt reminded voters why the harbour is old.",
     reported("Jane Brandt", "reminded", "why the harbour is old")),
    ("Who said that the harbour is safe?",),
    ("Jane Brandt asked the board, “Is it safe?”",
     quoted("Jane Brandt", "asked", "“Is it safe?”")),
    ("Jane Brandt, asked whether the harbour is safe, said no.",
     reported("Jane Brandt", "said", "no")),
    ("Asked whether the harbour is safe, Jane Brandt said: “No, it is not.”",
     quoted("Jane Brandt", "said", "“No, it is not.”")),
    ("Paul Kerr asked Jane Brandt if the harbour is safe. “Yes,” she said.",
     reported("Paul Kerr", "asked", "if the harbour is safe"),
     quoted("Jane Brandt", "said", "“Yes,”")),
)  # fmt: skip
def test_questions(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt did not say that the harbour is safe.",
     reported("Jane Brandt", "did not say")),
    ("Jane Brandt denied that the harbour is old.",
     reported("Jane Brandt", "denied", "that the harbour is old")),
    ("Jane Brandt denied the claim.", reported("Jane Brandt", "denied", "the claim")),
    ("Critics say the harbour is not safe.",
     reported("Critics", "say", "the harbour is not safe")),
    ("Jane Brandt never said that the harbour is safe.",
     reported("Jane Brandt", "never said")),
    ("Jane Brandt didn’t say that the harbour is safe.",
     reported("Jane Brandt", "didn’t say")),
    ("Jane Brandt doesn’t think the harbour is safe.",
     reported("Jane Brandt", "doesn’t think", "the harbour is safe")),
    ("Jane Brandt would not say whether the harbour is safe.",
     reported("Jane Brandt", "would not say", "whether the harbour is safe")),
    ("Jane Brandt refused to say whether the harbour is safe.",
     reported("Jane Brandt", "refused", "to say whether the harbour is safe")),
    ("Jane Brandt insisted she never said that the harbour is safe.",
     reported("Jane Brandt", "insisted", "she never said that the harbour is safe")),
)  # fmt: skip
def test_a_denial_stays_one(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("“The harbour,” Jane Brandt said, “is safe for the winter.”",
     quoted("Jane Brandt", "said",
            "“The harbour,” Jane Brandt said, “is safe for the winter.”")),
    ("Paul Kerr came home. “No,” he said, “the harbour is safe.”",
     quoted("Paul Kerr", "said", "“No,” he said, “the harbour is safe.”")),
    ("“The harbour is safe,” Kerr said of the plan. “It is old.”",
     quoted("Kerr", "said", "“The harbour is safe,” Kerr said of the plan. “It is old.”")),
    ("Jane Brandt said she was “sad,” and Paul Kerr said he was “glad.”",
     partly("Jane Brandt", "said", "she was “sad,”"),
     partly("Paul Kerr", "said", "he was “glad.”")),
    (f"Jane Brandt said: {SPEECH} She added: “It is old.”",
     quoted("Jane Brandt", "said", SPEECH), quoted("Jane Brandt", "added", "“It is old.”")),
    ("The mayor said: “No.” The pilot said: “Yes.”",
     quoted("The mayor", "said", "“No.”"), quoted("The pilot", "said", "“Yes.”")),
    (f"{QUOTE} said Jane Brandt, “and it is old.”",
     quoted("Jane Brandt", "said", f"{QUOTE} said Jane Brandt, “and it is old.”")),
    (f"{QUOTE} Jane Brandt said in a letter, “and it is old, as all of us know.”",
     quoted("Jane Brandt", "said",
            f"{QUOTE} Jane Brandt said in a letter, “and it is old, as all of us know.”")),
    (f"{QUOTE} Jane Brandt said, and Paul Kerr added, “It is old.”",
     quoted("Jane Brandt", "said"), quoted("Paul Kerr", "added", "“It is old.”")),
    ("The harbour is safe, Jane Brandt said, and Paul Kerr said “no.”",
     reported("Jane Brandt", "said", "The harbour is safe"),
     quoted("Paul Kerr", "said", "“no.”")),
    ("“I love it!” Jane Brandt said. “I really do!” she added.",
     quoted("Jane Brandt", "said", "“I love it!”"),
     quoted("Jane Brandt", "added", "“I really do!”")),
    ("“I love it,” Jane Brandt said. Paul Kerr disagreed. “I hate it,” he said.",
     quoted("Jane Brandt", "said", "“I love it,”"),
     quoted("Paul Kerr", "said", "“I hate it,”")),
    ("“I love it,” Jane Brandt said.\n\nPaul Kerr disagreed.\n\n“I hate it,” he said.",
     quoted("Jane Brandt", "said", "“I love it,”"),
     quoted("Paul Kerr", "said", "“I hate it,”")),
)  # fmt: skip
def test_quotations_that_are_split_and_two_that_are_not_one(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt called the harbour “a disgrace.”",
     partly("Jane Brandt", "called", "the harbour “a disgrace.”")),
    ("Jane Brandt said the harbour is “old,” but that it is safe.",
     partly("Jane Brandt", "said", "the harbour is “old,” but that it is safe")),
    ("Jane Brandt said “the harbour” is safe.",
     partly("Jane Brandt", "said", "“the harbour” is safe")),
    ("Jane Brandt said the harbour is safe, “a jewel,” and old.",
     partly("Jane Brandt", "said", "the harbour is safe, “a jewel,” and old")),
    (f"As Jane Brandt said, {SPEECH}", quoted("Jane Brandt", "said", SPEECH)),
    ("As the mayor noted, the harbour is safe for the winter and for the spring.",
     reported("the mayor", "noted", "the harbour is safe for the winter and for the spring")),
    ("Protesters chanted, “The harbour is ours!”",
     quoted("Protesters", "chanted", "“The harbour is ours!”")),
    (f"Jane Brandt was blunt: {SPEECH}", quoted("Jane Brandt", ":", SPEECH)),
    (f"{QUOTE} Jane Brandt fumed.", quoted("Jane Brandt", "fumed")),
    ("“The harbour is safe for the winter,” fumed Jane Brandt.",
     quoted("Jane Brandt", "fumed", "“The harbour is safe for the winter,”")),
    (SPEECH, quoted(None, None, SPEECH)),
    ("The harbour, old, is safe, “really safe,” Jane Brandt said.",
     partly("Jane Brandt", "said", "The harbour, old, is safe, “really safe,”")),
    ("Paul Kerr came: “The harbour is safe and it is old,” Jane Brandt said.",
     quoted("Jane Brandt", "said", "“The harbour is safe and it is old,”")),
    (f"Yesterday, in Riverside, Jane Brandt was blunt: {SPEECH}",
     quoted("Jane Brandt", ":", SPEECH)),
    (f"Jane Brandt often was blunt: {SPEECH}", quoted("Jane Brandt", ":", SPEECH)),
    (f"Jane Brandt quickly grew angry: {SPEECH}", quoted("Jane Brandt", ":", SPEECH)),
    (f"Jane Brandt began slowly: {SPEECH}", quoted("Jane Brandt", ":", SPEECH)),
    (f"The mayor, with a smile: {SPEECH}", quoted("The mayor", ":", SPEECH)),
    (f"She had a message for them: {SPEECH}", quoted("She", ":", SPEECH)),
    (f"In Riverside: {SPEECH}", quoted(None, ":", SPEECH)),
    (f"42: {SPEECH}", quoted(None, ":", SPEECH)),
    (f"Jane Brandt was blunt: {SPEECH} “It must stay so.”",
     quoted("Jane Brandt", ":", f"{SPEECH} “It must stay so.”")),
)  # fmt: skip
def test_quotations_of_a_part_and_with_an_unusual_cue_or_none(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt said the harbour is safe, citing a letter.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "citing", "a letter")),
    ("Jane Brandt said the harbour is safe and added that it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "added", "that it is old")),
    ("Jane Brandt said the harbour is safe, and added that it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Jane Brandt", "added", "that it is old")),
    ("Jane Brandt said the harbour is safe, and Paul Kerr said it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Paul Kerr", "said", "it is old")),
    ("Jane Brandt said rents fell. Paul Kerr left.",
     reported("Jane Brandt", "said", "rents fell")),
    ("Jane Brandt said the U.S. Congress would vote.",
     reported("Jane Brandt", "said", "the U.S. Congress would vote")),
    ("Jane Brandt said the harbour is safe, but Paul Kerr left.",
     reported("Jane Brandt", "said", "the harbour is safe")),
    ("Jane Brandt said the harbour is safe, while Paul Kerr said it is old.",
     reported("Jane Brandt", "said", "the harbour is safe"),
     reported("Paul Kerr", "said", "it is old")),
    ("Jane Brandt said the harbour is safe and Paul Kerr agreed.",
     reported("Jane Brandt", "said", "the harbour is safe")),
)  # fmt: skip
def test_where_what_is_said_ends(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt praised Paul Kerr, who built the harbour.",
     reported("Jane Brandt", "praised", "Paul Kerr, who built the harbour")),
    ("Jane Brandt criticized the plan after the vote.",
     reported("Jane Brandt", "criticized", "the plan")),
    ("Jane Brandt vowed to close the harbour and called it a disgrace.",
     reported("Jane Brandt", "vowed", "to close the harbour"),
     reported("Jane Brandt", "called", "it a disgrace")),
    ("Jane Brandt opposes the plan; Paul Kerr supports it.",
     reported("Jane Brandt", "opposes", "the plan"),
     reported("Paul Kerr", "supports", "it")),
    ("Jane Brandt warned of a storm.", reported("Jane Brandt", "warned", "a storm")),
    ("Jane Brandt praised the plan: it is good.",
     reported("Jane Brandt", "praised", "the plan")),
    ("Jane Brandt praised the plan — a new harbour.",
     reported("Jane Brandt", "praised", "the plan")),
    ("Jane Brandt praised the plan and she left.",
     reported("Jane Brandt", "praised", "the plan")),
    ("Jane Brandt praised the plan and has left.",
     reported("Jane Brandt", "praised", "the plan")),
    ("Jane Brandt praised the plan and praised the board.",
     reported("Jane Brandt", "praised", "the plan"),
     reported("Jane Brandt", "praised", "the board")),
    ("Jane Brandt praised it, and the board was glad.",
     reported("Jane Brandt", "praised", "it")),
    ("Jane Brandt referred to the storm.", reported("Jane Brandt", "referred", "the storm")),
    ("Jane Brandt complained about the storm.",
     reported("Jane Brandt", "complained", "the storm")),
    ("Jane Brandt wants peace, she said.",
     reported("Jane Brandt", "said", "Jane Brandt wants peace")),
)  # fmt: skip
def test_what_somebody_praises_rejects_or_promises(text: str, expected: list[Row]):
    assert_said(text, expected)


@constructions(
    ("Jane Brandt made it clear that the harbour is safe.",
     reported("Jane Brandt", "made it clear")),
    ("Jane Brandt has made it very clear that the harbour is safe.",
     reported("Jane Brandt", "has made it very clear")),
    ("Jane Brandt made the point that the harbour is safe.",
     reported("Jane Brandt", "made the point")),
    ("Jane Brandt pointed out that the harbour is safe.",
     reported("Jane Brandt", "pointed out")),
    ("Jane Brandt’s fear is that the harbour is safe.", reported("Jane Brandt", "fear")),
    ("Jane Brandt repeated her claim that the harbour is “safe for now.”",
     partly("Jane Brandt", "repeated", "her claim that the harbour is “safe for now.”"),
     partly("Jane Brandt", "claim", "that the harbour is “safe for now.”")),
    ("It is clear that the harbour is safe.",),
    ("She left for fear that the harbour would burn.",),
)  # fmt: skip
def test_phrases_and_nouns_that_report(text: str, expected: list[Row]):
    assert_said(text, expected)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Brandt said.",
        "Jane Brandt said:",
        "Jane Brandt complained.",
        "Jane Brandt asked not to be named.",
        "Jane Brandt pointed to the storm.",
        "To say that the harbour is safe is wrong.",
        "Their views were changed by the war.",
        "Protesters chanted.",
        "Russia continues to build ships.",
        "Jane Brandt said Monday.",
        "Jane Brandt wrote to the board.",
        "She made it clear that.",
        "on to say that the harbour is safe.",
    ],
)
def test_sentences_that_report_nothing(text: str):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Jane Brandt came home. She said it is safe.", ["Jane Brandt"]),
        ("Jane Brandt met Paul Kerr. He said it is safe.", ["Paul Kerr"]),
        ("Jane Brandt met Paul Kerr. “It is safe,” he said. “It is old,” she said.",
         ["Paul Kerr", "Jane Brandt"]),
        ("Paul Kerr was there. “It is safe,” Jane Brandt said. “It is old,” he said.",
         ["Jane Brandt", "Paul Kerr"]),
        ("Merkel said it is safe. She said it is old.", ["Merkel", "Merkel"]),
        ("Her mother said it is safe. “It is old,” she said.", ["Her mother", "Her mother"]),
        ("Hayes’s wife said it is safe. She said it is old.", ["Hayes’s wife", "Hayes’s wife"]),
        ("A neighbor said it is safe. He said it is old.", ["A neighbor", "A neighbor"]),
        ("A neighbor said it is safe. Paul Kerr came home. He said it is old.",
         ["A neighbor", "Paul Kerr"]),
        ("Bill Clinton met Hillary Clinton. Clinton said it is safe. She said it is old.",
         ["Clinton", "Hillary Clinton"]),
        ("Two pilots said it is safe. They said it is old.", ["Two pilots", "Two pilots"]),
        ("Merkel met Jane Brandt. Merkel said it is safe. Brandt left. She said it is old.",
         ["Merkel", "Jane Brandt"]),
        ("Jane Brandt said it is safe.\n\nMany years passed. She said it is old.",
         ["Jane Brandt", "Jane Brandt"]),
        ("It said it is safe.", ["It"]),
        ("He said it is safe.", ["He"]),
        ("She said it is safe. Jane Brandt came home.", ["She"]),  # nobody is named before
    ],
)  # fmt: skip
def test_whom_a_pronoun_means(text: str, speakers: list[str]):
    assert [one.speaker for one in found(text)] == speakers


def test_a_pronoun_far_from_any_name_means_nobody():
    far = "The sea was grey. " * 300
    assert [one.speaker for one in found(f"Jane Brandt came home. {far}She said no.")] == ["She"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Jane Brandt met Paul Kerr. “It is old,” Kerr said. “It is safe,” Brandt said.",
         ["Paul Kerr", "Jane Brandt"]),
        ("Kerr said it is safe. Paul Kerr came home.", ["Paul Kerr"]),
        ("Mr. Kerr said it is safe.", ["Kerr"]),
        ("Paul Kerr and his wife Jane Kerr came. Mr. Kerr said it is safe. Mrs. Kerr said no.",
         ["Paul Kerr", "Jane Kerr"]),
        ("Paul Kerr Jr. said it is safe.", ["Paul Kerr"]),
        ("Anna Xylander said it is safe. Xylander said it is old.",
         ["Anna Xylander", "Anna Xylander"]),
        ("“It is safe,” said Robby Mook, the campaign manager. The campaign manager said no.",
         ["Robby Mook", "Robby Mook"]),
        ("The Ledger’s Jane Brandt said it is safe.", ["Jane Brandt"]),
        ("A spokesman for Jane Brandt said it is safe.", ["A spokesman for Jane Brandt"]),
        ("Jane Brandt’s lawyer said it is safe.", ["Jane Brandt’s lawyer"]),
        ("Anna Bell of the Harbour Board said it is safe.", ["Anna Bell"]),
        ("The Ministry of Justice said it is safe.", ["The Ministry of Justice"]),
        ("The President of the United Arab Emirates said it is safe.",
         ["The President of the United Arab Emirates"]),
    ],
)  # fmt: skip
def test_whom_a_name_or_a_description_means(text: str, speakers: list[str]):
    assert [one.speaker for one in found(text)] == speakers


@pytest.mark.parametrize(
    ("subject", "speaker", "role"),
    [
        ("Jane Brandt", "Jane Brandt", None),
        ("Sen. Jane Brandt", "Jane Brandt", "Sen."),
        ("Mayor Jane Brandt", "Jane Brandt", "Mayor"),
        ("Jane Brandt, the mayor,", "Jane Brandt", "mayor"),
        ("The pilot Paul Kerr", "Paul Kerr", "pilot"),
        ("The mayor of Riverside, Paul Kerr,", "Paul Kerr", "mayor of Riverside"),
        ("The president of the board, Jane Brandt,", "Jane Brandt", "president of the board"),
        ("Secretary of State John Kerry", "John Kerry", "Secretary of State"),
        ("Minister of Justice Ada Brandt", "Ada Brandt", "Minister of Justice"),
        ("Harbour Institute economist Jane Brandt", "Jane Brandt", "Harbour Institute economist"),
        ("Former Harbour Board chairman Paul Kerr", "Paul Kerr", "Former Harbour Board chairman"),
        ("Jane Brandt, an economist at the Harbour Institute,", "Jane Brandt",
         "economist at the Harbour Institute"),
        ("Merrick B. Garland, the judge,", "Merrick B. Garland", "judge"),
        ("Jane Brandt, who runs the harbour,", "Jane Brandt", None),
    ],
)  # fmt: skip
def test_the_role_that_the_text_gives_a_speaker(subject: str, speaker: str, role: str | None):
    (one,) = found(f"{subject} said that the harbour is safe.")
    assert (one.speaker, one.role) == (speaker, role)


def test_a_role_named_once_is_known_from_then_on():
    text = (
        "“It is safe,” said Jane Brandt, the mayor. The pilots left.\n\n“It is old,” Brandt said."
    )
    assert [(one.speaker, one.role) for one in found(text)] == [("Jane Brandt", "mayor")] * 2


@constructions(
    (
        "Jane Brandt left the meeting, saying that the harbour is safe.",
        reported("Jane Brandt", "saying"),
    ),
    ("His claim that the harbour is safe was false.", reported("His", "claim")),
    (
        "Jane Brandt said the harbour is safe, a claim that was false.",
        reported("Jane Brandt", "said", "the harbour is safe"),
    ),
    (
        "The town closed the harbour, but the mayor opened it and said that it is safe.",
        reported("the mayor", "said", "that it is safe"),
    ),
)
def test_who_speaks_far_from_the_cue(text: str, expected: list[Row]):
    assert_said(text, expected)


def wrong_today(reason: str, text: str, *expected: Row):
    """A row with what would be right; it fails as long as something else is found."""
    marks = pytest.mark.xfail(strict=True, reason=reason)
    return pytest.param(text, list(expected), marks=marks, id=text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        wrong_today(
            "what follows the clause is taken to be said",
            "Jane Brandt, who said that the harbour is safe, left the town.",
            reported("Jane Brandt", "said"),
        ),
        wrong_today(
            "a participle is taken to be the verb",
            "The plan announced by the mayor says that the harbour is safe.",
            reported("The plan", "says"),
        ),
        wrong_today(
            "nothing is found, as the cue has two words",
            "As the mayor pointed out, the harbour is safe.",
            reported("the mayor", "pointed out", "the harbour is safe"),
        ),
        wrong_today(
            "what is asked is taken to be said",
            "Did Jane Brandt say that the harbour is safe?",
        ),
    ],
)
def test_what_is_still_read_wrongly(text: str, expected: list[Row]):
    assert_said(text, expected)


@pytest.mark.xfail(strict=True, reason="the first name becomes the second one's role")
def test_two_speakers_of_one_statement_are_both_named():
    all_found = found("Jane Brandt and Paul Kerr said that the harbour is safe.")
    speakers = " ".join(one.speaker or "" for one in all_found)
    assert "Jane Brandt" in speakers
    assert "Paul Kerr" in speakers
    assert {one.role for one in all_found} == {None}
