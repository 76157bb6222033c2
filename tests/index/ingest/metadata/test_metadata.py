from pathlib import Path

import pytest

from index.errors import MetadataError
from index.ingest.loading import find_source_files
from index.ingest.metadata.metadata import Metadata, path_key, read_front_matter, read_metadata_csv


def rows_of(tmp_path: Path, content: str | bytes) -> dict[str, Metadata]:
    path = tmp_path / "metadata.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    table = read_metadata_csv(path)
    return {Path(key).relative_to(tmp_path).as_posix(): row for key, row in table.rows.items()}


def make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.")


def titles(sources) -> dict[str, str | None]:
    return {source.name: source.metadata.title for source in sources}


# merge


def test_merge_fills_up_each_field_by_itself():
    strong = Metadata(title="A", extra={"x": "1"})
    weak = Metadata(title="B", outlet="C", extra={"x": "2", "y": "3"})
    assert strong.merge(weak) == Metadata(title="A", outlet="C", extra={"x": "1", "y": "3"})


def test_merge_does_not_replace_an_unreadable_date():
    assert Metadata(extra={"date": "?"}).merge(Metadata(date="2022-10-14")).date is None
    assert Metadata().merge(Metadata(date="2022-10-14")).date == "2022-10-14"


# The CSV file


@pytest.mark.parametrize("column", ["file", "document", "File", " file "])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns(tmp_path, column, mark, separator):
    lines = [[column, "Title", "date", "Desk"], ["a.txt", "“A”", "14.10.2022", "politics"]]
    content = mark + "\r\n".join(separator.join(line) for line in lines).encode()
    expected = Metadata(title="“A”", date="2022-10-14", extra={"Desk": "politics"})
    assert rows_of(tmp_path, content) == {"a.txt": expected}


def test_quoted_cells_keep_commas_quotes_and_newlines(tmp_path):
    rows = rows_of(tmp_path, 'file,title\na.txt,"One, ""two""\nthree"\n')
    assert rows["a.txt"].title == 'One, "two"\nthree'


def test_missing_column_names_those_that_are_there(tmp_path):
    with pytest.raises(MetadataError, match=r"no 'file' .*its columns are: name, title"):
        rows_of(tmp_path, "name,title\na.txt,A\n")


def test_an_empty_csv_has_no_columns(tmp_path):
    with pytest.raises(MetadataError, match="its columns are: none"):
        rows_of(tmp_path, "")


def test_duplicate_rows_are_named_with_their_lines(tmp_path):
    with pytest.raises(MetadataError, match=r"two rows about './a.txt': lines 2 and 4"):
        rows_of(tmp_path, "file,title\na.txt,A\nb.txt,B\n./a.txt,C\n")


def test_another_encoding_is_named(tmp_path):
    with pytest.raises(MetadataError, match=r"byte 0xe9 at offset 20.*iconv"):
        rows_of(tmp_path, b"file,title\na.txt,Caf\xe9\n")


def test_a_csv_that_cannot_be_read(tmp_path):
    with pytest.raises(MetadataError, match=r"can't read .*no\.csv: No such file"):
        read_metadata_csv(tmp_path / "no.csv")


def test_an_overlong_cell_is_an_error_with_its_line(tmp_path):
    with pytest.raises(MetadataError, match="not a well-formed CSV file: line"):
        rows_of(tmp_path, 'file,title\na.txt,"' + "x" * 200_000 + "\n")


@pytest.mark.parametrize("given", ["sometime in May", "31.02.2022", "03/04/2022", "2022"])
def test_an_unreadable_date_is_kept_and_warned_of(tmp_path, given):
    (tmp_path / "metadata.csv").write_text(
        f"file,title,date\na.txt,A,{given}\nb.txt,B,2022-01-02\n"
    )
    make(tmp_path, "a.txt", "b.txt")
    sources, notes = find_source_files([tmp_path])
    assert sources[0].metadata == Metadata(title="A", extra={"date": given})
    assert sources[1].metadata.date == "2022-01-02"
    assert [note.warning for note in notes] == [True]
    assert notes[0].path == tmp_path / "metadata.csv"
    assert "line 2" in notes[0].reason and repr(given) in notes[0].reason


