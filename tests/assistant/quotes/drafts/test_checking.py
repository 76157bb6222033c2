"""A draft, quotation by quotation: the level tells what the documents have, and never too much."""

from __future__ import annotations

import pytest
from support import word_files

from assistant.quotes.drafts import checking
from assistant.quotes.drafts.draft_text import read_draft
from index.errors import OnRecordError
from index.records import Filters

PORT = "The ferry stays in port until May, and 42 boats wait with it"


def only(report):
    (quotation,) = report.quotations
    return quotation


@pytest.mark.parametrize(
    ("draft", "level"),
    [
        (f"“{PORT},” said Ilse Varga.", "ok"),
        (f"“{PORT},” Varga said.", "ok"),
        (f"“{PORT.replace('42', '43')},” said Ilse Varga.", "altered"),
        (f"“{PORT.replace('stays', 'never stays')},” said Ilse Varga.", "altered"),
        (f"“{PORT},” said Otto Holm.", "misattributed"),
        (f"“{PORT},” said Petra Lund.", "misattributed"),
        (f"“{PORT},” said the town's mayor, Petra Lund.", "misattributed"),
        ("“Zebras graze quietly upon distant planets,” said Ilse Varga.", "not_found"),
        (f"A banner read “{PORT}”.", "unclear"),
        (f"“{PORT},” the woman said.", "unclear"),
        ("“The ferry stays … until May, and 42 boats wait with it,” said Ilse Varga.", "ok"),
        ("Holm called the wait “utterly needless”.", "ok"),
        ("Varga called the wait “utterly needless”.", "not_checked"),
        ("The “utterly needless” wait goes on.", "not_checked"),
        ("Holm called the wait “needless”.", "not_checked"),
        ("The library lends “The Long Winter of the Ferry”.", "not_checked"),
    ],
)
def test_levels(check, draft: str, level: str):
    quotation = only(check(draft))
    assert quotation.level == level, quotation.reason
    assert quotation.reason


def test_the_draft_s_speaker_is_the_person_whom_a_pronoun_means(check):
    draft = (
        "Ilse Varga spoke at noon. “Nobody was left behind on the island,” she said.\n\n"
        "“It is a very long winter,” she added."
    )
    first, second = check(draft).quotations
    assert [one.speaker for one in (first, second)] == ["Ilse Varga"] * 2
    assert first.speaker_as_written == "she"
    assert (first.level, second.level) == ("ok", "ok")


def test_a_pronoun_is_no_ground_for_an_accusation(check):
    draft = f"Petra Lund, the mayor, spoke at noon. “{PORT},” she said."
    quotation = only(check(draft))
    assert quotation.speaker == "Petra Lund"
    assert quotation.level == "unclear"
    assert "Ilse Varga" in quotation.reason


@pytest.mark.parametrize(
    "draft",
    [
        f"“Fares will fall,” Otto Holm told reporters. “{PORT}.” That is how Ilse Varga sees it.",
        f"Otto Holm left early. Then came this from Ilse Varga: “{PORT}.”",
        f"Otto Holm spoke first.\n\nOne sentence stayed. “{PORT}.” It was Ilse Varga who said it.",
    ],
)
def test_a_name_in_another_sentence_is_no_ground_for_an_accusation(check, draft):
    quotation = check(draft).quotations[-1]
    assert quotation.level in ("ok", "unclear"), quotation.reason
    assert quotation.verdict.speaker_check != "contradicted"


@pytest.mark.parametrize(
    "draft",
    [
        f"Otto Holm said: “{PORT}.”",
        f"“{PORT},” said Otto Holm. It rained.",
        "“The ferry stays in port until May,” said Otto Holm, “and 42 boats wait with it.”",
    ],
)
def test_a_name_beside_the_words_is(check, draft):
    quotation = only(check(draft))
    assert quotation.level == "misattributed", quotation.reason


