import time

import pytest
from support.quote_library import TEXTS, Library, make_store

from assistant.errors import QuoteError
from index.errors import FilterError
from index.records import Filters

TARIFF = "We will not raise the grain tariff before Friday, and the $1,250 fee stays"


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return Library(make_store(tmp_path_factory.mktemp("library")))


@pytest.mark.parametrize(
    "quote",
    [
        TARIFF,
        f"“{TARIFF},”",
        f"'{TARIFF}.'",
        f"… {TARIFF} …",
        "we will not raise the grain tariff",
        "[W]e will not raise the grain tariff",
        "WE WILL NOT RAISE THE GRAIN TARIFF",
        "nobody\u00a0wants \n higher\u200b prices",
        "and the $1250 fee stays",
        "It isn't easy",
        "It isn`t easy. It takes time ... and a lot of patience",
        "takes time [...] and a lot of patience",
        "that he [Lind] is wrong",
        "Unemployment is at 5% and falling",
        "Unemployment is at 5 % [sic]",
        "anti-Lind protesters",
        "The anti – Lind protesters",
        "Is that fair",
        "I told US officials that he [Lind] is wrong – The anti-Lind protesters",
        "the anti-lind protesters went home is that fair? asked otto lind",
        "prices",
    ],
)
def test_typography_makes_no_verdict(library: Library, quote: str):
    assert library.check(quote).verdict == "verbatim"


@pytest.mark.parametrize(
    "quote",
    [
        "We will raise the grain tariff before Friday",
        "We will not raise the grain tariff before Monday",
        "We will not raise the grain tariff before friday",
        "we will not raise the grain tariff before friday",
        "We will not raise the corn tariff before Friday",
        "We will not raise the tariff grain before Friday",
        "We will not raise before Friday, and the $1,250 fee stays",
        "and the $1,260 fee stays",
        "and the $1.250 fee stays",
        "and the 1,250 fee stays",
        "and the €1,250 fee stays",
        "1,250 fee stays",
        "It is easy. It takes time … and a lot of patience",
        "It isnt easy. It takes time",
        "It takes time and a lot of patience",
        "Nobody wants higher prices now",
        "I told us officials that he",
        "brandt said. i told us officials that he",
        "that he Lind is wrong",
        "that he [Brandt] is wrong",
        "that [Otto Lind] is wrong",
        "that he is wrong",
        "Unemployment is at 5 and falling",
        "Unemployment is at 5",
        "Lind protesters went home",
        "Is that fair. I doubt it",
        "fee stays Nobody wants higher prices",
        "I told US officials that he [Lind] is wrong The anti-Lind protesters",
        "We will not raise the grain tariff. Nobody wants higher prices.",
        "Nobody wants higher prices. Unemployment is at 5% and falling. We will not raise",
        "fee stays,” said Ada Brandt, the minister of prices. “Nobody wants higher prices",
    ],
)
def test_a_changed_quote_never_passes(library: Library, quote: str):
    assert library.check(quote).verdict == "altered"


@pytest.mark.parametrize("mark", ["…", "...", ". . .", "[...]", "[…]", "(...)", "…."])
def test_a_marked_gap_is_elided(library: Library, mark: str):
    verdict = library.check(f"We will not raise the grain tariff {mark} and the $1,250 fee stays.")
    assert verdict.verdict == "elided"
    kinds = [kind for kind, _ in verdict.matches[0].diff]
    assert kinds == ["equal", "delete", "insert", "equal"]
    assert verdict.matches[0].diff[1][1].split() == ["before", "Friday,"]


def test_several_gaps_and_single_words(library: Library):
    assert library.check("We … raise … the $1,250 fee").verdict == "elided"
    assert library.check("raise … We … the $1,250 fee").verdict == "altered"
    assert library.check("We will … raise the corn tariff … fee stays").verdict == "altered"


def test_parts_far_apart_are_two_places(tmp_path):
    filler = "Then the sun shone over the quiet harbour for a long time. " * 12
    library = Library(
        make_store(tmp_path, {"far.txt": f"We shall build the wall. {filler}It was never paid.\n"})
    )
    verdict = library.check("We shall build the wall … It was never paid")
    assert verdict.verdict == "altered"
    found = [match.text for match in verdict.matches]
    assert found == ["We shall build the wall", "It was never paid"]


def test_places_that_were_joined_are_both_found(library: Library):
    verdict = library.check(
        "The harbour is open, the mayor told us. We will not raise the grain tariff."
    )
    assert verdict.verdict == "altered"
    assert [match.text for match in verdict.matches[:2]] == [
        "The harbour is open, the mayor told us.",
        "We will not raise the grain tariff",
    ]


@pytest.mark.parametrize(
    ("quote", "inserted", "deleted"),
    [
        ("The harbour is closed, the mayor told us", ["closed"], ["open,"]),
        ("The anti-Lind protesters have gone home", ["have gone"], ["went"]),
        ("It takes no time", ["no"], []),
    ],
)
def test_only_what_differs_is_marked(library: Library, quote, inserted, deleted):
    diff = library.check(quote).matches[0].diff
    assert [piece.strip() for kind, piece in diff if kind == "insert"] == inserted
    assert [piece.strip() for kind, piece in diff if kind == "delete"] == deleted