def test_other_rows_settle_the_order_of_day_and_month(tmp_path):
    rows = rows_of(tmp_path, "file,date\na.txt,03/04/2022\nb.txt,03/25/2022\n")
    assert rows["a.txt"].date == "2022-03-04"


def test_another_documents_date_does_not_settle_an_ambiguous_one(tmp_path):
    rows = rows_of(tmp_path, "file,date\na.txt,03/04/2022\nb.txt,2022-03-04\n")
    assert rows["a.txt"].date is None


def test_bad_rows_do_not_stop_the_others(tmp_path):
    (tmp_path / "metadata.csv").write_text(
        "file,title\n,Nameless\n,\na.txt,One,two\nb.txt,B\nc.txt\n"
    )
    table = read_metadata_csv(tmp_path / "metadata.csv")
    assert len(table.rows) == 3
    assert ["line 2" in table.warnings[0], "line 4" in table.warnings[1]] == [True, True]
    assert len(table.warnings) == 2


# Which row is about which file


def test_found_by_itself_and_matched_by_path(tmp_path):
    make(tmp_path, "x.txt", "sub/x.txt", "sub/y.txt")
    (tmp_path / "metadata.csv").write_text("file,title\nx.txt,Top\nsub\\x.txt,Sub\n./sub/y.txt,Y\n")
    sources, skipped = find_source_files([tmp_path])
    assert titles(sources) == {"x.txt": "Top", "sub/x.txt": "Sub", "sub/y.txt": "Y"}
    assert skipped == []


def test_matched_by_name_where_one_file_has_it(tmp_path):
    make(tmp_path, "text/x.txt", "other/y.txt")
    csv = tmp_path / "about.csv"
    csv.write_text("file,title\nx.txt,X\nelsewhere/y.txt,Y\nz.txt,Z\n")
    sources, skipped = find_source_files([tmp_path / "text", tmp_path / "other"], csv)
    assert titles(sources) == {"x.txt": "X", "y.txt": "Y"}
    assert skipped == []


def test_a_name_that_two_files_share_is_not_guessed(tmp_path):
    make(tmp_path, "a/x.txt", "b/x.txt")
    (tmp_path / "metadata.csv").write_text("file,title\nx.txt,X\n")
    sources, skipped = find_source_files([tmp_path])
    assert titles(sources) == {"a/x.txt": None, "b/x.txt": None}
    assert [(note.warning, "'x.txt'" in note.reason) for note in skipped] == [(True, True)] * 2


def test_a_row_with_the_path_is_not_lent_to_a_namesake(tmp_path):
    make(tmp_path, "x.txt", "sub/x.txt")
    (tmp_path / "metadata.csv").write_text("file,title\nx.txt,Top\n")
    sources, _ = find_source_files([tmp_path])
    assert titles(sources) == {"x.txt": "Top", "sub/x.txt": None}


def test_the_nearest_csv_wins_and_farther_ones_fill_up(tmp_path):
    make(tmp_path, "sub/x.txt")
    (tmp_path / "metadata.csv").write_text("file,title,outlet\nsub/x.txt,Far,Far\n")
    (tmp_path / "sub" / "metadata.csv").write_text("file,title\nx.txt,Near\n")
    sources, _ = find_source_files([tmp_path])
    assert (sources[0].metadata.title, sources[0].metadata.outlet) == ("Near", "Far")


def test_a_given_csv_replaces_those_that_lie_about(tmp_path):
    make(tmp_path, "x.txt")
    (tmp_path / "metadata.csv").write_text("file,title\nx.txt,Found\n")
    (tmp_path / "given.csv").write_text("file,title\nx.txt,Given\n")
    sources, _ = find_source_files([tmp_path], tmp_path / "given.csv")
    assert titles(sources) == {"x.txt": "Given"}


def test_a_csv_beside_a_file_that_is_given_by_itself(tmp_path):
    make(tmp_path, "x.txt")
    (tmp_path / "metadata.csv").write_text("file,title\nx.txt,X\n")
    sources, _ = find_source_files([tmp_path / "x.txt"])
    assert titles(sources) == {"x.txt": "X"}


