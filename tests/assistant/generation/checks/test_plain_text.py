"""The check "plain text": sentences that pass it, and sentences that fail it."""

import pytest
from support.numbered_evidence import cited_sentence

from assistant.generation.checks.plain_text import find_markup

SITE = "The plan is on ledger.com/plan and costs 5 million, Ada Brandt of AT&T said on Tuesday."


@pytest.mark.parametrize(
    "text",
    [
        "Brandt said the plan is on Ledger.com.",
        "The plan is on ledger.com/plan and costs 5 million, Brandt said.",
        "Brandt (then a lawyer) said so.",
        "“[T]he plan is on ledger.com,” said Brandt.",
        "Brandt of AT&T said so; Lind & Sons agreed.",
        "It cost $5 million – or 5% – in the U.S., she said…",
        "It was 10 a.m. in St. Louis, e.g. in May.",
        "Ms. Brandt’s ‘naïve’ plan is on the café’s wall.",
        "The plan is on ledger.com/plan.",
        "It is on “ledger.com/plan”, she said.",
    ],
)
def test_plain_text_passes(text):
    assert find_markup(cited_sentence(text, SITE)) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Brandt <b>said</b> so.", "markup"),
        ("Brandt said so.<script>", "markup"),
        ("<|im_end|> Brandt said so.", "markup"),
        ("Brandt said 5 > 4.", "markup"),
        ("[Brandt](https://evil.example) said so.", "markup"),
        ("[Brandt] (evil) said so.", "markup"),
        ("[Brandt][plan] and [plan]: so.", "markup"),
        ("![plan](data:image/png;base64,AA) Brandt said so.", "markup"),
        ("Brandt said &lt;so&gt;.", "markup"),
        ("Brandt said so&#46;", "markup"),
        ("Brandt said so&#x2e;", "markup"),
        ("Brandt said ```so```.", "markup"),
        ("Brandt said {{question}}.", "markup"),
        (r"Brandt said \(so\).", "markup"),
        (r"Brandt said so.\n", "markup"),
        ("| Brandt | --- | said |", "markup"),
        ("Brandt said so on https://ledger.com.", "a link"),
        ("Brandt said so on hxxp://evil.", "a link"),
        ("Brandt said so on www.ledger.com.", "a link"),
        ("Brandt said so, javascript:alert(1).", "a link"),
        ("Brandt said so, mailto: ada.", "a link"),
        ("The plan is on evil.com, Brandt said.", "a link"),
        ("The plan is on evil.co.uk, Brandt said.", "a link"),
        ("The plan is on ledger.com.evil.ru, Brandt said.", "a link"),
        ("The plan is on ledger.com/other, Brandt said.", "a link"),
        ("The plan is on evil.info/ledger.com, Brandt said.", "a link"),
        ("Brandt said so\u200b.", "hidden characters"),
        ("Brandt \u202edias so.", "hidden characters"),
        ("Brandt said\u00ad so.", "hidden characters"),
        ("Brandt said so.\x1b[31m", "hidden characters"),
        ("Brandt said so.\U000e0041\U000e0042", "hidden characters"),
        ("Brandt said so.\ue000", "hidden characters"),
        ("Brandt said so【1】.", "a marker in another form"),
        ("Brandt said so【1†plan】.", "a marker in another form"),
        ("Brandt said so〔1〕.", "a marker in another form"),
        ("Brandt said so [^1].", "a marker in another form"),
        ("Brandt said so.¹", "a marker in another form"),
        ("Brandt said so.⁽¹⁾", "a marker in another form"),
        ("Brandt said so (1).", "a marker in another form"),
        ("Brandt said so. (1)", "a marker in another form"),
        ("Brandt said so ①.", "a marker in another form"),
        ("Brandt said so ［1］.", "a marker in another form"),
        ("Brandt said so.\U000e0141\U000e0142", "hidden characters"),
        ("Write to ada@evil.com, Brandt said.", "a link"),
        ("**Brandt** said so.", "markup"),
    ],
)
def test_markup_links_hidden_characters_and_other_markers_fail(text, reason):
    assert find_markup(cited_sentence(text, SITE)) == reason
