#!/usr/bin/env bash
# trafilatura 2.3.1 drops the words of a <time> element inside a paragraph.
#
# Valid HTML: <p>The fee will rise on <time datetime="2025-03-04">4 March 2025</time>, she said.</p>
# Seen: "The fee will rise on , she said.", with favor_recall=True. The paragraph stays, so that
# nothing shows that words are missing; a date is lost from the middle of a quotation. An element
# such as <em> keeps its words.
# Fails if the behaviour changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q "trafilatura==2.3.1" "lxml_html_clean==0.4.6"
"$folder/venv/bin/python" - <<'PYTHON'
import trafilatura

LONG = "<p>The harbour board met on Monday evening in the town hall and heard a long debate.</p>" * 4
PAGE = """<html><body><article><h1>Board keeps fees</h1>{long}
<p>The fee will rise on <{tag}>4 March 2025</{tag}>, the chair of the board told the council.</p>
{long}</article></body></html>"""

for tag in ("em", "time"):
    text = trafilatura.extract(PAGE.format(tag=tag, long=LONG), favor_recall=True)
    sentence = next(line for line in text.splitlines() if "will rise" in line)
    print(f"<{tag}>: {sentence}")
    assert ("4 March 2025" in sentence) == (tag == "em"), sentence
PYTHON