def test_a_quotation_that_draft_and_source_interrupt_in_the_same_place(check):
    quotation = only(check("“We have,” said Ilse Varga, “turned down eleven offers.”"))
    assert quotation.level == "ok", quotation.reason
    assert quotation.quote == "We have, turned down eleven offers."
    assert len(quotation.parts) == 2


def test_an_interruption_hides_no_cut(check):
    draft = "“The ferry stays,” said Ilse Varga, “until May, and 42 boats wait with it.”"
    quotation = only(check(draft))
    assert quotation.level == "altered"


def test_what_the_draft_says_was_not_said(check):
    quotation = only(check("Ilse Varga never said “zebras graze upon distant planets tonight”."))
    assert quotation.level == "unclear"
    assert "does not say" in quotation.reason


def test_every_quotation_is_listed_in_order_with_its_place(check):
    draft = f"“{PORT},” said Ilse Varga.\n\nA “long” wait.\n\nShe said “the town waits."
    report = check(draft)
    assert [one.place.start for one in report.quotations] == sorted(
        one.place.start for one in report.quotations
    )
    assert [one.place.line for one in report.quotations] == [1, 3, 5]
    assert sum(report.counts.values()) == len(report.quotations) == 3
    assert report.quotations[2].level == "not_checked"
    assert "quotation mark is missing" in report.quotations[2].reason


def test_a_whole_quotation_whose_closing_mark_is_missing_is_unclear(check):
    quotation = only(check(f"Ilse Varga said: “{PORT}\n\nThe town waits."))
    assert quotation.level == "unclear"
    assert "closing quotation mark is missing" in quotation.reason


def test_what_is_struck_out_is_told(check):
    draft = read_draft(
        "The town waits. ~~“Nobody was left behind,” said Varga.~~\n".encode(), "a.md"
    )
    quotation = only(check(draft))
    assert quotation.level == "not_checked"
    assert "struck-out" in quotation.reason


def test_tracked_changes_are_checked_as_accepted(check):
    parts = (
        word_files.run("“The ferry stays in port until "),
        f"<w:ins>{word_files.run('May')}</w:ins>",
        "<w:del><w:r><w:delText>June</w:delText></w:r></w:del>",
        word_files.run(", and 42 boats wait with it,” said Ilse Varga."),
    )
    draft = read_draft(word_files.word_file(word_files.paragraph(*parts)), "a.docx")
    report = check(draft)
    assert only(report).level == "ok"
    assert report.notices


def test_a_draft_without_quotations(check):
    report = check("The town waits, and nothing else happens.")
    assert report.items == ()
    assert report.as_dict()["counts"]["quotations"] == 0


def test_filters_limit_the_documents(check):
    report = check(f"“{PORT},” said Ilse Varga.", Filters(documents=("later.txt",)))
    assert only(report).level == "not_found"
    assert report.searched.documents == 1


def test_nothing_is_called_false_where_no_document_was_searched(check):
    draft = f"“{PORT},” said Ilse Varga. Otto Holm said 120 people wrote. The “needless” wait."
    report = check(draft, Filters(outlets=("No Such Gazette",)))
    assert report.searched.documents == 0
    assert {one.level for one in report.quotations} == {"not_checked"}
    assert "there are no documents that match the filters" in report.quotations[0].reason
    assert report.figures == ()
    assert any("no documents that match the filters" in notice for notice in report.notices)


def test_the_reason_names_the_source_s_speaker_once(check):
    for draft in (f"“{PORT},” said Ilse Varga.", "“Fares will fall,” Mr. Halvorsen said."):
        assert only(check(draft)).reason.count("source gives") <= 1
    quotation = only(check(f"“{PORT},” said Otto Holm."))
    assert "Ilse Varga" in quotation.reason


