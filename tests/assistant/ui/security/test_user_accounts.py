import hashlib
import re
import stat
from pathlib import Path

import pytest

from assistant.errors import UsersError
from assistant.ui.runtime.visitors import owner_of
from assistant.ui.security import user_accounts
from assistant.ui.security.user_accounts import LiveUsers, Users, UsersFile, hash_password

PASSWORD = "correct horse"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(user_accounts, "COST", (16, 8, 1))


@pytest.fixture
def file(tmp_path) -> UsersFile:
    return UsersFile(tmp_path / "users.txt")


def test_a_hash_is_scrypts_over_its_own_salt():
    kind, n, r, p, _, _ = hash_password(PASSWORD).split("$")
    assert (kind, n, r, p) == ("scrypt", "16", "8", "1")
    assert hash_password(PASSWORD) != hash_password(PASSWORD)


def test_the_real_cost_is_what_owasp_advises():
    source = Path(user_accounts.__file__).read_text()
    assert "COST = (2**15, 8, 3)" in source


def test_who_is_added_can_sign_in_and_nobody_else(file):
    assert file.add("ada", PASSWORD) is True
    assert file.add("bob", "another horse") is True
    users = LiveUsers(file).now()
    assert users.accepts("ada", PASSWORD)
    assert not users.accepts("ada", "another horse")
    assert not users.accepts("bob", PASSWORD)
    assert not users.accepts("eve", PASSWORD)
    assert not users.accepts("", "")
    assert not users.accepts("ada", PASSWORD + "x" * 10_000)


def test_a_name_that_is_unknown_costs_a_hash_too(file, monkeypatch):
    file.add("ada", PASSWORD)
    users, made = LiveUsers(file).now(), []
    original = hashlib.scrypt
    monkeypatch.setattr(hashlib, "scrypt", lambda *a, **k: made.append(k["n"]) or original(*a, **k))
    users.accepts("ada", "wrong")
    users.accepts("eve", "wrong")
    assert made == [16, 16]


def test_letters_typed_on_another_keyboard_are_the_same(file):
    file.add("ada", "caf\u00e9 olé x")
    assert LiveUsers(file).now().accepts("ada", "cafe\u0301 ol\u00e9 x")


def test_the_file_is_the_owners_alone_and_holds_no_password(file):
    file.add("ada", PASSWORD)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    file.path.chmod(0o644)
    file.add("bob", PASSWORD)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert PASSWORD not in file.path.read_text()
    assert list(file.path.parent.iterdir()) == [file.path]


def test_a_new_password_takes_the_place_of_the_old_and_comments_stay(file):
    file.path.write_text("# the newsroom\n\n")
    file.add("ada", PASSWORD)
    file.add("bob", PASSWORD)
    assert file.add("ada", "a new password") is False
    users = LiveUsers(file).now()
    assert users.accepts("ada", "a new password")
    assert not users.accepts("ada", PASSWORD)
    assert file.path.read_text().startswith("# the newsroom\n\nada:")
    file.remove("ada")
    assert [account.name for account in file.accounts()] == ["bob"]
    assert file.path.read_text().startswith("# the newsroom\n\nbob:")


def test_a_link_to_the_file_stays_a_link(file, tmp_path):
    real = tmp_path / "elsewhere"
    real.mkdir()
    UsersFile(real / "users").add("ada", PASSWORD)
    file.path.symlink_to(real / "users")
    file.add("bob", PASSWORD)
    assert file.path.is_symlink()
    assert len(UsersFile(real / "users").accounts()) == 2


def test_who_is_removed_from_the_file_is_gone_at_once(file):
    file.add("ada", PASSWORD)
    file.add("bob", PASSWORD)
    live = LiveUsers(file)
    assert live.now().find("ada")
    file.remove("ada")
    assert live.now().find("ada") is None
    assert live.now().find("bob")


def test_a_file_that_is_damaged_later_changes_nothing(file):
    file.add("ada", PASSWORD)
    live = LiveUsers(file)
    file.path.write_text("nonsense\n")
    assert live.now().accepts("ada", PASSWORD)
    file.path.unlink()
    assert live.now().accepts("ada", PASSWORD)


