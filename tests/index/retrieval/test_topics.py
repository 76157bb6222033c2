"""Statements about a topic are chosen by what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.embedding.hash_embedder import HashEmbedder
from index.errors import FilterError
from index.records import Filters, Span, Statement
from index.retrieval.retriever import Retriever
from index.retrieval.topics import Topic, TopicSentence, find_statements_about, is_about
from index.store.store import Store
from index.sync.sync import sync

TEXTS = {
    "trip.txt": (
        "2021-03-01\n\nThe leaders met on Monday. “Kosovo is a special case,” said Vladimir Putin."
        " “The price of gas will fall,” said Vladimir Putin. “Kosovo will join us,” said Ada"
        " Brandt. “The soup was cold,” said Vladimir Putin.\n"
    ),
    "talks.txt": (
        "2021-02-01\n\n“Nobody asked Kosovo,” said Vladimir Putin. “The bridge at Lund opens in"
        " May,” said Ada Brandt. “Zelenskyy called twice,” said Otto Lind. “The pier is shut,”"
        " said Volodymyr Zelenskyy.\n"
    ),
    "undated.txt": "“Kosovo has a new mayor,” said Otto Lind. “It rained,” said Otto Lind.\n",
}


@pytest.fixture
def retriever(tmp_path: Path, corpus: Callable[..., Path]) -> Iterator[Retriever]:
    store = Store.create(tmp_path / "store", HashEmbedder(dimension=512))
    sync(store, [corpus(TEXTS)])
    yield Retriever(store)
    store.close()


def said(retriever: Retriever, topic: str, filters: Filters = Filters()) -> list[str]:  # noqa: B008
    found = find_statements_about(retriever, topic, filters, 50)
    read = retriever.store.catalogue.read
    return [read(info.number, one.start, one.end).strip("“,”") for info, one in found]


def test_only_what_says_something_about_the_topic_is_found_oldest_first(retriever):
    assert said(retriever, "Kosovo") == [
        "Nobody asked Kosovo",
        "Kosovo is a special case",
        "Kosovo will join us",
        "Kosovo has a new mayor",
    ]
    assert said(retriever, "the price of gas") == ["The price of gas will fall"]
    assert said(retriever, "gas prices") == ["The price of gas will fall"]
    assert said(retriever, "whales") == []


def test_a_filter_on_speakers_keeps_their_statements_about_it(retriever):
    both = ["Nobody asked Kosovo", "Kosovo is a special case"]
    assert said(retriever, "Kosovo", Filters(speakers=("Putin",))) == both
    assert said(retriever, "bridges", Filters(speakers=("Putin",))) == []
    with pytest.raises(FilterError, match="no statement by 'Nobody Atall'"):
        said(retriever, "Kosovo", Filters(speakers=("Nobody Atall",)))


def test_filters_on_documents_hold(retriever):
    assert said(retriever, "Kosovo", Filters(after="2021-02-15")) == [
        "Kosovo is a special case",
        "Kosovo will join us",
    ]
    assert said(retriever, "Kosovo", Filters(before="2020-01-01")) == []


@pytest.mark.parametrize(
    "topic",
    ["Putin about Kosovo", "What did Putin say about Kosovo?", "Vladimir Putin about Kosovo"],
)
def test_a_topic_may_name_whose_statements_are_wanted(retriever, topic):
    assert said(retriever, topic) == ["Nobody asked Kosovo", "Kosovo is a special case"]


def test_a_filter_goes_before_the_speaker_whom_a_topic_names(retriever):
    filters = Filters(speakers=("Ada Brandt",))
    assert said(retriever, "Putin about Kosovo", filters) == ["Kosovo will join us"]


@pytest.mark.parametrize("topic", ["new mayors about Kosovo", "New mayors about Kosovo"])
def test_who_is_no_speaker_is_a_part_of_the_topic(retriever, topic):
    assert "Kosovo has a new mayor" in said(retriever, topic)


def test_names_are_found_in_the_spellings_of_the_documents(retriever):
    assert said(retriever, "Zelensky called") == ["Zelenskyy called twice"]
    assert said(retriever, "calls of Zelenskiy") == ["Zelenskyy called twice"]


def test_a_country_is_found_by_the_words_for_its_people(retriever):
    assert said(retriever, "the Kosovar mayor") == ["Kosovo has a new mayor"]


def test_a_topic_of_no_words_and_half_a_surrogate_pair_is_no_error(retriever):
    assert said(retriever, "\ud800") == []
    assert said(retriever, "who about") == []
    assert said(retriever, "What about Would? Could Whatian?") == []


def test_a_long_text_is_a_topic_too(retriever):
    names = " ".join(f"Kosovo Name{number} word{number}" for number in range(3_000))
    assert said(retriever, names) == []


TOPIC = Topic("Kosovo border", np.ones(1, np.float32), {"kosovo": 2.0, "border": 2.0}, {})


def sentences(*parts: tuple[str, float]) -> tuple[str, list[TopicSentence]]:
    """A text of sentences with these cosines."""
    text, found = "", []
    for part, cosine in parts:
        span = Span(len(text), len(text) + len(part))
        found.append(TopicSentence(span, part, cosine, TOPIC.coverage(part)))
        text += part + " "
    return text, found


def judged(words: str, *parts: tuple[str, float]) -> bool:
    text, found = sentences(*parts)
    start = text.index(words)
    statement = Statement(start=start, end=start + len(words), kind="direct", speaker="Ada")
    return is_about(TOPIC, statement, found)


def test_words_and_cosine_add_up():
    assert judged("The border of Kosovo is shut", ("The border of Kosovo is shut.", 0.1))
    assert not judged("The border is shut", ("The border is shut.", 0.2))
    assert judged("The border is shut", ("The border is shut.", 0.3))
    assert judged("Pristina's frontier is shut", ("Pristina's frontier is shut.", 0.5))
    assert not judged("Pristina's frontier is shut", ("Pristina's frontier is shut.", 0.4))


def test_words_beside_the_statement_count_less():
    sentence = ("Leaving the border of Kosovo, they said that it had been a fine day.", 0.3)
    assert not judged("it had been a fine day", sentence)
    assert judged("the border of Kosovo", sentence)


def test_any_sentence_of_a_long_statement_may_speak_of_it():
    parts = ("We met at noon.", 0.0), ("The border of Kosovo is shut.", 0.2), ("Thank you.", 0.0)
    text, found = sentences(*parts)
    whole = Statement(start=0, end=len(text), kind="direct", speaker="Ada")
    assert is_about(TOPIC, whole, found)
    assert not is_about(TOPIC, whole, [found[0], found[2]])


@pytest.mark.parametrize(
    "before", ["What about the border of Kosovo?", "They left the border of Kosovo."]
)
def test_a_short_statement_is_about_what_the_sentence_before_names(before):
    short, long = "It is unacceptable.", "We will build schools, roads, harbours and hospitals."
    assert judged(short, (before, 0.6), (short, 0.1))
    assert not judged(long, (before, 0.6), (long, 0.1))
    assert not judged(short, ("They left the pier.", 0.6), (short, 0.1))
    assert not judged(short, (before, 0.6), (short, 0.0))
    assert not judged(
        short, (before, 0.6), ("Between them stands another sentence.", 0), (short, 0.1)
    )


def test_a_sentence_of_another_passage_is_not_the_one_before():
    _, found = sentences(("They left the border of Kosovo.", 0.6), ("It is unacceptable.", 0.1))
    far = found[1]._replace(span=Span(found[1].span.start + 900, found[1].span.end + 900))
    statement = Statement(start=far.span.start, end=far.span.end, kind="direct", speaker="Ada")
    assert not is_about(TOPIC, statement, [found[0], far])


def test_a_statement_of_which_no_sentence_is_known_is_about_nothing():
    statement = Statement(start=900, end=950, kind="direct", speaker="Ada")
    _, found = sentences(("The border of Kosovo is shut.", 0.9))
    assert not is_about(TOPIC, statement, found)
    assert not is_about(TOPIC, statement, [])
