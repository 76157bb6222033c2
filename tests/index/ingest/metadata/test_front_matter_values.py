"""Values of front matter: cleaned, under the facts' names, those of changes kept apart."""

import pytest

from index.ingest.metadata.given_values import clean_value
from index.ingest.metadata.machine_header import read_machine_header
from index.ingest.metadata.metadata import Metadata, read_front_matter


def front_matter(block: str) -> Metadata:
    found, start = read_front_matter(f"---\n{block}\n---\nText.\n")
    assert start > 0
    return found


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            r'title: "Statement from Minister Clara\_Whitcombe"',
            "Statement from Minister Clara Whitcombe",
        ),
        (r'title: "The Ferry-\u2060Rail\_Act\uFFFC"', "The Ferry-Rail Act"),
        (r"title: Remarks on the Ferry-\u2060Rail\_Act", "Remarks on the Ferry-Rail Act"),
        ("title: Remarks\u00a0by Clara\u202fWhitcombe\u200b", "Remarks by Clara Whitcombe"),
        ('title: "Remarks on\n  the ferry"', "Remarks on the ferry"),
        ("headline: Remarks on the ferry", "Remarks on the ferry"),
        (
            "title: FACT SHEET: The Ferry Act: what it does",
            "FACT SHEET: The Ferry Act: what it does",
        ),
    ],
)
def test_titles_without_invisible_characters(line, title):
    assert front_matter(f"{line}\ntags: ferries").title == title


def test_a_value_of_nothing_but_invisible_characters_is_none():
    assert front_matter('title: "\\u200b"\ndate: 2021-06-03') == Metadata(date="2021-06-03")
    assert clean_value("\ufeff \u2060") == ""


@pytest.mark.parametrize("name", ["published_time", "datePublished", "published", "pubdate"])
def test_the_day_of_publication_is_the_date(name):
    found = front_matter(f"title: A title\n{name}: 2021-06-03 13:49:58-05:00")
    assert found.date == "2021-06-03"
    assert found.extra == {name: "2021-06-03 13:49:58-05:00"}


@pytest.mark.parametrize("name", ["modified_time", "dateModified", "updated", "lastmod"])
def test_the_day_of_a_change_is_kept_apart(name):
    found = front_matter(f"title: A title\n{name}: 2021-06-04")
    assert (found.date, found.extra) == (None, {name: "2021-06-04"})
    both = front_matter(f"{name}: 2021-06-04\npublished_time: 2021-06-03\ndate: 2021-06-02")
    assert both.date == "2021-06-02"


def test_a_given_date_that_cannot_be_read_is_not_replaced():
    found = front_matter("date: 03/04/2021\npublished_time: 2021-06-03")
    assert found.date is None
    assert found.extra["date"] == "03/04/2021"


@pytest.mark.parametrize("name", ["source_url", "url", "source", "canonical", "permalink"])
def test_an_address_is_the_address_under_any_name(name):
    found = front_matter(f"title: A title\n{name}: https://roads.example/1")
    assert (found.url, found.outlet) == ("https://roads.example/1", None)


def test_a_source_in_words_is_the_outlet_and_other_names_stay():
    found = front_matter("source: Tarnholm Post\nlink: none\ntags: [a, b]\nlocation: Lesk")
    assert found.outlet == "Tarnholm Post"
    assert found.extra == {"link": "none", "tags": "a, b", "location": "Lesk"}


def test_broken_front_matter_gives_its_plain_lines():
    found = front_matter(
        'title: Fact sheet: the bridges\ndate: 2021-06-03\nspeaker: "A\nnote: b: c'
    )
    assert found == Metadata(title="Fact sheet: the bridges", date="2021-06-03")


def test_a_programs_header_is_cleaned_too():
    text = (
        "Title: Remarks\u00a0on the Ferry-\u2060Rail Act\nURL: https://roads.example/1\n\nText.\n"
    )
    assert read_machine_header(text)[0].title == "Remarks on the Ferry-Rail Act"
