"""The lists of words: what is read, and what a malformed one is answered with."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import LexiconError
from index.lexicon import data_files, fingerprint
from index.lexicon.data_files import read_entries, read_languages, read_words
from index.lexicon.reporting_verbs import read_reporting_verbs


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    """A copy of the lexicon's data, to be changed."""
    folder = tmp_path / "lexicon"
    shutil.copytree(data_files.FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


def add_language(lexicon: Path, verbs: str | None, descriptor: str | None) -> None:
    folder = lexicon / "xx"
    folder.mkdir()
    if verbs is not None:
        (folder / "reporting_verbs.txt").write_text(verbs)
    if descriptor is not None:
        (folder / "language.toml").write_text(descriptor)


def forms(lexicon: Path, base: str) -> set[str]:
    (verb,) = (one for one in read_reporting_verbs(lexicon) if one.base == base)
    return {word for word, _ in verb.forms}


def test_every_list_starts_by_saying_what_it_holds():
    lists = sorted(data_files.FOLDER.glob("*/**/*.txt"))
    assert len(lists) > 15
    for path in lists:
        assert path.read_text().startswith("# "), path


def test_every_list_is_read_by_a_module():
    code = "".join(path.read_text() for path in data_files.FOLDER.glob("*.py"))
    names = {
        path.relative_to(folder).with_suffix("").as_posix()
        for folder in data_files.FOLDER.glob("*/")
        for path in folder.rglob("*.txt")
    }
    assert "quotes/cut_words" in names
    assert [name for name in names if f'"{name}"' not in code] == []


def test_a_verb_is_one_line(lexicon):
    verbs = lexicon / "en/reporting_verbs.txt"
    verbs.write_text(verbs.read_text() + "groak clause says\n")
    assert forms(lexicon, "groak") == {"groak", "groaks", "groaked", "groaking"}


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("stress", {"stress", "stresses", "stressed", "stressing"}),
        ("show", {"show", "shows", "showed", "shown", "showing"}),
        ("realize", {"realize", "realizes", "realized", "realizing"}
         | {"realise", "realises", "realised", "realising"}),
    ],
)  # fmt: skip
def test_forms_are_spelled_as_english_spells_them(base, expected):
    assert forms(data_files.FOLDER, base) == expected


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("groak", "the verb 'groak' has no frame; write what follows it: clause, object or"),
        ("groak noun says", "unknown frame 'noun'; known: clause, object"),
        ("groak clause", "the verb 'groak' has no stance; known: says, denies, asks"),
        ("groak clause mumbles", "unknown stance 'mumbles'; known: says, denies, asks"),
        ("groak clause says loud", "unknown mark 'loud'; known: noun, doubled"),
        ("groak clause says size=big", "unknown mark 'size=big'; known: seldom"),
        ("groak clause says seldom=groan", "seldom=groan: that is no form of 'groak'"),
        ("say clause says", "'say' is there already, in line "),
    ],
)
def test_a_malformed_verb_is_named_with_its_file_and_line(lexicon, line, message):
    verbs = lexicon / "en/reporting_verbs.txt"
    lines = verbs.read_text().splitlines()
    verbs.write_text("\n".join([*lines, line]))
    with pytest.raises(LexiconError) as error:
        read_reporting_verbs(lexicon)
    place = f"lexicon/en/reporting_verbs.txt, line {len(lines) + 1}: "
    assert str(error.value).startswith(place + message)


def test_a_comment_and_an_empty_line_are_no_entries(lexicon):
    (lexicon / "en/place_words.txt").write_text("# Places.\n\nnew  # as in New York\n  \n")
    assert [entry.word for entry in read_entries("place_words", lexicon)] == ["new"]


def test_a_list_that_is_no_text_is_named(lexicon):
    (lexicon / "en/place_words.txt").write_bytes(b"new\xff\n")
    with pytest.raises(LexiconError, match=r"lexicon/en/place_words\.txt is not valid UTF-8"):
        read_entries("place_words", lexicon)


def test_a_list_that_english_lacks_is_named(lexicon):
    (lexicon / "en/months.txt").unlink()
    with pytest.raises(LexiconError, match=r"lexicon/en/months\.txt is missing"):
        read_entries("months", lexicon, "en")


def test_a_folder_is_a_language(lexicon):
    add_language(
        lexicon,
        "brasa clause says past=brasat\nnepi clause denies past=nepit\nvo object asks ing=von\n",
        'name = "Exemplar"\ncode = "xx"\n',
    )
    assert [one.code for one in read_languages(lexicon)] == ["en", "xx"]
    assert forms(lexicon, "brasa") == {"brasa", "brasat"}
    assert forms(lexicon, "say") == {"say", "says", "said", "saying"}


