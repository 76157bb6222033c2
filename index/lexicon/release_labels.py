"""Labels at the head of releases and records: "For immediate release", "Check against delivery"."""

from __future__ import annotations

import re

from index.lexicon.data_files import read_marked

_MARKS = read_marked("release_labels", ("begins",))
_LABELS = {label.replace("_", " "): marks for label, marks in _MARKS.items()}
_BEGINNINGS = tuple(sorted((name for name, marks in _LABELS.items() if marks), key=len))
_GOES_ON = re.compile(r"\s*(?:[:,.(|/–—-]|(?:until|till)\b|\+?\d)")
_SURELY_LABEL = 3
"""Words from which on a label is one, whatever follows on its line."""


def is_release_label(line: str) -> bool:
    """Whether a line at the head of a text is such a label, in any letter case and with marks."""
    label = " ".join(line.strip(" \t*#_[](){}:.–—-").lower().split())
    if label in _LABELS:
        return True
    for beginning in _BEGINNINGS:
        rest = label[len(beginning) :]
        if label.startswith(beginning) and (
            _GOES_ON.match(rest)
            or (rest.startswith(" ") and len(beginning.split()) >= _SURELY_LABEL)
        ):
            return True
    return False
