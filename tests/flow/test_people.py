"""`onrecord people`: who is who over documents, corrected by the user, kept over rebuilds."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from filelock import FileLock

from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store

TEXTS = {
    "a.txt": "2021-01-01\n\n“It rains,” said Bernie Sanders, a senator from Vermont.\n",
    "b.txt": "2021-02-01\n\n“It snows,” said Sen. Bernard Sanders.\n“It pours,” said Otto Lind.\n",
    "c.txt": "2021-03-01\n\n“The wind turns,” said Jonas Lind, the mayor of Ashford.\n",
    "d.txt": "2021-04-01\n\n“The pier is open,” said Jonas Lind, a nurse in Brindle.\n",
    "e.txt": "2021-05-01\n\nThe State Department said that the pier would open. He said so.\n",
    "f.txt": "2021-01-09\n\n“It hails,” said Bernie Sanders.\n",
}


@pytest.fixture
def store(onrecord, corpus) -> Path:
    folder = corpus(TEXTS)
    assert onrecord("index", folder).exit_code == 0
    return folder


def rows(result) -> list[dict]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def names(onrecord, *arguments: str) -> dict[str, int]:
    found = rows(onrecord("people", "--json", *arguments))
    return {row["id"]: row["statements"] for row in found}


def texts(onrecord, speaker: str) -> set[str]:
    found = rows(onrecord("statements", "--speaker", speaker, "--json"))
    return {row["document"] for row in found}


def refused(onrecord, *arguments: str) -> str:
    result = onrecord("people", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    return result.stderr


def test_people_are_listed_with_counts_and_roles(onrecord, store):
    found = rows(onrecord("people", "--json"))
    assert [(row["name"], row["statements"], row["documents"]) for row in found] == [
        ("Bernie Sanders", 3, 3), ("Jonas Lind", 1, 1), ("Jonas Lind", 1, 1), ("Otto Lind", 1, 1),
    ]  # fmt: skip
    assert "senator from Vermont" in found[0]["roles"]
    assert (found[0]["first"], found[0]["last"]) == ("2021-01-01", "2021-02-01")
    shown = onrecord("people")
    assert "Bernie Sanders" in shown.stdout.splitlines()[0]


def test_the_list_has_pages_and_bodies(onrecord, store):
    first = onrecord("people", "--per-page", "3", "--json")
    second = onrecord("people", "--per-page", "3", "--page", "2", "--json")
    assert len(rows(first)) == 3
    assert len(rows(second)) == 1
    assert "1 to 3 of 4" in first.stderr
    assert "no such page: 4 in all" in onrecord("people", "--page", "9").stderr
    bodies = rows(onrecord("people", "--kind", "body", "--json"))
    assert [row["name"] for row in bodies] == ["State Department"]
    assert len(rows(onrecord("people", "--kind", "all", "--json"))) == 5


@pytest.mark.parametrize("name", ["Bernie Sanders", "sanders", "Bernard Sanders", "bernie-sanders"])
def test_a_person_has_a_page(onrecord, store, name: str):
    (page,) = rows(onrecord("people", name, "--json"))
    assert page["name"] == "Bernie Sanders"
    assert {one["name"] for one in page["names"]} == {"Bernie Sanders", "Bernard Sanders"}
    assert all(one["because"] for one in page["names"])
    assert page["in_documents"] == ["a.txt", "f.txt", "b.txt"]
    assert [one["document"] for one in page["latest"]] == ["b.txt", "f.txt", "a.txt"]
    assert [one["first"] for one in page["roles"]] == sorted(one["first"] for one in page["roles"])
    shown = onrecord("people", name).stdout
    assert "because: Bernie is short for Bernard" in shown
    assert "b.txt" in shown


def test_a_name_that_means_nobody_or_several_is_refused_with_others(onrecord, store):
    assert "'Sandres'; did you mean 'Bernie Sanders'?" in refused(onrecord, "Sandres")
    assert "'Lind' means 3 people in the store" in refused(onrecord, "Lind")
    assert "jonas-lind-" in refused(onrecord, "Jonas Lind")


@pytest.mark.parametrize(
    "speaker", ["Sanders", "Bernard Sanders", "Sen. Bernie Sanders", "B. Sanders"]
)
def test_every_name_of_a_person_finds_all_their_statements(onrecord, store, speaker: str):
    assert texts(onrecord, speaker) == {"a.txt", "b.txt", "f.txt"}
    question = onrecord("ask", "Does it snow?", "--speaker", speaker, "--json")
    assert {one["document"] for one in rows(question)[0]["retrieved"]} <= {
        "a.txt",
        "b.txt",
        "f.txt",
    }
    found = rows(onrecord("search", "snow", "--speaker", speaker, "--json"))
    assert {row["document"] for row in found} == {"a.txt", "b.txt", "f.txt"}
    verdict = rows(onrecord("cite", "It snows", "--speaker", "Bernie Sanders", "--json"))[0]
    assert verdict["verdict"] == "verbatim"


def test_namesakes_are_found_by_their_ids(onrecord, store):
    mayor, nurse = [
        row["id"] for row in rows(onrecord("people", "--json")) if row["name"] == "Jonas Lind"
    ]
    found = texts(onrecord, mayor), texts(onrecord, nurse)
    assert sorted(map(sorted, found)) == [["c.txt"], ["d.txt"]]
    assert texts(onrecord, "Jonas Lind") == {"c.txt", "d.txt"}


def test_corrections_are_kept_over_rebuilds_and_changes_and_can_be_undone(onrecord, store):
    ids = [row["id"] for row in rows(onrecord("people", "--json")) if row["name"] == "Jonas Lind"]
    assert onrecord("people", "merge", *ids).exit_code == 0
    assert onrecord("people", "rename", "Bernie Sanders", "Bernard “Bernie” Sanders").exit_code == 0
    assert onrecord("people", "reject", "State Department").exit_code == 0
    split = onrecord(
        "people", "split", "bernie-sanders", "--name", "Bernard Sanders", "--called", "Bernard S."
    )
    assert split.exit_code == 0, split.stderr
    corrected = names(onrecord, "--kind", "all")
    assert sorted(corrected.values()) == [1, 1, 2, 2]
    assert texts(onrecord, "Bernard S.") == {"b.txt"}
    assert (
        rows(onrecord("people", "bernie-sanders", "--json"))[0]["name"]
        == "Bernard “Bernie” Sanders"
    )

    assert onrecord("index", "--rebuild").exit_code == 0
    assert names(onrecord, "--kind", "all") == corrected
    (store / "a.txt").write_text(TEXTS["a.txt"] + "\n“It rains again,” said Bernie Sanders.\n")
    (store / "g.txt").write_text("2021-06-01\n\n“The end,” said Bernard Sanders.\n")
    assert onrecord("index", store).exit_code == 0
    assert texts(onrecord, "Bernard S.") == {"b.txt", "g.txt"}
    assert len(rows(onrecord("people", "corrections", "--json"))) == 4
    assert "Bernard" in onrecord("people", "corrections").stdout

    (store / "g.txt").unlink()
    assert onrecord("index", store, "--prune").exit_code == 0
    for _ in range(4):
        assert onrecord("people", "undo").exit_code == 0
    assert "there is no correction to undo" in refused(onrecord, "undo")
    found = rows(onrecord("people", "--kind", "all", "--json"))
    assert sorted(row["name"] for row in found) == [
        "Bernie Sanders", "Jonas Lind", "Jonas Lind", "Otto Lind", "State Department",
    ]  # fmt: skip


def test_what_cannot_be_corrected_says_why(onrecord, store):
    assert "'Xyzzy'" in refused(onrecord, "merge", "Xyzzy", "Otto Lind")
    one = refused(onrecord, "merge", "Bernie Sanders", "Bernard Sanders")
    assert "are one person already: Bernie Sanders" in one
    assert "never called 'Bo'" in refused(onrecord, "split", "Otto Lind", "--name", "Bo")
    all_of_them = refused(onrecord, "split", "Otto Lind", "--name", "Otto Lind")
    assert "all statements of Otto Lind would be split off" in all_of_them
    assert "no document 'x.txt'" in refused(onrecord, "split", "Otto Lind", "--document", "x.txt")
    assert "say what to split off" in refused(onrecord, "split", "Otto Lind")
    assert "new name of Otto Lind is empty" in refused(onrecord, "rename", "Otto Lind", " ")
    assert "there is no correction to undo" in refused(onrecord, "undo", "7")


def test_people_can_be_exported_corrected_in_a_table_and_imported(onrecord, store, tmp_path):
    file = tmp_path / "people.csv"
    assert onrecord("people", "export", "--out", file).exit_code == 0
    assert file.read_text() == onrecord("people", "export").stdout
    table = list(csv.DictReader(io.StringIO(file.read_text())))
    sanders = next(row for row in table if row["id"] == "bernie-sanders")
    assert (sanders["given_name"], sanders["family_name"]) == ("Bernie", "Sanders")
    assert set(sanders["other_names"].split(";")) == {"Bernie Sanders", "Bernard Sanders"}
    assert json.loads(onrecord("people", "import", file, "--json").stdout)["corrections"] == 0

    sanders["name"] = "Senator Sanders"
    sanders["other_names"] = "Bernie Sanders"
    lind = next(row for row in table if row["id"] == "otto-lind")
    lind["other_names"] = "Otto Lind;Bernard Sanders"
    state = next(row for row in table if row["classification"] == "body")
    state["classification"] = "none"
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    assert onrecord("people", "import", file).exit_code == 0
    assert texts(onrecord, "Senator Sanders") == {"a.txt", "f.txt"}
    assert texts(onrecord, "Otto Lind") == {"b.txt"}
    assert len(rows(onrecord("people", "Otto Lind", "--json"))[0]["names"]) == 2
    assert rows(onrecord("people", "--kind", "body", "--json")) == []
    assert json.loads(onrecord("people", "import", file, "--json").stdout)["corrections"] == 0
    assert "State Department" in onrecord("people", "export").stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "can't be read"),
        (b"\xff\xfe\x00", "not valid UTF-8"),
        (b"name,role\nAda,x\n", "has no column 'other_names'"),
        (b"name,other_names\n,Ada\n", "line 2: the row has no name"),
        (b"name,other_names,classification\nAda,Ada,thing\n", "'thing' is none of person"),
        (b'name,other_names\n"Ada,Ada\n', "unexpected end"),
        (b"", "has no column 'name'"),
    ],
)
def test_a_file_that_is_no_table_of_people_is_refused(onrecord, store, tmp_path, content, message):
    file = tmp_path / "people.csv"
    if content is not None:
        file.write_bytes(content)
    result = onrecord("people", "import", file)
    assert result.exit_code == 2
    assert message in result.stderr
    assert str(file) in result.stderr


@pytest.mark.parametrize("order", ["abcdef", "fecbad"])
def test_the_order_in_which_files_come_makes_no_difference(onrecord, corpus, tmp_path, order):
    for name in order:
        folder = corpus({f"{name}.txt": TEXTS[f"{name}.txt"]}, folder="all")
        assert onrecord("index", folder).exit_code == 0
    apart = names(onrecord, "--kind", "all")
    together = corpus(TEXTS, folder="all")
    assert onrecord("index", together, "--store", tmp_path / "other").exit_code == 0
    assert names(onrecord, "--kind", "all", "--store", str(tmp_path / "other")) == apart


def test_people_of_removed_documents_are_gone(onrecord, store):
    assert onrecord("remove", "c.txt", "b.txt").exit_code == 0
    found = names(onrecord, "--kind", "all")
    assert found == {"bernie-sanders": 2, "jonas-lind": 1, "state-department": 1}
    (page,) = rows(onrecord("people", "Sanders", "--json"))
    assert [one["name"] for one in page["names"]] == ["Bernie Sanders"]


def test_a_store_that_was_made_before_people_were_joined_gets_them(onrecord, store, tmp_path):
    before = names(onrecord, "--kind", "all")
    with sqlite3.connect(tmp_path / ".onrecord" / "catalogue.sqlite") as catalogue:
        for table in ("mentions", "people", "name_keys", "names_to_join", "people_changes"):
            catalogue.execute(f"DROP TABLE {table}")
        catalogue.execute("DELETE FROM manifest WHERE key = 'people'")
    assert names(onrecord, "--kind", "all") == before
    store = Store.open(tmp_path / ".onrecord", HashEmbedder(name="hash"))
    assert not store.people_are_outdated()
    store.close()


def test_while_people_cannot_be_joined_speakers_are_found_by_their_names(onrecord, store, tmp_path):
    folder = tmp_path / ".onrecord"
    with sqlite3.connect(folder / "catalogue.sqlite") as catalogue:
        for table in ("mentions", "people", "name_keys", "names_to_join", "speakers_counted"):
            catalogue.execute(f"DELETE FROM {table}")
        catalogue.execute("DELETE FROM manifest WHERE key = 'people'")
    with FileLock(folder / "write.lock"):
        assert texts(onrecord, "Bernie Sanders") == {"a.txt", "f.txt"}
        assert "nobody to list" in onrecord("people").stderr
        merge = onrecord("people", "merge", "Bernie Sanders", "Otto Lind")
        assert merge.exit_code in (2, 3)
    assert texts(onrecord, "Bernie Sanders") == {"a.txt", "b.txt", "f.txt"}


def test_descriptions_are_no_people_but_can_be_asked_for(onrecord, corpus):
    folder = corpus({"a.txt": "“It rains,” a spokesman said. “It snows,” said Ada Brandt.\n"})
    assert onrecord("index", folder).exit_code == 0
    assert list(names(onrecord, "--kind", "all")) == ["ada-brandt"]
    assert len(rows(onrecord("statements", "--speaker", "a spokesman", "--json"))) == 1


def test_nobody_speaks_in_an_empty_store(onrecord, corpus):
    assert onrecord("index", corpus({"a.txt": "The pier is grey.\n"})).exit_code == 0
    assert "nobody to list" in onrecord("people").stderr
    assert "nobody in the store is called 'Ada'" in refused(onrecord, "Ada")
    assert onrecord("people", "export").stdout.count("\n") == 1
