from dataclasses import replace

import pytest
from support.quote_library import Library, make_store

from assistant.quotes.named_speaker import (
    calls_speaker,
    is_clear_report,
    is_name,
    may_be_same,
    name_alone,
)
from index.records import Span, Statement


@pytest.mark.parametrize(
    ("given", "speaker"),
    [
        ("Lukasz Zolkowski", "Łukasz Żółkowski"),
        ("Lukash Zolkovski", "Łukasz Żółkowski"),
        ("Henrik Lindqvist", "Henrik Lindquist"),
        ("Sergey Pavlov", "Sergei Pavlovsky"),
        ("Mara Holm", "Holm, a former harbour master"),
        ("Holm", "Mara Holm (Fenwick, Con)"),
        ("Harbour Safety Board", "HSB"),
        ("HSB", "Harbour Safety Board"),
        ("Mara Inger Holm", "MIH"),
        ("the mayor", "Mara Holm"),
        ("R-OH", "Mara Holm"),
        ("Harbour Board", "Mara Holm, chair of the Harbour Board"),
        ("Bill Holm", "William Holm"),
    ],
)
def test_forms_of_a_name_may_be_one_speakers(given: str, speaker: str):
    role = speaker.partition(", ")[2] or None
    assert may_be_same(given, speaker, role)


@pytest.mark.parametrize(
    ("given", "speaker"),
    [
        ("Mara Holm", "Nils Ek"),
        ("Mara Holm", "Nils Holm"),
        ("Mr. Holm", "Mary Holm"),
        ("Mara Holm", "Mara Ek"),
        ("Holm", "Ek"),
        ("Mara Holm", "Harbour Safety Board"),
        ("Mara Holm", "HSB"),
        ("Bill Holm", "Mary Holm"),
        ("Mara Holm", "Peter Baker"),
        ("Anna Weaver", "Peter Ek"),
    ],
)
def test_other_names_are_other_speakers(given: str, speaker: str):
    assert not may_be_same(given, speaker)


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        ("Mara Holm", True),
        ("campaign manager Mara Holm", True),
        ("Board of Trade", True),
        ("Peter Baker", True),
        ("Anna B. Weaver", True),
        ("Harbour Baker", False),
        ("Peter the baker", False),
        ("the harbour master", False),
        ("Russian leader", False),
        ("The Norwegian", False),
        ("R-OH", False),
        ("D-Mass.", False),
        ("She", False),
        ("His aide", False),
        ("Mr. President", False),
        ("Mr. Mayor", False),
        ("Mr. King", False),
        ("Mrs. Baker", True),
        ("Republican", False),
        ("a letter sent out by Holm", False),
    ],
)
def test_names_are_told_from_descriptions(speaker: str, expected: bool):
    assert is_name(speaker) == expected


def test_a_name_stands_without_what_is_said_of_its_bearer():
    assert name_alone("Holm, a former harbour master") == "Holm"
    assert name_alone("Harbour Board chair Mara Holm") == "Mara Holm"
    assert name_alone("Mara Holm (Fenwick) (Con)") == "Mara Holm"
    assert name_alone("Ms. Holm") == "Ms. Holm"


def test_a_claimed_description_is_confirmed_if_it_is_the_sources():
    assert calls_speaker("harbour minister", "Karl Aas", "the harbour minister")
    assert calls_speaker("the Russian leader", "the Russian leader", None)
    assert not calls_speaker("the mayor", "Karl Aas", "harbour minister")
    assert not calls_speaker("Karl Aas", "Karl Aas", None)


def report(text, mention, cue="said", speaker="Mara Holm"):
    at = text.index(mention)
    return Statement(
        start=0, end=9, kind="direct", speaker=speaker, cue=cue,
        speaker_span=Span(at, at + len(mention)),
    )  # fmt: skip


def test_a_pronoun_decides_nothing_about_whoever_is_named_near_by():
    text = "“It rains,” she said. Mara Holm and Britt Ek, and Peter Dahl, had met there."
    she = report(text, "she")
    assert not is_clear_report(she, text, "Britt Ek")
    assert is_clear_report(she, text, "Peter Dahl"), "she is no man"
    named = text.replace("she said", "Holm said")
    assert is_clear_report(report(named, "Holm"), named, "Britt Ek")
    far = "“It rains,” she said. " + "It was wet. " * 80 + "Britt Ek left."
    assert is_clear_report(report(far, "she"), far, "Britt Ek")


