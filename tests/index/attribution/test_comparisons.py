"""A comparison with what somebody estimated or hoped gives nobody words; a report still does."""

from __future__ import annotations

import pytest
from support.read_statements import found


def words_of(text: str, name: str) -> list[str]:
    return [text[one.start : one.end] for one in found(text) if name in (one.speaker or "")]


@pytest.mark.parametrize(
    "text",
    [
        "The work will take longer than Dr Ines Calloway had estimated. It starts on 2 June.\n",
        "The path costs £640,000, slightly more than Dr Ines Calloway had said. It opens in May.\n",
        "Sales rose faster than Ms Ines Calloway had predicted. The shares gained 4 per cent.\n",
        "As Mrs Ines Calloway had hoped, the rail link opened early. Fares stay the same.\n",
        "The flood was not as high as Ines Calloway had feared. Two roads were shut.\n",
    ],
)
def test_a_comparison_gives_nobody_words(text):
    assert words_of(text, "Calloway") == []
    assert not any("than" in text[one.start : one.end] for one in found(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The wall is longer than the bridge, Ines Calloway said.\n", "longer than the bridge"),
        ("Ines Calloway said that rents had risen more than expected.\n", "rents had risen"),
        ("As Ines Calloway said, the mill will close in May.\n", "the mill will close"),
        ("“It is worth more than gold,” Ines Calloway said.\n", "worth more than gold"),
    ],
)
def test_a_report_with_a_comparison_is_still_a_report(text, said):
    assert any(said in words for words in words_of(text, "Calloway"))
