from assistant.ui.security.login_attempts import (
    FORGOTTEN_AFTER,
    FREE_ATTEMPTS,
    MAX_RECORDS,
    MAX_WAIT_OF_ADDRESS,
    MAX_WAIT_OF_USER,
    LoginAttempts,
)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def waits(attempts, clock, times, user="ada", address="192.0.2.1"):
    """The wait before each of several wrong attempts, each made as soon as it is allowed."""
    seconds = []
    for _ in range(times):
        wait = attempts.begin(user, address)
        seconds.append(wait)
        if wait:
            clock.now += wait
            assert attempts.begin(user, address) == 0
    return seconds


def guesses_in_a_day(tries):
    """How many passwords can be tried in a day by `tries`, which are made over and over."""
    clock = Clock()
    attempts = LoginAttempts(clock)
    end, count = clock.now + 86_400, 0
    while clock.now < end:
        seconds = [attempts.begin(user, address) for user, address in tries]
        count += seconds.count(0)
        clock.now += min(seconds)  # each is tried again as soon as the first may be
    return count


def test_the_first_attempts_are_free_then_the_wait_grows():
    clock = Clock()
    assert waits(LoginAttempts(clock), clock, 9) == [0] * FREE_ATTEMPTS + [1, 2, 4, 8]


def test_an_attempt_that_comes_too_early_is_not_counted():
    clock = Clock()
    attempts = LoginAttempts(clock)
    waits(attempts, clock, FREE_ATTEMPTS)
    assert [attempts.begin("ada", "192.0.2.1") for _ in range(50)] == [1] * 50
    clock.now += 1
    assert attempts.begin("ada", "192.0.2.1") == 0


def test_the_wait_has_a_maximum():
    clock = Clock()
    assert max(waits(LoginAttempts(clock), clock, 3000)) == MAX_WAIT_OF_ADDRESS


def test_an_address_waits_whichever_user_it_tries():
    attempts = LoginAttempts(Clock())
    for number in range(FREE_ATTEMPTS):
        assert attempts.begin(f"user{number}", "192.0.2.1") == 0
    assert attempts.begin("another", "192.0.2.1") == 1
    assert attempts.begin("another", "192.0.2.2") == 0


def test_one_address_cannot_make_a_user_wait_elsewhere():
    clock = Clock()
    attempts = LoginAttempts(clock)
    waits(attempts, clock, 30)
    assert attempts.begin("ada", "192.0.2.1") > 0
    assert attempts.begin("ada", "198.51.100.1") == 0


def test_many_addresses_together_make_a_user_wait_but_no_other_user():
    attempts = LoginAttempts(Clock())
    for number in range(FREE_ATTEMPTS):
        assert attempts.begin("ada", f"192.0.2.{number}") == 0
    assert attempts.begin("ada", "192.0.2.99") == 1
    assert attempts.begin("bob", "192.0.2.99") == 0


def test_many_addresses_can_make_a_user_wait_only_briefly():
    clock = Clock()
    attempts = LoginAttempts(clock)
    for number in range(200):
        clock.now += attempts.begin("ada", f"192.0.{number}.1")
    assert attempts.begin("ada", "198.51.100.1") <= MAX_WAIT_OF_USER == 60


def test_an_address_that_has_signed_in_is_not_held_up_by_others():
    clock = Clock()
    attempts = LoginAttempts(clock)
    attempts.begin("ada", "198.51.100.1")
    attempts.succeeded("ada", "198.51.100.1")
    for number in range(50):
        clock.now += attempts.begin("ada", f"192.0.{number}.1")
        attempts.begin("ada", f"192.0.{number}.1")
    assert attempts.begin("ada", "198.51.100.2") > 0
    assert attempts.begin("ada", "198.51.100.1") == 0
    # But it has no more free attempts than anybody else.
    for _ in range(FREE_ATTEMPTS - 1):
        attempts.begin("ada", "198.51.100.1")
    assert attempts.begin("ada", "198.51.100.1") == 1


def test_signing_in_to_an_own_account_does_not_free_guesses_at_another():
    clock = Clock()
    attempts = LoginAttempts(clock)
    tried = 0
    for _ in range(1000):
        tried += attempts.begin("ada", "192.0.2.1") == 0
        if attempts.begin("mallory", "192.0.2.1") == 0:
            attempts.succeeded("mallory", "192.0.2.1")
    assert tried == FREE_ATTEMPTS


def test_guesses_at_one_password_are_bounded_however_many_addresses_make_them():
    day = 86_400
    assert guesses_in_a_day([("ada", "192.0.2.1")]) <= day / MAX_WAIT_OF_ADDRESS + 20
    many = [("ada", f"192.0.2.{number}") for number in range(40)]
    assert guesses_in_a_day(many) <= day / MAX_WAIT_OF_USER + 60
    assert guesses_in_a_day([("ada", None)]) <= day / MAX_WAIT_OF_USER + 20


def test_clients_that_cannot_be_told_apart_are_limited_by_user_alone():
    clock = Clock()
    attempts = LoginAttempts(clock)
    assert waits(attempts, clock, 7, address=None) == [0] * FREE_ATTEMPTS + [1, 2]
    assert attempts.begin("ada", None) > 0
    assert attempts.begin("bob", None) == 0


def test_a_network_of_ipv6_is_one_address():
    attempts = LoginAttempts(Clock())
    for number in range(FREE_ATTEMPTS):
        assert attempts.begin(f"user{number}", f"2001:db8:1:2::{number}") == 0
    assert attempts.begin("another", "2001:db8:1:2:ffff::9") == 1
    assert attempts.begin("another", "2001:db8:1:3::9") == 0


def test_the_right_password_clears_the_count_and_so_does_time():
    clock = Clock()
    attempts = LoginAttempts(clock)
    waits(attempts, clock, FREE_ATTEMPTS - 1)
    attempts.begin("ada", "192.0.2.1")
    attempts.succeeded("ada", "192.0.2.1")
    assert waits(attempts, clock, FREE_ATTEMPTS) == [0] * FREE_ATTEMPTS
    clock.now += FORGOTTEN_AFTER + 1
    assert waits(attempts, clock, FREE_ATTEMPTS) == [0] * FREE_ATTEMPTS


def test_memory_is_bounded():
    attempts = LoginAttempts(Clock())
    for number in range(MAX_RECORDS // 3 + 500):
        attempts.begin(f"user{number}", f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(attempts) <= MAX_RECORDS