def test_repeated_publications_come_oldest_first(library: Library):
    verdict = library.check(TARIFF)
    assert [match.document for match in verdict.matches] == ["grain.txt", "later.txt"]
    assert verdict.documents == 2
    undated_last = library.check("Nobody wants higher prices")
    assert [match.document for match in undated_last.matches] == ["grain.txt", "undated.txt"]


def test_a_match_carries_what_a_citation_needs(library: Library):
    match = library.check("the grain tariff").matches[0]
    assert (match.date, match.outlet) == ("2016-05-03", "Harbour News")
    assert match.path.endswith("grain.txt")
    assert match.score == 1.0


def test_the_diff_shows_what_was_changed(library: Library):
    match = library.check("We will not raise the corn tariff before Friday").matches[0]
    changed = [(kind, text.strip()) for kind, text in match.diff if kind != "equal"]
    assert changed == [("delete", "grain"), ("insert", "corn")]
    assert 0.8 < match.score < 1


def test_closing_stops_belong_to_the_place(library: Library):
    assert library.check("Nobody wants higher prices.").matches[0].text.endswith("prices.")
    assert library.check("Nobody wants higher prices").matches[0].text.endswith("prices")


def test_what_nobody_said_is_not_found_and_says_what_is_near(library: Library):
    verdict = library.check("The tariff on grain: our ministry keeps its promise to every farmer")
    assert (verdict.verdict, verdict.matches, verdict.documents) == ("not_found", (), 0)
    assert verdict.nearest
    assert verdict.searched.documents == len(TEXTS)
    for citation in verdict.nearest:
        (info,) = library.store.catalogue.find_documents(citation.document_id)
        text = library.store.catalogue.text(info)
        assert text[citation.start : citation.end] == citation.quote


def test_no_model_is_used_where_words_are_enough(library: Library, monkeypatch):
    def refuse(*_):
        raise AssertionError("the model was used")

    monkeypatch.setattr(library.retriever, "retrieve", refuse)
    assert library.check(TARIFF).verdict == "verbatim"
    assert library.check(TARIFF.replace("not ", "")).verdict == "altered"
    assert library.check("Zebras graze on Mars", nearest=False).verdict == "not_found"


def test_filters_limit_where_a_quote_is_looked_up(library: Library):
    later = library.check(TARIFF, filters=Filters(after="2017-01-01"))
    assert [match.document for match in later.matches] == ["later.txt"]
    assert later.searched.documents == 1
    nowhere = library.check(TARIFF, filters=Filters(documents=("scripts.txt",)))
    assert nowhere.verdict == "not_found"
    with pytest.raises(FilterError, match="nobody"):
        library.check(TARIFF, filters=Filters(documents=("nobody.txt",)))


@pytest.mark.parametrize("quote", ["", "  ", "…", "?!", "“”", "— – -", "\u200b\u00ad", "\u0301"])
def test_a_quote_without_words_is_refused(library: Library, quote: str):
    with pytest.raises(QuoteError, match="no words in the quote"):
        library.check(quote)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("لن نرفع الرسوم على الحبوب", "verbatim"),
        ("\u202bلن نرفع الرسوم على الحبوب\u202c", "verbatim"),
        ("سوف نرفع الرسوم على الحبوب هذا العام", "altered"),
        ("他说关税不会提高", "verbatim"),
        ("关税会提高", "altered"),
        ("Мы не повысим пошлину", "verbatim"),
        ("Мы повысим пошлину", "altered"),
        ("Nobody wants highеr prices", "altered"),  # a Cyrillic е
        ("“‘Nobody wants higher prices", "verbatim"),
        ("Nobody wants higher prices)]”", "verbatim"),
        ("Nobody wants h\u0301igher prices", "altered"),
        ("Nobody.*wants [a-z]+ prices", "altered"),
        ("(Nobody|wants) higher prices\\b$", "altered"),
        ("\ud800 Nobody wants higher prices", "verbatim"),
        ("Nobody\x00wants\x1b higher prices", "verbatim"),
    ],
)
def test_any_script_and_any_character(library: Library, quote: str, verdict: str):
    assert library.check(quote).verdict == verdict


def test_five_thousand_words(tmp_path):
    words = [f"word{n * 7919 % 4999} and" for n in range(2500)]
    text = " ".join(words)
    library = Library(make_store(tmp_path, {"long.txt": f"She began. {text}. She ended.\n"}))
    start = time.process_time()
    assert library.check(text).verdict == "verbatim"
    changed = library.check(text.replace(words[1200], "zebra and"))
    assert changed.verdict == "altered"
    assert ("insert", "zebra") in [(kind, piece.strip()) for kind, piece in changed.matches[0].diff]
    assert library.check(" ".join(f"other{n}" for n in range(5000))).verdict == "not_found"
    assert time.process_time() - start < 20


def test_a_word_in_every_document(tmp_path):
    texts = {f"{n:02}.txt": "The ship came in. The ship left.\n" for n in range(40)}
    verdict = Library(make_store(tmp_path, texts)).check("the ship")
    assert (verdict.verdict, verdict.documents) == ("verbatim", 40)
    assert len(verdict.matches) == 20


def test_a_quote_longer_than_any_document(library: Library):
    text = TEXTS["undated.txt"]
    assert library.check(f"{text} And so on and on, said everybody there.").verdict == "altered"