def test_relative_paths(tmp_path, monkeypatch):
    make(tmp_path, "docs/x.txt")
    (tmp_path / "docs" / "metadata.csv").write_text("file,title\nx.txt,X\n")
    monkeypatch.chdir(tmp_path)
    for metadata_file in (None, Path("docs/metadata.csv")):
        sources, _ = find_source_files([Path("docs")], metadata_file)
        assert titles(sources) == {"x.txt": "X"}
        assert sources[0].path == (tmp_path / "docs" / "x.txt").resolve()


def test_accents_match_in_either_normal_form(tmp_path):
    make(tmp_path, "cafe\u0301.txt")
    (tmp_path / "metadata.csv").write_text("file,title\ncaf\u00e9.txt,X\n", encoding="utf-8")
    sources, _ = find_source_files([tmp_path])
    assert list(titles(sources).values()) == ["X"]
    assert path_key(tmp_path, "e\u0301") == path_key(tmp_path, "\u00e9")


# Front matter


def test_front_matter_under_its_usual_names():
    text = (
        "---\ntitle: A title\nsource: The Outlet\ndate: 2022-10-14 09:30:00\nAuthor: [A, B]\n"
        "speaker: Jane Roe\nurl: https://x.example\nlang: no\nversion: 1.10\nempty:\n---\nText.\n"
    )
    found, start = read_front_matter(text)
    assert found == Metadata(
        title="A title",
        outlet="The Outlet",
        date="2022-10-14",
        author="A, B",
        speaker="Jane Roe",
        url="https://x.example",
        language="no",
        extra={"version": "1.10"},
    )
    assert text[start:] == "Text.\n"


@pytest.mark.parametrize(
    "text",
    [
        "No front matter.",
        "---\nnever: closed\n",
        "\n---\nx: 1\n---\n",
        "---\nProse.\n---\nMore.",
        "---\nVarga: We will not raise the fee.\nLind: Nobody could keep that.\n---\nVarga: No.\n",
        "---\nVARGA: Never: that is what I said.\nLIND: No.\n---\nMore.",
        "---\nQuestion: Will you go?\nAnswer: Yes\n---\nMore.",
        "---\nSpeaker: Order. Order.\nMr. Lind: Thank you.\n---\nMore.",
        "---\nVarga: Yes\nLind: No\n---\nMore.",
    ],
)
def test_what_is_not_front_matter(text):
    assert read_front_matter(text) == (Metadata(), 0)


@pytest.mark.parametrize("block", ["number: 12\nagency: The Board", "title: We will not go.\nX: y"])
def test_front_matter_with_names_of_its_own(block):
    found, start = read_front_matter(f"---\n{block}\n---\nText.")
    assert start > 0
    assert len(found.extra) + bool(found.title) == 2


@pytest.mark.parametrize(
    "yaml",
    ["title: [", "a: b: c", "x: !!python/object/apply:os.getcwd []", "- [" * 3000, "\t- a: &b"],
)
def test_broken_front_matter_says_nothing_and_is_no_content(yaml):
    text = f"---\n{yaml}\n---\nText."
    found, start = read_front_matter(text)
    assert found.title is None
    assert start == text.index("Text.")


def test_front_matter_of_other_programs():
    hugo = '+++\ntitle = "Fees"\ndate = 2024-10-14\ntags = ["a", "b"]\ndraft = false\n+++\nText.'
    found, start = read_front_matter(hugo)
    assert (found.title, found.date, found.extra["tags"]) == ("Fees", "2024-10-14", "a, b")
    assert hugo[start:] == "Text."
    assert read_front_matter("---\ntitle: Fees\n...\nText.")[0].title == "Fees"
    assert read_front_matter("+++\nno toml\n+++\nText.") == (Metadata(), 0)


def test_nested_aliases_do_not_grow():
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
    )
    found, _ = read_front_matter(f"---\n{bomb}---\nText.")
    assert found.extra == {"a": "x, x"}
