"""`onrecord users`, and who `onrecord chat` lets in."""

import os
import pty
import sys

import pytest

import assistant.ui
from assistant.ui.security import user_accounts
from assistant.ui.security.user_accounts import LiveUsers, UsersFile


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(user_accounts, "COST", (16, 8, 1))


@pytest.fixture
def served(monkeypatch):
    """What `serve` was called with."""
    calls = []
    monkeypatch.setattr(assistant.ui, "serve", lambda *args, **named: calls.append((args, named)))
    return calls


def test_add_list_and_remove(onrecord, tmp_path):
    file = tmp_path / "users"
    assert onrecord("users", "add", file, "ada", stdin="correct horse\n").stdout == "added ada\n"
    assert onrecord("users", "add", file, "bob", stdin="battery staple").stdout == "added bob\n"
    again = onrecord("users", "add", file, "ada", stdin="another horse\r\n")
    assert again.stdout == "changed the password of ada\n"
    assert onrecord("users", "list", file).stdout == "ada\nbob\n"
    users = LiveUsers(UsersFile(file)).now()
    assert users.accepts("ada", "another horse")
    assert users.accepts("bob", "battery staple")
    assert onrecord("users", "remove", file, "ada").stdout == "removed ada\n"
    assert onrecord("users", "list", file).stdout == "bob\n"


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (("add", "users", "ada"), "short\n", "a password has 8 to 1000 characters, not 5"),
        (("add", "users", "ada"), b"\xff\xff\xff\xff\xff\xff\xff\xff", "not valid UTF-8 (byte 0)"),
        (("add", "users", "a:b"), "correct horse\n", "'a:b' can't be a user's name"),
        (("add", "no/users", "ada"), "correct horse\n", "no/users can't be written"),
        (("list", "users"), None, "no file users; make it with `onrecord users add users NAME`"),
        (("remove", "users", "ada"), None, "no file users"),
    ],
)
def test_what_can_not_be_done_is_said_and_nothing_is_written(
    onrecord, tmp_path, arguments, stdin, message
):
    result = onrecord("users", *arguments, stdin=stdin)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "users").exists()


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path):
    code = "from assistant.cli import main; main()"
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execv(sys.executable, [sys.executable, "-c", code, "users", "add", "users", "ada"])
    shown = b""
    try:
        for prompt in (b"Password:", b"again:"):
            while prompt not in shown:
                shown += os.read(terminal, 1000)
            os.write(terminal, b"correct horse\n")
        while more := os.read(terminal, 1000):
            shown += more
    except OSError:  # the child has closed the terminal
        pass
    finally:
        _, status = os.waitpid(child, 0)
    assert status == 0, shown
    assert b"horse" not in shown
    assert b"added ada" in shown
    assert LiveUsers(UsersFile(tmp_path / "users")).now().accepts("ada", "correct horse")


def test_chat_takes_a_user_or_a_file(onrecord, indexed, served, tmp_path):
    assert onrecord("chat", "--auth", "ada:pass:word").exit_code == 0
    assert onrecord("chat", "--auth", tmp_path / "users:1").exit_code == 0
    assert onrecord("chat", "--auth", "users").exit_code == 0
    assert onrecord("chat").exit_code == 0
    assert [args[3] for args, _ in served] == [
        ("ada", "pass:word"),
        tmp_path / "users:1",
        (tmp_path / "users").relative_to(tmp_path),
        None,
    ]


def test_chat_hands_on_what_it_is_told(onrecord, indexed, served):
    onrecord("chat", "--host", "0.0.0.0", "--no-auth", "--mcp")
    assert served[0][0][1:] == ("0.0.0.0", 7860, None)
    assert served[0][1] == {"no_auth": True, "mcp": True}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--auth", "ada:"), "write it as USER:PASSWORD, or name a file of users"),
        (("--auth", ":x"), "write it as USER:PASSWORD"),
        (("--auth", "ada:x", "--no-auth"), "--auth or --no-auth, not both"),
        (("--auth", "nowhere"), "no file nowhere; make it with `onrecord users add nowhere NAME`"),
        (("--host", "0.0.0.0"), "or --no-auth to let in anyone who can reach it"),
    ],
)
def test_chat_says_what_is_wrong(onrecord, indexed, arguments, message):
    result = onrecord("chat", "--port", "0", *arguments)
    assert result.exit_code in (1, 2)
    assert message in result.stderr