GOOD = "ada:scrypt$16$8$1$AAAAAAAAAAAAAAAAAAAAAA==$" + "A" * 43 + "="


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ada\n", "line 1: not NAME:HASH"),
        (f"# x\n\n{GOOD}\n{GOOD}\n", "line 4: 'ada' is on line 3 already; remove one"),
        ("ada:secret\n", "line 1: not a hash that `onrecord users add` made"),
        ("ada:scrypt$16$8\n", "line 1: not a hash"),
        (GOOD.replace("$16$", "$17$"), "line 1: a hash with the cost 17, 8, 1 can't be checked"),
        (GOOD.replace("$16$", f"${2**40}$"), "can't be checked"),
        (GOOD.replace("$8$1$", "$8$0$"), "can't be checked"),
        (GOOD.replace("$8$", "$-8$"), "can't be checked"),
        (GOOD[:-12] + "\n", "line 1: (not a hash|the hash is cut short)"),
        (GOOD.replace("A" * 43 + "=", "AAAA"), "line 1: the hash is cut short"),
        (GOOD.replace("ada", " "), "line 1: '' can't be a user's name"),
        (GOOD.replace("ada", 'a"b'), "can't be a user's name"),
        (GOOD.replace("ada", "a" * 101), "can't be a user's name"),
        (b"ok\n\xff\n", "line 2: not valid UTF-8"),
        ("", "has no users; add one with `onrecord users add"),
        ("x" * 1_000_001, "larger than a file of users is"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(file, text, message):
    file.path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsersError, match=message) as caught:
        LiveUsers(file)
    assert str(file.path) in str(caught.value)


def test_a_file_that_is_not_there_says_how_to_make_it(file):
    with pytest.raises(UsersError, match=f"users add {re.escape(str(file.path))} NAME"):
        LiveUsers(file)
    with pytest.raises(UsersError, match="is no file of users"):
        LiveUsers(UsersFile(file.path.parent))


def test_a_file_that_can_not_be_written_is_said_so(tmp_path):
    with pytest.raises(UsersError, match="can't be written: No such file or directory"):
        UsersFile(tmp_path / "no" / "users").add("ada", PASSWORD)


@pytest.mark.parametrize("name", ["", " ada", "a:b", "a\nb", "a\x00", "#a", "x" * 101, "\u202ea"])
def test_names_that_nobody_can_have(file, name):
    with pytest.raises(UsersError, match="can't be a user's name"):
        file.add(name, PASSWORD)
    assert not file.path.exists()


@pytest.mark.parametrize("password", ["", "seven77", "x" * 1001])
def test_passwords_that_are_none_are_not_repeated(file, password):
    with pytest.raises(UsersError, match=rf"8 to 1000 characters, not {len(password)}$"):
        file.add("ada", password)


def test_one_user_of_the_command_line():
    assert Users.single("ada", "x").now().accepts("ada", "x")
    with pytest.raises(UsersError, match="can't be a user's name"):
        Users.single("a:b", "x")


def test_a_name_that_is_used_again_is_another_account(tmp_path):
    file = UsersFile(tmp_path / "users")
    file.add("ada", "first password")
    first = file.accounts()[0]
    file.add("ada", "second password")
    assert file.accounts()[0].id == first.id != ""
    file.remove("ada")
    file.add("ada", "third password")
    again = file.accounts()[0]
    assert again.id not in ("", first.id)
    assert owner_of("key", "ada", again.id) != owner_of("key", "ada", first.id)


def test_accounts_of_older_versions_keep_their_conversations(tmp_path):
    path = tmp_path / "users"
    path.write_text(f"ada:{hash_password('first password')}\n")
    file = UsersFile(path)
    assert file.accounts()[0].id == ""
    assert owner_of("key", "ada", "") == owner_of("key", "ada")
    file.add("ada", "second password")
    assert file.accounts()[0].id == ""
    path.write_text(f"ada:{hash_password('first password')}:nonsense\n")
    with pytest.raises(UsersError, match="line 1: the id"):
        file.accounts()