def test_a_courtesy_title_tells_whom_the_draft_means(check_store):
    """“Mr. Brandt” is confirmed where the source has “Mr. Brandt”, though it names a wife too."""
    check = check_store(
        {
            "mill.txt": "VIK, 2 May 2018\n\nKarl J. Brandt and his first wife, Ada Brandt, own the "
            "mill. “It was the finest mill on the coast,” Mr. Brandt later told the radio.\n"
        }
    )
    words = "“It was the finest mill on the coast,”"
    assert only(check(f"{words} Mr. Brandt said.")).level == "ok"
    assert only(check(f"{words} Brandt said.")).level == "unclear"
    assert only(check(f"{words} Mrs. Brandt said.")).level != "ok"


def test_nobody_is_accused_where_a_place_may_be_theirs(check_store):
    """Karl Brandt may be the Brandt who is meant, whatever else others say in other documents."""
    check = check_store(
        {
            "mill.txt": "VIK, 2 May 2018\n\nKarl Brandt and Ada Brandt own the mill. “We are not "
            "quite there yet,” Karl Brandt later told the radio.\n",
            "race.txt": "VIK, 3 May 2018\n\nBrandt watched the race. “We are not quite there yet,” "
            "said Otto Klein, the winner.\n",
        }
    )
    words = "“We are not quite there yet,”"
    assert only(check(f"{words} Brandt said.")).level == "unclear"
    assert only(check(f"{words} Ilse Varga said.")).level == "misattributed"


def test_a_quotation_without_an_end_is_given_to_nobody_by_inference(check):
    draft = f"Otto Holm spoke at noon: “Fares will fall.”\n\n“{PORT}, said one sailor.\n"
    last = check(draft).quotations[-1]
    assert "missing" in last.reason
    assert last.speaker is None


def test_nearest_sentences_are_shown_for_what_is_not_found(check):
    quotation = only(check("“Zebras graze upon the distant island,” said Ilse Varga."))
    assert quotation.level == "not_found"
    assert quotation.verdict.nearest


def test_quotations_beyond_the_limit_are_listed_as_not_checked(check, monkeypatch):
    monkeypatch.setattr(checking, "MAX_QUOTATIONS", 1)
    draft = f"“{PORT},” said Ilse Varga.\n\n“Nobody was left behind on the island,” Varga said."
    first, second = check(draft).quotations
    assert (first.level, second.level) == ("ok", "not_checked")
    assert "split" in second.reason


def test_what_is_read_is_told_to_the_end(check):
    told = []
    text = "\n\n".join([f"“{PORT},” said Ilse Varga."] * 700)
    check(text, reading=lambda done, total: told.append((done, total)))
    assert len(told) > 1
    assert told == sorted(told)
    assert told[-1] == (len(text), len(text))


def test_a_draft_can_be_stopped_while_it_is_read(check):
    def stop(done, total):
        raise OnRecordError("stopped")

    with pytest.raises(OnRecordError):
        check(f"“{PORT},” said Ilse Varga.", reading=stop)


def test_progress_is_told_to_the_end(check):
    told = []
    check(f"“{PORT},” said Ilse Varga.", progress=lambda done, total: told.append((done, total)))
    assert (1, 1) in told


def test_json_has_all_facts(check):
    facts = check(f"“{PORT},” said Otto Holm, who said 120 passengers wrote.").as_dict()
    (quotation,) = facts["quotations"]
    assert quotation["level"] == "misattributed"
    assert quotation["check"]["verdict"] == "misattributed"
    assert quotation["check"]["claimed_speaker"] == "Otto Holm"
    assert quotation["text"].startswith("“The ferry")
    assert set(facts["counts"]) == {
        *("quotations", "ok", "unclear", "warning", "altered", "misattributed"),
        *("not_found", "not_checked"),
    }


def test_the_reason_tells_once_to_whom_the_source_gives_the_words(check):
    draft = "“Fares will fall,” said Otto Holm."
    quotation = only(check(draft))
    assert quotation.reason == "these words are in 1 document; the source gives them to Otto Holm"
