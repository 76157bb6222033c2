"""`onrecord feedback export`: a draft test set on the command line."""

from __future__ import annotations

import json

from assistant.records import Turn
from assistant.saved.feedback import Feedback, Opinion

ANSWER = {
    "status": "answered",
    "short_answer": "42",
    "citations": [{"document": "a.txt", "quote": "refused 42 times", "speaker": "Ada Byron"}],
}


def test_what_was_called_helpful_or_not_is_printed_a_line_each(onrecord, indexed, tmp_path):
    folder = tmp_path / ".onrecord"
    empty = onrecord("feedback", "export")
    assert (empty.exit_code, empty.stdout) == (0, "")
    turn = Turn("How often?", "How often?", "2022-10-14T10:00:00+00:00", ANSWER)
    Feedback(folder).add(Opinion.of("talk", turn, helpful=True))
    done = onrecord("feedback", "export")
    assert done.exit_code == 0
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (line["answers"], line["evidence"], line["draft"]) == (
        ["42"],
        ["refused 42 times"],
        True,
    )


def test_a_damaged_file_is_named_and_the_exit_code_says_so(onrecord, indexed, tmp_path):
    (tmp_path / ".onrecord" / "feedback.jsonl").write_text("{\n")
    done = onrecord("feedback", "export")
    assert done.exit_code == 1
    assert "feedback.jsonl, line 1, is damaged" in done.stderr
