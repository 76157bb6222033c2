"""What speakers do with reported words: they say, deny, ask, promise, or have not said them."""

from __future__ import annotations

import pytest

from index.attribution.stance import add_stances
from index.records import Span, Statement
from index.text.sentences import split_sentences


def _stance(marked: str) -> str:
    """The stance of `[source] <cue> {content}`; a source is optional."""
    text, spans = "", {}
    for character in marked:
        if character in "[<{":
            spans[character] = [len(text)]
        elif character in "]>}":
            spans[{"]": "[", ">": "<", "}": "{"}[character]].append(len(text))
        else:
            text += character
    return _with_stances(text, _statement(text, spans))[0].stance


def _statement(text: str, spans: dict[str, list[int]]) -> Statement:
    source, cue, content = (spans.get(mark) for mark in "[<{")
    assert cue and content
    return Statement(
        start=content[0],
        end=content[1],
        kind="indirect",
        speaker=text[slice(*source)] if source else None,
        cue=text[slice(*cue)],
        speaker_span=Span(*source) if source else None,
        cue_span=Span(*cue),
    )


def _with_stances(text: str, *statements: Statement) -> list[Statement]:
    return add_stances(text, statements)


@pytest.mark.parametrize(
    ("marked", "stance"),
    [
        ("[Mara Lund] <said> {that the dam was safe}.", "says"),
        ("{“The dam is not safe,”} [Mara Lund] <said>.", "says"),
        ("{The dam was not closed} <according to> [Mara Lund].", "says"),
        ("[Mara Lund] <frobbed> {that the dam was safe}.", "says"),
        ("[Mara Lund] <not only said> {that the dam was safe}, she closed the road.", "says"),
        ("[Mara Lund] <never stopped saying> {that the dam was safe}.", "says"),
        ("[Mara Lund] <did not hesitate to say> {that the dam was safe}.", "says"),
        ("[Mara Lund] <does not doubt> {that the dam is safe}.", "says"),
        ("[Mara Lund] <has no doubt> {that the dam is safe}.", "says"),
        ("[Mara Lund] <would later say> {that the dam was safe}.", "says"),
        ("[Mara Lund] <would only say> {that the dam was safe}.", "says"),
        ("[Mara Lund] <would prefer> {a new dam}.", "says"),
        ("[I] <would say> {that the dam is safe}.", "says"),
        ("[Mara Lund] <went on to say> {that the dam was safe}.", "says"),
        ("[Mara Lund] <had to admit> {that the dam was unsafe}.", "says"),
        ("[Mara Lund] <was quoted as saying> {that the dam was safe}.", "says"),
        ("When asked if she knew, [Mara Lund] <said> {the dam was safe}.", "says"),
        ("Why did [Mara Lund] <say> {that the dam was safe}?", "says"),
        ("[Theresa May] <said> {that the dam was safe}.", "says"),
        ("[Mara Lund] <would widen> {the dam}.", "says"),
        ("[Mara Lund] <plans> {to widen the dam}.", "says"),
        ("[Mara Lund] <did not say> {that the dam was safe}.", "unsaid"),
        ("[Mara Lund] <didn’t claim> {the dam was safe}.", "unsaid"),
        ("[Mara Lund] <cannot say> {if the dam is safe}.", "unsaid"),
        ("[Mara Lund] never <told> the council {that the dam was safe}.", "unsaid"),
        ("[Mara Lund] has not yet <said> {whether the dam is safe}.", "unsaid"),
        ("[Mara Lund] <would not say> {whether the dam was safe}.", "unsaid"),
        ("[Mara Lund] <no longer claims> {that the dam is safe}.", "unsaid"),
        ("[Mara Lund] no longer <claims> {that the dam is safe}.", "unsaid"),
        ("[Mara Lund] <refused> {to say whether the dam was safe}.", "unsaid"),
        ("[Mara Lund] <declined to say> {whether the dam was safe}.", "unsaid"),
        ("[Mara Lund] <stopped short of saying> {that the dam was safe}.", "unsaid"),
        ("[Mara Lund] has yet to <say> {whether the dam is safe}.", "unsaid"),
        ("[Mara Lund] <was reluctant to say> {that the dam was safe}.", "unsaid"),
        ("[Mara Lund] <failed to mention> {that the dam was full}.", "unsaid"),
        ("[Mara Lund] <did not deny> {that the dam was full}.", "unsaid"),
        ("[Neither Mara Lund nor Ole Berg] <said> {the dam was safe}.", "unsaid"),
        ("Neither Mara Lund nor [Ole Berg] <said> {the dam was safe}.", "unsaid"),
        ("[None of the engineers] <said> {that the dam was safe}.", "unsaid"),
        ("[No one] <said> {that the dam was safe}.", "unsaid"),
        ("Never did [Mara Lund] <say> {that the dam was safe}.", "unsaid"),
        ("It was not [Mara Lund] who <said> {that the dam was safe}.", "unsaid"),
        ("[Mara Lund] <was told> {that the dam was safe}.", "unsaid"),
        ("[Mara Lund] was cautious when <asked> {how the dam would hold}.", "unsaid"),
        ("<Asked> {whether the dam would hold}, [Mara Lund] smiled.", "unsaid"),
        ("If union leader [Mara Lund] <says> {the dam is safe}, work goes on.", "hypothetical"),
        ("Unless [Mara Lund] <says> {the dam is safe}, work stops.", "hypothetical"),
        ("It is unclear whether [Mara Lund] <said> {that the dam was safe}.", "hypothetical"),
        ("[Mara Lund] <would say> {that the dam is safe}.", "hypothetical"),
        ("[Mara Lund] <might tell> the council {that the dam is safe}.", "hypothetical"),
        ("[Mara Lund] <should have said> {that the dam was unsafe}.", "hypothetical"),
        ("[Critics] could <argue> {that the dam is unsafe}.", "hypothetical"),
        ("Had [Mara Lund] <said> {that the dam was full}, all would be well.", "hypothetical"),
        ("Did [Mara Lund] <say> {that the dam was full}?", "hypothetical"),
        ("[Mara Lund] <plans> {to say on Monday that the dam is safe}.", "planned"),
        ("[Mara Lund] <is expected to announce> {that the dam will close}.", "planned"),
        ("[Mara Lund] <will tell> the council {that the dam is safe}.", "planned"),
        ("[Mara Lund] <is to argue> {that the dam is safe}.", "planned"),
        ("[Mara Lund] <wants to ask> {whether the dam is safe}.", "planned"),
        ("[Mara Lund] <denied> {that the dam was full}.", "denies"),
        ("[Mara Lund] <denied saying> {that the dam was full}.", "denies"),
        ("[Mara Lund] <does not believe> {that the dam is safe}.", "denies"),
        ("[Mara Lund] <repeated her denial> {that the dam was full}.", "denies"),
        ("[Mara Lund] <doesn’t really like> {the dam}.", "denies"),
        ("[Mara Lund] <declined to endorse> {the dam}.", "denies"),
        ("{“Is the dam safe?”} <asked> [Mara Lund].", "asks"),
        ("[Mara Lund] <has been asking> {about the dam}.", "asks"),
        ("Mara Lund was <asked> {whether the dam was full}.", "asks"),
        ("[Mara Lund] <wants> {to know whether the dam is safe}.", "asks"),
        ("[Mara Lund] <has promised> {that the dam will be safe}.", "promises"),
        ("[Mara Lund] <vowed> {to mend the dam}.", "promises"),
        ("[Mara Lund] <demanded> {that the dam be closed}.", "demands"),
    ],
)
def test_stance(marked, stance):
    assert _stance(marked) == stance


