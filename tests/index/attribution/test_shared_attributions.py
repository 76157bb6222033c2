"""The annotated articles beside the repository: the floors below which nothing may land."""

import importlib.util

import pytest

from index.attribution.extraction import extract_statements
from index.text.sentences import split_sentences


@pytest.mark.shared
def test_the_attributions_of_annotated_articles(shared):
    spec = importlib.util.spec_from_file_location(
        "score_attribution", shared / "bench" / "score_attribution.py"
    )
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    news = shared / "data" / "news"
    annotated = news / "attributions" / "dev"
    names = {f"{path.stem.rsplit('_', 1)[0]}.txt" for path in annotated.glob("*.ann")}
    rows = []
    for name in sorted(names):
        text = (news / "text" / name).read_bytes().decode()
        for one in extract_statements(text, split_sentences(text)):
            assert text[one.start : one.end].strip()
            rows.append(
                {"document": name, "start": one.start, "end": one.end, "speaker": one.speaker}
            )
    figures = scorer.score(annotated, news / "text", rows)
    assert figures["articles"] == len(names) == 84
    assert figures["direct_recall@0.5"] >= 0.91
    assert figures["precision@0.5"] >= 0.79
    assert figures["f1@0.5"] >= 0.75
    assert figures["f1@0.8"] >= 0.64
    assert figures["speaker_accuracy"] >= 0.91
