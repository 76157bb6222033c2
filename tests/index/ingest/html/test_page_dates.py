"""A page's date is the one that it declares as that of its publication, as far as it names it."""

import pytest
from support.web_pages import make_page, read_page


def dates(content: str = "", head: str = "") -> tuple[str | None, dict[str, str]]:
    metadata = read_page(make_page(content, head)).metadata
    return metadata.date, dict(metadata.extra)


PUBLISHED = "<meta property='article:published_time' content='{}'>"


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (PUBLISHED.format("2022-03-05"), "2022-03-05"),
        (PUBLISHED.format("2022-03-05T23:30:00-05:00"), "2022-03-05"),
        (PUBLISHED.format("20220305T0930"), "2022-03-05"),
        (PUBLISHED.format("Sat, 05 Mar 2022 09:00:00 GMT"), "2022-03-05"),
        (
            PUBLISHED.format("2022-03-05") + "<link rel=canonical href='https://b.example/2022/03/04/a'>",
            "2022-03-05",
        ),
        ("<link rel=canonical href='https://b.example/2022/03/04/a'>", None),
        ("<meta property='og:image' content='https://b.example/2018/02/03/quay.jpg'>", None),
        ("<meta name='date' content='1989-11-09'>", "1989-11-09"),
        ("<meta name='DC.date.issued' content='1963-08-28'>", "1963-08-28"),
        ("<meta name='event:start_date' content='2031-01-02'>", None),
        (
            "<meta name='date' content='2021-01-02'>" + PUBLISHED.format("2020-05-06"),
            "2020-05-06",
        ),
        (
            "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"Event\", \"startDate\":"
            ' "2031-01-02"}, {"@type": ["NewsArticle"], "datePublished": "2020-05-06"}]}</script>'
            "<meta name='date' content='2021-01-02'>",
            "2020-05-06",
        ),
        ("<script type='application/ld+json'>{ broken </script>", None),
    ],
)  # fmt: skip
def test_declared_dates(head, date):
    assert dates(head=head)[0] == date


@pytest.mark.parametrize("value", ["2022-03", "2022", "03/04/2022"])
def test_a_date_without_a_day_or_with_two_readings_is_kept_as_it_is_written(value):
    assert dates(head=PUBLISHED.format(value)) == (None, {"date": value})


@pytest.mark.parametrize(
    ("value", "other", "date"),
    [
        ("2022-03", "2022-03-05", "2022-03-05"),
        ("2022", "2021-03-05", None),
        ("03/04/2022", "2022-04-03", "2022-04-03"),
        ("03/04/2022", "2022-05-03", None),
    ],
)
def test_a_date_of_lower_rank_completes_and_never_replaces_one(value, other, date):
    head = PUBLISHED.format(value) + f"<meta name='date' content='{other}'>"
    assert dates(head=head) == (date, {} if date else {"date": value})


@pytest.mark.parametrize(
    ("content", "date"),
    [
        ("<p><span class='date'>5 March 2022</span></p>", "2022-03-05"),
        (
            "<p><span class='date-updated'>Updated 10 May 2022</span>"
            " <span class='date'>5 March 2022</span></p>",
            "2022-03-05",
        ),
        ("<p>Updated: <span class='date'>10 May 2022</span></p>", None),
        ("<p>The council votes on <time datetime='2031-09-10'>10 September</time>.</p>", None),
        ("<p><time datetime='2031-09-10'>10 September</time></p>", None),
        ("<p>Next meeting: <span class='date'>10 September 2031</span></p>", None),
        ("<p class='event'><span class='event-date'>10 September 2031</span></p>", None),
        ("<div itemprop='datePublished' content='2022-03-05'>last week</div>", "2022-03-05"),
        ("<time pubdate datetime='2022-03-05'>5 March</time>", "2022-03-05"),
        ("<p class='date'>5 March 2022</p><p class='date'>6 March 2022</p>", None),
        ("<p>Review of <time datetime='2022-03'>March 2022</time>.</p>", None),
    ],
)
def test_dates_in_an_article(content, date):
    assert dates(content)[0] == date


@pytest.mark.parametrize(
    ("byline", "date"),
    [
        ("<time datetime='2022-03-05'>5 March</time>", "2022-03-05"),
        ("<p>By Jane Roe, <time datetime='2022-03-05'>5 March</time></p>", "2022-03-05"),
        ("<p>Published on <time datetime='2022-03-05'>5 March</time></p>", "2022-03-05"),
        ("<p>Updated <time datetime='2022-03-05'>5 March</time></p>", None),
        ("<p>On <time datetime='2031-03-05'>5 March</time></p>", None),
    ],
)
def test_dates_in_the_head_of_an_article(byline, date):
    around = f"<article>{byline}{{}}</article>"
    assert read_page(make_page("", around=around)).metadata.date == date


def test_the_date_of_the_last_change_is_kept_apart():
    head = "<meta property='article:modified_time' content='2021-06-07'>"
    assert dates(head=head) == (None, {"updated": "2021-06-07"})
    assert dates(head=head + PUBLISHED.format("1989-11-09")) == (
        "1989-11-09",
        {"updated": "2021-06-07"},
    )


def test_without_an_article_dates_of_other_stories_and_of_today_are_not_taken():
    today = "<div class='date'>30 November 2026</div>"
    picks = "<ul><li>Boats <span class='date'>3 May 2023</span></li></ul>"
    around = f"{today}<div>By Jane Roe, <span class='date'>5 May 2023</span>{{}}</div>{picks}"
    assert read_page(make_page("", around=around)).metadata.date is None
    alone = "<div><span class='date'>5 May 2023</span>{}</div>" + picks
    assert read_page(make_page("", around=alone)).metadata.date == "2023-05-05"
