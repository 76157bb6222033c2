"""Words that no reader of a page sees are not in its text; what a click unfolds is."""

import pytest
from support.web_pages import lines_between


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("The fare is <del>forty</del> <ins>fifty</ins> crowns", "The fare is fifty crowns"),
        ("We will <s>never</s> go", "We will go"),
        ("We will <strike>never </strike>go", "We will go"),
        ("We will <span style='text-decoration: line-through'>never</span> go", "We will go"),
        ("We will <span hidden>never</span> go", "We will go"),
        ("We will <span class='visually-hidden'>never</span> go", "We will go"),
        ("We will <b style='display:none'>never</b> go", "We will go"),
        ("We will <i style='visibility: hidden'>never</i> go", "We will go"),
        ("We will <span aria-hidden='true'>never</span> go", "We will go"),
        ("We will <span style='position:absolute; left:-9999px'>never</span> go", "We will go"),
        ("We will<noscript> never</noscript> go<script>x</script><!-- never -->", "We will go"),
        ("We will <input value='never'><select><option>not</option></select> go", "We will go"),
        ("We will <span class='never-shown'>never</span> go", "We will go"),
        ("We will <em id='gone'>never</em> go", "We will go"),
        ("We will <span class='old'>never</span> go", "We will go"),
        ("We will <span class='on-paper'>never</span> go", "We will never go"),
        ("We will <span class='wide'>never</span> go", "We will never go"),
        ("We will <span class='menu-part'>never</span> go", "We will never go"),
        ("We will go on <button>4 March</button>, he said", "We will go on 4 March, he said"),
    ],
)
def test_words_in_a_sentence(content, line):
    style = (
        "<style>/* .shown */ .never-shown, p > b { display: none }\n#gone{visibility:hidden}"
        "@media print { .on-paper { display: none } } span.old { text-decoration: line-through }"
        ".wide{display:none}@media (min-width:600px){.wide{display:inline}}"
        ".menu .menu-part { display: none }</style>"
    )
    assert lines_between(f"<p>{content}.</p>", head=style) == [f"{line}."]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("<div style='display:none'><p>We stay.</p></div>", ["We stay."]),
        ("<button aria-controls='a'>Why?</button><div id='a' hidden>We stay.</div>", ["We stay."]),
        ("<h3><button>Why do we go?</button></h3><p>It rains.</p>", ["Why do we go?", "It rains."]),
        ("<details><summary>Why?</summary><p>It rains.</p></details>", ["Why?", "It rains."]),
        ("<div hidden><p>We stay.</p></div>", []),
        ("<dialog><p>We stay.</p></dialog>", []),
        ("<style>p { color: red }</style><template><p>We stay.</p></template>", []),
        (
            "<form><label for='m'>Your address</label><input id='m' type='email'>"
            "<button>Send</button></form>",
            [],
        ),
        ("<form><p>We stay, Berg said.</p><input type='hidden'></form>", ["We stay, Berg said."]),
    ],
)
def test_blocks(content, lines):
    assert lines_between(content) == lines


def test_answers_that_a_style_sheet_folds_away_are_kept():
    style = "<style>.answer { display: none }</style>"
    content = "<div class='answer'><p>We stay.</p></div>"
    assert lines_between(content, head=style) == ["We stay."]