def test_what_is_told_within_a_denial_is_unsaid():
    text = "Mara Lund denied that she had promised a new dam."
    outer = Statement(
        start=17, end=48, kind="indirect", speaker="Mara Lund", cue="denied",
        speaker_span=Span(0, 9), cue_span=Span(10, 16),
    )  # fmt: skip
    inner = Statement(
        start=39, end=48, kind="indirect", speaker="Mara Lund", cue="had promised",
        speaker_span=Span(22, 25), cue_span=Span(26, 38),
    )  # fmt: skip
    assert [one.stance for one in _with_stances(text, outer, inner)] == ["denies", "unsaid"]


def test_nobody_is_no_speaker():
    text = "Nobody said the dam was full."
    nobody = _statement(text, {"[": [0, 6], "<": [7, 11], "{": [12, 28]})
    (found,) = _with_stances(text, nobody)
    assert (found.speaker, found.stance) == (None, "unsaid")


def _read(text: str) -> dict[str, tuple[str | None, str, str]]:
    from index.attribution.extraction import extract_statements

    return {
        text[one.start : one.end]: (one.speaker, one.kind, one.stance)
        for one in extract_statements(text, split_sentences(text))
    }


def test_documents_statements_have_their_stances():
    found = _read(
        "Dam and valley\n\n"
        "Engineer Mara Lund did not say that the dam had been closed.\n\n"
        "Mayor Ole Berg refused to say whether the valley was safe.\n\n"
        "Mayor Ole Berg denied that the valley was flooded.\n\n"
        "“The dam is safe,” Lund said.\n"
    )
    assert {words: stance for words, (_, _, stance) in found.items()} == {
        "that the dam had been closed": "unsaid",
        "whether the valley was safe": "unsaid",
        "that the valley was flooded": "denies",
        "“The dam is safe,”": "says",
    }


@pytest.mark.parametrize(
    "headline",
    ["Mara Lund: Dam is safe", "Dam is safe, says Mara Lund", "“Dam is safe”, says Mara Lund"],
)
def test_headlines_are_never_direct(headline):
    found = _read(f"{headline}\n\nEngineer Mara Lund spoke to the council on Monday.\n")
    of_headline = [one for words, one in found.items() if "Dam is safe" in words]
    assert [speaker for speaker, _, _ in of_headline] == ["Mara Lund"]
    assert all(kind != "direct" and stance == "says" for _, kind, stance in of_headline)
