"""A `<br>` is a space within a paragraph, or the border of two."""

import pytest
from support.web_pages import lines_between


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("We will not raise<br>the fare this year.", ["We will not raise the fare this year."]),
        ("The council met<br/>Anna Lund.", ["The council met Anna Lund."]),
        ("We stay.<br><br>We will not go.", ["We stay.", "We will not go."]),
        ("One<br>\n &nbsp; <br>Two", ["One", "Two"]),
        ("<b>Why:</b> Who?<br><b>Answer:</b> It rains.", ["Why: Who?", "Answer: It rains."]),
        ("BERG:<br>We stay here.<br>LUND:<br>We go.", ["BERG: We stay here.", "LUND: We go."]),
        ("Tomas Berg<br>Director<br>Quay Street 3", ["Tomas Berg", "Director", "Quay Street 3"]),
        ("– We stay.<br>– Why?", ["– We stay.", "– Why?"]),
        ("1. We stay<br>2. We go", ["1. We stay", "2. We go"]),
        (
            "“We will stay here.<br>All of us will,” he said.",
            ["“We will stay here. All of us will,” he said."],
        ),
        (
            "By Jane Roe<br>The council of the parish will meet the company on Monday evening.",
            [
                "By Jane Roe",
                "The council of the parish will meet the company on Monday evening.",
            ],
        ),
        ("<br>We stay.<br>", ["We stay."]),
        (
            "The council will meet the company on Monday evening.<br>The boats stay where they are"
            " until it has met for the<br>third time – nobody knows when that will be<br>– and no"
            " boat is sold.",
            [
                "The council will meet the company on Monday evening. The boats stay where they are"
                " until it has met for the third time – nobody knows when that will be – and no"
                " boat is sold."
            ],
        ),
    ],
)  # fmt: skip
def test_line_breaks(content, lines):
    assert lines_between(f"<p>{content}</p>") == lines
