from assistant.ui.attempts import FORGOTTEN, FREE, LONGEST_WAIT, MOST, Attempts


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


def waits(attempts, clock, times, user="ada", address="192.0.2.1"):
    """The wait before each of some attempts, all wrong, each made as soon as it may be."""
    found = []
    for _ in range(times):
        wait = attempts.begin(user, address)
        found.append(wait)
        if wait:
            clock.now += wait
            assert attempts.begin(user, address) == 0
    return found


def test_some_are_free_then_the_wait_grows():
    clock = Clock()
    assert waits(Attempts(clock), clock, 9) == [0] * FREE + [1, 2, 4, 8]


def test_what_comes_too_early_is_not_looked_at_and_does_not_count():
    clock = Clock()
    attempts = Attempts(clock)
    waits(attempts, clock, FREE)
    assert [attempts.begin("ada", "192.0.2.1") for _ in range(50)] == [1] * 50
    clock.now += 1
    assert attempts.begin("ada", "192.0.2.1") == 0


def test_the_wait_has_an_end():
    clock = Clock()
    assert max(waits(Attempts(clock), clock, 3000)) == LONGEST_WAIT["address"]


def test_one_address_waits_whoever_it_tries_and_one_user_wherever_from():
    clock = Clock()
    attempts = Attempts(clock)
    for number in range(FREE):
        assert attempts.begin(f"user{number}", "192.0.2.1") == 0
    assert attempts.begin("another", "192.0.2.1") == 1
    assert attempts.begin("another", "192.0.2.2") == 0
    attempts = Attempts(clock)
    for number in range(FREE):
        assert attempts.begin("ada", f"192.0.2.{number}") == 0
    assert attempts.begin("ada", "192.0.2.99") == 1
    assert attempts.begin("bob", "192.0.2.99") == 0


def test_nobody_can_be_locked_out_for_long_by_others():
    clock = Clock()
    attempts = Attempts(clock)
    for number in range(200):
        clock.now += attempts.begin("ada", f"192.0.{number}.1")
    assert attempts.begin("ada", "198.51.100.1") <= LONGEST_WAIT["user"] == 60


def test_a_household_of_ipv6_is_one_address():
    attempts = Attempts(Clock())
    for number in range(FREE):
        assert attempts.begin(f"user{number}", f"2001:db8:1:2::{number}") == 0
    assert attempts.begin("another", "2001:db8:1:2:ffff::9") == 1
    assert attempts.begin("another", "2001:db8:1:3::9") == 0


def test_the_right_password_clears_and_so_does_time():
    clock = Clock()
    attempts = Attempts(clock)
    waits(attempts, clock, FREE - 1)
    attempts.begin("ada", "192.0.2.1")
    attempts.succeeded("ada", "192.0.2.1")
    assert waits(attempts, clock, FREE) == [0] * FREE
    clock.now += FORGOTTEN + 1
    assert waits(attempts, clock, FREE) == [0] * FREE


def test_memory_is_bounded():
    attempts = Attempts(Clock())
    for number in range(MOST + 500):
        attempts.begin(f"user{number}", f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(attempts) <= MOST
