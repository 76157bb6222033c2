"""What must hold for any sentence of the seeds and any change to it."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.quote_library import Library

from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync
from index.text.normalised_words import word_keys
from index.text.sentences import split_sentences

QUICK = settings(
    max_examples=100,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
OTHERS = (
    *("not", "never", "is", "isn’t", "42", "43", "1,000", "Monday", "Russia", "they", "$", "%"),
    *("no", "only", "[Trump]", "–", "?", "…", "a", "the"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory, seeds) -> Library:
    store = Store.create(tmp_path_factory.mktemp("store"), HashEmbedder())
    sync(store, [seeds])
    return Library(store)


@pytest.fixture(scope="module")
def sentences(library: Library) -> list[str]:
    (info,) = library.store.catalogue.documents()
    text = library.store.catalogue.text(info)
    found = [text[span.start : span.end] for span in split_sentences(text)]
    return [sentence for sentence in found if len(sentence.split()) > 5]


def in_order(part: list[str], whole: list[str]) -> bool:
    """Whether `part` stands in `whole`, word after word."""
    return any(whole[n : n + len(part)] == part for n in range(len(whole)))


@QUICK
@given(st.data())
def test_one_changed_word_never_passes(library: Library, sentences: list[str], data):
    words = data.draw(st.sampled_from(sentences)).split()
    at = data.draw(st.integers(0, len(words) - 1))
    how = data.draw(st.sampled_from(("replace", "insert", "drop", "swap")))
    other = data.draw(st.sampled_from(OTHERS))
    if how == "replace":
        words[at] = other
    elif how == "insert":
        words.insert(at, other)
    elif how == "drop":
        del words[at]
    else:
        words[at - 1], words[at] = words[at], words[at - 1]
    quote = " ".join(words)
    (info,) = library.store.catalogue.documents()
    keys = word_keys(library.store.catalogue.text(info))
    mine = word_keys(quote)
    while mine and mine[-1] in "?…":
        mine.pop()
    while mine and mine[0] in "?…":
        mine.pop(0)
    verdict = library.check(quote).verdict
    if "…" in mine:
        # Words may be lacking there, whether the mark was in the source or is new.
        assert verdict != "verbatim" or in_order(mine, keys)
    elif not in_order(mine, keys):
        assert verdict not in ("verbatim", "elided")


def retyped(text: str, how: str) -> str:
    if how == "quotes":
        return text.translate(str.maketrans("’‘“”", "''\"\""))
    if how == "dashes":
        return re.sub("[—–]", "  -  ", text)
    if how == "spaces":
        return text.replace(" ", "\u00a0 \n")
    if how == "invisible":
        return re.sub(r"(?<=[a-z])(?=[a-z]{3})", "\u200b\u00ad", text)
    if how == "ligatures":
        return text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
    if how == "decomposed":
        return unicodedata.normalize("NFD", text)
    if how == "first letter":
        return re.sub(r"^(\W*)(\w)", lambda found: found[1] + found[2].swapcase(), text)
    if how == "outer":
        bare = text.strip('“”",. ')
        return f"… «{bare}»!"
    return text.upper()


HOW = ("first letter", "quotes", "dashes", "spaces", "invisible", "ligatures", "decomposed")
HOW = (*HOW, "outer", "capitals")
"""In the order in which they are applied: capitals undo what came before."""


@QUICK
@given(st.data())
def test_retyping_never_makes_a_verdict(library: Library, sentences: list[str], data):
    sentence = data.draw(st.sampled_from(sentences))
    words = sentence.split(" ")
    start = data.draw(st.integers(0, len(words) - 4))
    quote = " ".join(words[start : data.draw(st.integers(start + 4, len(words)))])
    for how in sorted(data.draw(st.sets(st.sampled_from(HOW), max_size=3)), key=HOW.index):
        quote = retyped(quote, how)
    assert library.check(quote).verdict == "verbatim", quote


@QUICK
@given(st.data())
def test_a_marked_gap_is_always_seen(library: Library, sentences: list[str], data):
    words = data.draw(st.sampled_from([s for s in sentences if len(s.split()) > 12])).split()
    start = data.draw(st.integers(2, len(words) - 6))
    words[start : start + data.draw(st.integers(1, 4))] = [data.draw(st.sampled_from(["…", "..."]))]
    assert library.check(" ".join(words)).verdict in ("elided", "verbatim")


@QUICK
@given(st.text(max_size=80))
def test_any_text_is_judged_or_refused(library: Library, text: str):
    from assistant.errors import QuoteError

    try:
        verdict = library.check(text)
    except QuoteError:
        assert not word_keys(text) or not any(c.isalnum() for c in text) or text.strip("?… ")
    else:
        assert verdict.verdict in ("verbatim", "elided", "altered", "not_found")
