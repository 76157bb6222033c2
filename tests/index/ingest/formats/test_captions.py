"""Captions: cues are joined to turns, each word once, with their time codes."""

from __future__ import annotations

import pytest

from index.errors import DocumentError
from index.ingest.format_registry import extract_document
from index.ingest.formats import ExtractedDocument
from index.records import time_at


def _vtt(text: str) -> ExtractedDocument:
    return extract_document(".vtt", text.encode())


def _srt(text: str) -> ExtractedDocument:
    return extract_document(".srt", text.encode())


VOICES = """WEBVTT - Harbour hearing
Kind: captions
Language: en

NOTE made by nobody

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:03.000 align:start position:0%
<v Anna Holm>Good <b>morning</b>, everyone. We will not</v>

2
00:00:03.500 --> 00:00:05.000
<v Anna Holm>raise the <c.yellow>fee</c>.</v>
<v.loud Bo Lind>Fish &amp; chips?</v>

01:12:04.000 --> 01:12:07.000
<v Bo Lind>Now <01:12:05.000>or never.
"""


def test_cues_of_a_voice_are_joined_and_named() -> None:
    captions = _vtt(VOICES)

    assert captions.text.split("\n") == [
        "Anna Holm: Good morning, everyone. We will not raise the fee.",
        "Bo Lind: Fish & chips? Now or never.",
    ]


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("Good morning", "00:00:01"),
        ("raise the", "00:00:03"),
        ("Fish", "00:00:03"),
        ("Now or", "01:12:04"),
        ("never.", "01:12:04"),
    ],
)
def test_every_word_has_the_time_of_its_cue(words: str, time: str) -> None:
    captions = _vtt(VOICES)

    assert time_at(captions.times, captions.text.index(words)) == time


def test_srt_with_labels_arrows_and_dashes() -> None:
    captions = _srt(
        "1\r\n00:00:01,000 --> 00:00:03,000\r\n>> MR. HOLM: Good\r\nmorning.\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:04,000\r\n{\\an8}<i>We</i> will\r\n\r\n"
        "3\r\n00:00:04,100 --> 00:00:06,000\r\nsay so.\r\n- Will you?\r\n- Yes.\r\n\r\n"
        "4\r\n00:00:07,000 --> 00:00:08,000\r\nDR. LIND: At 12:30, yes.\r\n"
    )

    assert captions.text.split("\n") == [
        ">> MR. HOLM: Good morning. We will say so.",
        "- Will you?",
        "- Yes.",
        "DR. LIND: At 12:30, yes.",
    ]


def test_rolling_captions_have_each_word_once() -> None:
    captions = _vtt(
        "WEBVTT\n\n"
        "00:00.000 --> 00:02.000\nwe have looked at\n\n"
        "00:02.000 --> 00:02.010\nwe have looked at\n \n\n"
        "00:02.010 --> 00:04.000\nwe have looked at\nall of the gates and\n\n"
        "00:04.000 --> 00:04.010\nall of the gates and\n&nbsp;\n\n"
        "00:04.010 --> 00:06.000\nall of the gates and\nno, no, none leaks\n\n"
        "00:06.010 --> 00:08.000\nno, no, none leaks\nthat is all\n"
    )

    assert captions.text == "we have looked at all of the gates and no, no, none leaks that is all"
    assert time_at(captions.times, captions.text.index("none")) == "00:00:04"


def test_captions_that_do_not_roll_keep_a_speakers_repetition() -> None:
    captions = _srt(
        "1\n00:00:01,000 --> 00:00:02,000\nNo, never again.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nnever again.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\nWe said it in May.\n\n"
        "4\n00:00:04,000 --> 00:00:05,000\nThat is all.\n"
    )

    assert captions.text == "No, never again. never again. We said it in May. That is all."


@pytest.mark.parametrize(
    "broken", ["00:00:0x --> 00:00:09,000", "9 --> what", "-->", "0:1 --> 0:2"]
)
def test_a_broken_time_line_loses_no_words(broken: str) -> None:
    captions = _srt(
        f"1\n00:00:01,000 --> 00:00:05,000\nThe first.\n\n2\n{broken}\nThe second.\n\n"
        "3\n00:00:02,000 --> 00:00:03,000\nOverlaps.\n"
    )

    assert captions.text == "The first. The second. Overlaps."
    assert time_at(captions.times, captions.text.index("The second")) == "00:00:05"


def test_cues_without_empty_lines_between_them() -> None:
    captions = _srt(
        "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo."
    )

    assert captions.text == "One. Two."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("WEBVTT\n\nNothing here\n", "no captions"),
        ("", "no captions"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "no words"),
    ],
)
def test_files_without_captions_are_refused(text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        _vtt(text)
