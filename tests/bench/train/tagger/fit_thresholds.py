"""Say how good the tagger is at several thresholds, on the articles kept back from training.

usage: python tests/bench/train/tagger/fit_thresholds.py NEWS SCORER

NEWS has `attributions/train` and `text`; SCORER is score_attribution.py. Prints a line for each
pair of thresholds; export.py holds those chosen. A minute for each.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import tempfile
from pathlib import Path
from typing import Any

from annotated import divided

from index.attribution.extraction import extract_statements
from index.attribution.tagger.model import packaged_tagger
from index.text.sentences import split_sentences

TRIED = [(one, one) for one in (0.3, 0.35, 0.4, 0.45, 0.5)] + [(0.42, 0.2), (0.42, 0.3)]
"""Least confidence of reports in the reporter's words, and of quoted ones."""
SHOWN = ("f1@0.5", "f1@0.8", "precision@0.5", "recall@0.5", "direct_recall@0.5", "speaker_accuracy")


def load_scorer(path: Path) -> Any:
    """The scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("scorer", type=Path)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    kept_back, _ = divided(options.news)
    with tempfile.TemporaryDirectory() as folder:
        for article in kept_back:
            for path in (options.news / "attributions" / "train").glob(f"{article.name}_*.ann"):
                shutil.copy(path, folder)
        tagger = packaged_tagger()
        for least, quoted in TRIED:
            tagger.set_thresholds(least, quoted)
            rows = [
                {
                    "document": f"{one.name}.txt",
                    "start": s.start,
                    "end": s.end,
                    "speaker": s.speaker,
                }
                for one in kept_back
                for s in extract_statements(one.text, split_sentences(one.text))
            ]
            figures = scorer.score(folder, options.news / "text", rows)
            print(least, quoted, {name: figures[name] for name in SHOWN}, flush=True)


if __name__ == "__main__":
    main()
