import pytest

from assistant.ui.security import user_accounts
from assistant.ui.security.login_sessions import MAX_LOGIN_SESSIONS, SESSION_SECONDS, LoginSessions
from assistant.ui.security.user_accounts import Users


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def users(monkeypatch):
    monkeypatch.setattr(user_accounts, "COST", (16, 8, 1))
    return Users.single("ada", "correct horse")


def test_a_token_names_its_user_until_it_is_closed_or_expires(users):
    clock = Clock()
    sessions = LoginSessions(users, clock)
    closed, kept = sessions.open(users.find("ada")), sessions.open(users.find("ada"))
    assert (sessions.user(closed), sessions.user(kept)) == ("ada", "ada")
    sessions.close(closed)
    assert (sessions.user(closed), sessions.user(kept)) == (None, "ada")
    clock.now += SESSION_SECONDS
    assert sessions.user(kept) is None
    clock.now -= SESSION_SECONDS
    assert sessions.user(kept) is None  # forgotten for good


def test_tokens_are_all_different_and_none_opens_another_session(users):
    sessions = LoginSessions(users)
    tokens = [sessions.open(users.find("ada")) for _ in range(20)]
    assert len(set(tokens)) == 20
    assert sessions.user(tokens[0][:-1]) is None
    assert sessions.user("") is None


def test_the_oldest_session_is_dropped_when_there_are_too_many(users):
    sessions = LoginSessions(users)
    account = users.find("ada")
    tokens = [sessions.open(account) for _ in range(MAX_LOGIN_SESSIONS + 1)]
    assert [sessions.user(tokens[0]), sessions.user(tokens[1])] == [None, "ada"]