@pytest.mark.parametrize(
    ("verbs", "descriptor", "message"),
    [
        ("brasa clause says past=brasat\n", None, "lexicon/xx is no language: it has no l"),
        (None, 'name = "X"\ncode = "xx"\n', "lexicon/xx has no reporting_verbs.txt"),
        ("", 'name = "X"\ncode = "xx"\n', "lexicon/xx/reporting_verbs.txt has no entry"),
        ("a clause says past=b\n", 'code = "xx"\n', "lexicon/xx/language.toml: it has no 'name'"),
        ("a clause says past=b\n", 'name = "X"\n', "lexicon/xx/language.toml: it has no 'code'"),
        ("a clause says past=b\n", 'name = "X"\ncode = "xy"\n', "the code is 'xy', but the folder"),
        ("a clause says past=b\n", "name = X\n", "lexicon/xx/language.toml: Invalid value"),
        ("a clause says past=b\n", 'name = "X"\ncode = "xx"\nspeling = "english"\n',
         "lexicon/xx/language.toml: unknown key 'speling'"),
        ("a clause says past=b\n", 'name = "X"\ncode = "xx"\nspelling = "klingon"\n',
         "lexicon/xx/language.toml: unknown spelling 'klingon'; known: english"),
        ("brasa clause says\n", 'name = "X"\ncode = "xx"\n', "the verb 'brasa' has no forms; give"),
        ("brasa past=brasat\n", 'name = "X"\ncode = "xx"\n', "unknown frame 'past=brasat'"),
    ],
)  # fmt: skip
def test_half_of_a_language_is_refused_with_what_is_missing(lexicon, verbs, descriptor, message):
    add_language(lexicon, verbs, descriptor)
    with pytest.raises(LexiconError) as error:
        read_reporting_verbs(lexicon)
    assert message in str(error.value)


def test_the_fingerprint_follows_every_list_and_no_line_ends(tmp_path):
    def copy_with(name: str, change) -> str:
        folder = tmp_path / name
        shutil.copytree(data_files.FOLDER, folder)
        change(folder / "en/place_words.txt")
        return fingerprint(folder)

    same = copy_with("same", lambda path: None)
    assert same == fingerprint()
    assert copy_with("word", lambda path: path.write_text(path.read_text() + "lake\n")) != same
    assert copy_with("gone", lambda path: path.unlink()) != same
    windows = copy_with(
        "windows", lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    )
    assert windows == same


def test_lists_that_are_used_only_while_reading_leave_the_fingerprint_as_it_is(tmp_path):
    for name, list_name in (("used", "place_words"), ("unused", "quotes/cut_words")):
        folder = tmp_path / name
        shutil.copytree(data_files.FOLDER, folder)
        words = folder / f"en/{list_name}.txt"
        words.write_text(words.read_text() + "perchance\n")
        assert "perchance" in read_words(list_name, folder)
        assert (fingerprint(folder) == fingerprint()) == (name == "unused")


def test_the_verbs_of_a_language_folder_report(tmp_path):
    code = tmp_path / "index"
    shutil.copytree(data_files.FOLDER.parent, code, ignore=shutil.ignore_patterns("minilm.onnx"))
    add_language(
        code / "lexicon",
        "brasa clause says past=brasat\nnepi clause denies past=nepit\nvo clause asks past=voat\n",
        'name = "Exemplar"\ncode = "xx"\n',
    )
    text = (
        "“Els peatges pugen,” brasat Mary Cole.\n\n“Els camins acaben,” nepit Robert Hill.\n\n"
        "Ann Lee voat, “Per qui?”"
    )
    script = f"""
from index.attribution.extraction import extract_statements
from index.text.sentences import split_sentences
for one in extract_statements({text!r}, split_sentences({text!r})):
    print(one.speaker, one.cue, {text!r}[one.start : one.end], sep="/")
"""
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert found.stdout.splitlines() == [
        "Mary Cole/brasat/“Els peatges pugen,”",
        "Robert Hill/nepit/“Els camins acaben,”",
        "Ann Lee/voat/“Per qui?”",
    ]


def test_the_command_line_starts_without_the_lists():
    code = "import sys, assistant.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "assistant.cli" in loaded.stdout
    assert "index.lexicon" not in loaded.stdout
