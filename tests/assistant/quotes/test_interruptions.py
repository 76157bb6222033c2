import pytest
from support.quote_library import Library, make_store

from assistant.quotes.interruptions import find_interruptions

TEXTS = {
    "pier.txt": (
        "HARBOUR CITY, 3 May 2016\n\n"
        "“We have,” said board chair Mara Holm, “turned away nineteen tenders since winter.”\n\n"
        "“Nobody asked us,” Sen. Nils Ek told the council. “Nobody wrote to us either.”\n\n"
        "“I want to thank (applause) the pilots of the outer harbour [laughter] for waiting,” "
        "Britt Ritter told the crowd.\n\n"
        "“It was late,” said Olga Dahl, “but not too late.” “It was early,” said Ivar Moe.\n\n"
        "“The tide turns,” Ivar Moe told reporters in Fort Vik, N.J. “It turns at ten p.m. or "
        "so.”\n\n"
        "“We sail at six a.m. sharp,” said Lisbet Aas, of the U.S. Coast Board. “Bring a coat.”\n\n"
        "''Nets are heavy,'' said Rolf Lie, a fisherman. ''We mend them all winter.''\n\n"
        "“The crane is old,” and the deck “will be painted in green next year.”\n"
    )
}


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Library:
    return Library(make_store(tmp_path_factory.mktemp("interrupted"), TEXTS))


@pytest.mark.parametrize(
    ("quote", "speaker"),
    [
        ("We have turned away nineteen tenders since winter", "Holm"),
        ("We have, turned away nineteen tenders since winter.", "Mara Holm"),
        ("Nobody asked us. Nobody wrote to us either.", "Nils Ek"),
        ("I want to thank the pilots of the outer harbour for waiting", "Britt Ritter"),
        ("It was late but not too late", "Olga Dahl"),
        ("The tide turns. It turns at ten p.m. or so.", "Ivar Moe"),
        ("Nets are heavy. We mend them all winter.", "Rolf Lie"),
        ("We sail at six a.m. sharp. Bring a coat.", "Lisbet Aas"),
    ],
)
def test_what_the_source_interrupts_is_verbatim(library: Library, quote: str, speaker: str):
    verdict = library.check(quote, speaker)
    assert (verdict.verdict, verdict.speaker_check) == ("verbatim", "confirmed")
    assert any(kind == "delete" for kind, _ in verdict.matches[0].diff)
    assert "insert" not in {kind for kind, _ in verdict.matches[0].diff}


@pytest.mark.parametrize(
    "quote",
    [
        "We have turned away twenty tenders since winter",
        "We have turned away tenders since winter",
        "It was late but not too late It was early",
        "The crane is old will be painted in green next year",
        "Nobody asked us either",
    ],
)
def test_changed_or_joined_words_stay_altered(library: Library, quote: str):
    assert library.check(quote).verdict in ("altered", "not_found")


def test_a_marked_interruption_is_verbatim_too(library: Library):
    assert library.check("We have … turned away nineteen tenders").verdict == "verbatim"
    assert library.check("We have turned away … tenders since winter").verdict in (
        "elided",
        "altered",
    )
    assert library.check("turned away … since winter").verdict == "elided"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“A b,” said Holm, “c d.”", 1),
        ('"A b," she said, "c d."', 1),
        ("“A b?” asked Mr. Holm. “C d.”", 1),
        ("A b (Applause.) c d", 1),
        ("“A b,” said Holm, who is from Grand Vik, Mich., to see it. “C d.”", 1),
        ("“A b,” said Rep. Nils Ek (D-S.C.), a member of the House. “C d.”", 1),
        ("“A b,” said Nils Ek (D-Conn.). “C d.”", 1),
        ("“A b,” Ek said in Fort Vik, N.C., “c d.”", 1),
        ("“A b,” Ek said “C d.”", 1),
        ("“A b,” said Nils Ek “c d.”", 1),
        ("“A b,” Nils Ek sighed. “C d.”", 1),
        ("“A b!” sighed Ek. “C d.”", 1),
        ("“A b,” a “c d.”", 0),
        ("“A b” Ek nailed. “C d.”", 0),
        ("“A b,” Ek said of what the board has called “c d.”", 0),
        ("“A b,” and Ek called it, as before, “c d.”", 1),
        ("“A b,” said Holm, from the U.S. Navy. “C d.”", 1),
        ("“A b,” Holm said at 5 p.m. “C d.”", 1),
        ("“A b,” Sen. Holm told 2.5 million viewers. “C d.”", 1),
        ("''A b,'' said Holm. ''C d.''", 1),
        ("``A b,'' said Holm, ``c d.''", 1),
        ("“A b,” and the “c d”", 0),
        ("''A b,'' said Holm. He left. ''C d.''", 0),
        ("“A b,” said Holm. He left. “C d.”", 0),
        ("“A b,” said Holm, from the U.S. Navy. He left. “C d.”", 0),
        ("A b (the pier) c d", 0),
    ],
)
def test_only_reporting_clauses_and_notes_interrupt(text: str, count: int):
    assert len(find_interruptions(text, 0, len(text))) == count