@pytest.mark.parametrize(
    ("text", "is_clear"),
    [
        ("“It rains,” sobbed Holm. Britt Ek left.", True),
        ("“It rains,” Holm sobbed. Britt Ek left.", False),
        ("“It rains” beside Holm. Britt Ek left.", False),
    ],
)
def test_a_verb_before_the_name_behind_a_quotation_is_a_cue(text: str, is_clear: bool):
    cue = "beside" if "beside" in text else "sobbed"
    statement = replace(
        report(text, "Holm", cue),
        start=0,
        end=text.index("”") + 1,
        cue_span=Span(text.index(cue), text.index(cue) + len(cue)),
    )
    assert is_clear_report(statement, text, "Britt Ek") is is_clear


@pytest.mark.parametrize(
    ("text", "mention", "cue"),
    [
        ("“It rains.” ― Mara Holm\nBritt Ek left.", "Mara Holm", "―"),
        ("“It rains.”\n-Holm, Sandvik\nBritt Ek left.", "Holm", "-"),
        ("“It rains,” Holm shot back.\nBritt Ek left.", "Holm", "shot back"),
        ("“It rains,” as Holm puts it.\nBritt Ek left.", "Holm", "puts it"),
        ("“It rains,” according to a letter by Holm. Britt Ek left.", "Holm", "according to a"),
    ],
)
def test_a_name_beside_all_the_quoted_words_has_them_whatever_the_verb(text, mention, cue):
    statement = replace(report(text, mention, cue), end=text.index("”") + 1)
    assert is_clear_report(statement, text, "Britt Ek")
    if "\n" in text and cue not in "―-":
        together = text.replace("\n", " ")
        assert not is_clear_report(statement, together, "Britt Ek"), "who is named there may say it"
    mixed = replace(statement, kind="mixed")
    assert is_clear_report(mixed, text, "Britt Ek") == cue.startswith("according to")


def test_a_last_name_that_is_an_office_too_is_a_name_where_somebody_has_it():
    text = "Peter Inger King came. “It rains,” King said. Britt Ek left."
    for speaker in ("King", "Mr. King", "King, a former pilot"):
        assert is_clear_report(report(text, "King", speaker=speaker), text, "Britt Ek")
    nobody = text.replace("Peter Inger King", "The court")
    assert not is_clear_report(report(nobody, "King", speaker="King"), nobody, "Britt Ek")


@pytest.mark.parametrize("cue", [None, "--", "fixates on", "titled"])
def test_words_without_a_reporting_cue_are_not_clearly_somebodys(cue):
    text = "“It rains,” Holm. Britt Ek left."
    assert not is_clear_report(report(text, "Holm", cue), text, "Britt Ek")


TEXTS = {
    "quay.txt": (
        "HARBOUR CITY, 3 May 2016\n\n"
        "“The ferry will run again in spring,” the Varnish leader said after Holm had left.\n\n"
        "“The pier is closed until further notice,” said Mr. Delaney.\n\n"
        "Nils Ek said, “We have counted every boat twice.”\n\n"
        "“Nobody was told about the fog,” said Bo Ritter (R-OH), who knows Ek.\n\n"
        "Mara Holm did not say that the quay was for sale.\n"
    )
}


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return Library(make_store(tmp_path_factory.mktemp("named"), TEXTS))


@pytest.mark.parametrize(
    ("quote", "speaker", "verdict", "check"),
    [
        ("The ferry will run again in spring", "Mara Holm", "verbatim", "unclear"),
        ("The ferry will run again in spring", "Ivan Orlov", "verbatim", "unclear"),
        ("The ferry will run again in spring", "the Varnish leader", "verbatim", "confirmed"),
        ("The pier is closed until further notice", "Mr. Delaney", "verbatim", "confirmed"),
        ("The pier is closed until further notice", "Nils Ek", "misattributed", "contradicted"),
        ("We have counted every boat twice", "Nils Ek", "verbatim", "confirmed"),
        ("We have counted every boat twice", "Niels Ek", "verbatim", "confirmed"),
        ("We have counted every boat twice", "Mara Holm", "misattributed", "contradicted"),
        ("Nobody was told about the fog", "Bo Ritter", "verbatim", "confirmed"),
        ("the quay was for sale", "Mara Holm", "verbatim", "unclear"),
        ("the quay was for sale", "Nils Ek", "verbatim", "unclear"),
    ],
)
def test_verdicts_with_a_claimed_speaker(library: Library, quote, speaker, verdict, check):
    found = library.check(quote, speaker)
    assert (found.verdict, found.speaker_check) == (verdict, check)
