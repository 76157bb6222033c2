"""The sign-in as browsers and programs meet it, at a really served chat."""

import base64
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from gradio_client.exceptions import AuthenticationError
from starlette.testclient import TestClient
from support.assistant_without_models import StandIn, client_of, running

from assistant.errors import ServeError, UsersError
from assistant.ui import serve
from assistant.ui.security import signin, user_accounts
from assistant.ui.security.login_attempts import LoginAttempts
from assistant.ui.security.user_accounts import LiveUsers, UsersFile
from assistant.ui.server.app import build_app
from assistant.ui.views.page import build_chat_page, theme

QUESTION = "With which countries is cooperation currently most active, jointly conducted?"
ADA, BOB = ("ada", "correct horse"), ("bob", "battery staple")
CLOSED = [
    ("GET", "/config"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/openapi.json"),
    ("GET", "/gradio_api/queue/data?session_hash=x"),
    ("GET", "/gradio_api/queue/status"),
    ("GET", "/gradio_api/heartbeat/x"),
    ("GET", "/gradio_api/user"),
    ("GET", "/gradio_api/startup-events"),
    ("GET", "/gradio_api/call/ask/x"),
    ("POST", "/gradio_api/call/ask"),
    ("POST", "/gradio_api/call/v2/ask"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/cancel"),
    ("POST", "/gradio_api/reset"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/mcp"),
    ("GET", "/mcp"),
    ("GET", "/theme.css"),
    ("GET", "/assets/x.js"),
]


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(user_accounts, "COST", (16, 8, 1))
    # Time stands still, so that no wait ends while a test goes on.
    monkeypatch.setattr(signin, "LoginAttempts", lambda: LoginAttempts(clock=lambda: 0.0))


@pytest.fixture
def file(tmp_path):
    made = UsersFile(tmp_path / "users")
    made.add(*ADA)
    made.add(*BOB)
    return made


@pytest.fixture
def url(file):
    with running(StandIn(), auth=file.path, mcp=True) as address:
        yield address


def sign_in(url, user, password, **headers):
    return httpx.post(
        f"{url}/login", data={"username": user, "password": password}, headers=headers
    )


def cookies_of(url, who):
    response = sign_in(url, *who)
    assert response.status_code == 200
    return dict(response.cookies)


@pytest.mark.parametrize(("method", "path"), CLOSED, ids=lambda value: value)
def test_nothing_is_reached_without_signing_in(url, method, path):
    response = httpx.request(method, url + path, json={} if method == "POST" else None)
    assert response.status_code == 401
    assert "sign in first" in response.json()["error"]
    assert response.headers["WWW-Authenticate"].startswith("Basic ")


def test_the_page_leads_to_the_form(url):
    response = httpx.get(url)
    assert (response.status_code, response.headers["location"]) == (303, "login")
    form = httpx.get(url, follow_redirects=True)
    assert "<form" in form.text
    assert "default-src 'self'" in form.headers["Content-Security-Policy"]


def test_gradios_own_client_signs_in(url):
    client = client_of(url, auth=ADA)
    assert client.predict(QUESTION, api_name="/ask")["status"] == "answered"
    with pytest.raises(AuthenticationError):
        client_of(url, auth=("ada", "wrong"))


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(url):
    cookie = sign_in(url, *ADA).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/" in cookie
    assert "secure" not in cookie  # over http a browser would not send it back
    behind_tls = sign_in(url, *ADA, **{"X-Forwarded-Proto": "https"}).headers["set-cookie"]
    assert "secure" in behind_tls.lower()


def test_a_browser_is_led_to_the_page_and_back(url):
    accept = {"Accept": "text/html,*/*"}
    with httpx.Client(base_url=url) as browser:
        form = {"username": "ada", "password": ADA[1]}
        response = browser.post("/login", data=form, headers=accept)
        assert (response.status_code, response.headers["location"]) == (303, "./")
        assert browser.get("/").status_code == 200
        assert browser.get("/config").json()["username"] == "ada"
        assert browser.get("/logout").status_code == 405
        assert browser.post("/logout").status_code == 303
        assert browser.get("/config").status_code == 401


def test_the_wrong_password_is_told_without_saying_which_part_is_wrong(url):
    accept = {"Accept": "text/html"}
    told = [
        sign_in(url, user, "wrong", **accept).text.replace(user, "NAME") for user in ("ada", "eve")
    ]
    assert told[0] == told[1]
    assert 'role="alert">That is not a user with this password.' in told[0]
    hostile = sign_in(url, '"><script>alert(1)</script>', "x", **accept)
    assert "<script" not in hostile.text


def test_too_many_attempts_have_to_wait_even_with_the_right_password(url):
    statuses = [sign_in(url, "ada", f"wrong {n}").status_code for n in range(6)]
    assert statuses == [401] * 5 + [429]
    refused = sign_in(url, *ADA)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    assert "Wait" in refused.json()["error"]
    page = sign_in(url, *ADA, Accept="text/html")
    assert "Too many attempts. Wait 1 second, then try again." in page.text


def test_many_at_once_are_not_all_free(url):
    with ThreadPoolExecutor(12) as pool:
        statuses = list(pool.map(lambda n: sign_in(url, "ada", f"w{n}").status_code, range(12)))
    assert statuses.count(401) == 5
    assert statuses.count(429) == 7


def test_programs_may_send_user_and_password_with_each_request(url):
    def config(user, password):
        return httpx.get(f"{url}/config", auth=(user, password)).status_code

    # More at once than there are free attempts.
    with ThreadPoolExecutor(12) as pool:
        assert set(pool.map(lambda _: config(*ADA), range(12))) == {200}
    assert config("ada", "wrong") == 401
    for header in ("Basic", "Basic ???", "Basic " + base64.b64encode(b"ada").decode(), "Bearer x"):
        got = httpx.get(f"{url}/config", headers={"Authorization": header})
        assert got.status_code == 401
    for _ in range(4):
        config("ada", "wrong")
    assert config("ada", "wrong") == 429


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"username=ada",
        b"password=x",
        b"username=ada&username=bob&password=" + b"x" * 2000,
        b"username=%00&password=%ff%fe",
        b"\xff\xfe=\x00",
        b"&".join(b"a=b" for _ in range(100)),
        json.dumps({"username": "ada", "password": ADA[1]}).encode(),
    ],
    ids=range(8),
)
def test_a_strange_form_is_refused(url, body):
    kind = "application/json" if body[:1] == b"{" else "application/x-www-form-urlencoded"
    response = httpx.post(f"{url}/login", content=body, headers={"Content-Type": kind})
    assert response.status_code in (400, 401)
    assert sign_in(url, *ADA).status_code == 200


def test_a_form_of_another_site_is_refused(url):
    for headers in ({"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert sign_in(url, *ADA, **headers).status_code == 403
    assert sign_in(url, *ADA, Origin=url).status_code == 200


@pytest.mark.parametrize("token", ["", "x", "../x", "null", "0" * 5000, "é"])
def test_a_made_up_cookie_opens_nothing(url, token):
    name = next(iter(cookies_of(url, ADA)))
    cookie = f"{name}={token}".encode()
    response = httpx.get(f"{url}/config", headers={b"Cookie": cookie})
    assert response.status_code == 401


def test_who_is_removed_or_has_a_new_password_is_signed_out(url, file):
    ada, bob = cookies_of(url, ADA), cookies_of(url, BOB)
    assert httpx.get(f"{url}/config", cookies=ada).status_code == 200
    file.remove("ada")
    assert httpx.get(f"{url}/config", cookies=ada).status_code == 401
    file.add("bob", "another password")
    assert httpx.get(f"{url}/config", cookies=bob).status_code == 401
    assert sign_in(url, "bob", "another password").status_code == 200


def test_a_session_of_one_user_is_no_others(url):
    ada, bob = cookies_of(url, ADA), cookies_of(url, BOB)
    config = httpx.get(f"{url}/config", cookies=ada).json()
    number = next(d["id"] for d in config["dependencies"] if d["api_name"] == "ask")
    inputs = [QUESTION, None, None, None, None, None, None, 20, None]
    body = {"data": inputs, "fn_index": number, "session_hash": "adas"}
    joined = httpx.post(f"{url}/gradio_api/queue/join", json=body, cookies=ada)
    assert joined.status_code == 200
    for method, path, sent in (
        ("GET", "queue/data?session_hash=adas", None),
        ("GET", "heartbeat/adas", None),
        ("POST", "queue/join", body),
        ("POST", "cancel", {"session_hash": "adas", "fn_index": number, "event_id": "x"}),
    ):
        got = httpx.request(method, f"{url}/gradio_api/{path}", json=sent, cookies=bob)
        assert (got.status_code, got.json()) == (
            403,
            {"error": "this session is somebody else's"},
        )
    own = httpx.get(f"{url}/gradio_api/queue/data?session_hash=adas", cookies=ada)
    assert "Belarus" in own.text


def test_signing_in_to_one_chat_does_not_sign_out_of_another(url, file):
    with running(StandIn(), auth=file.path) as other, httpx.Client() as browser:
        for address in (url, other):
            browser.post(f"{address}/login", data={"username": "ada", "password": ADA[1]})
        assert browser.get(f"{url}/config").status_code == 200
        assert browser.get(f"{other}/config").status_code == 200


def test_a_damaged_file_is_refused_before_anything_is_served(tmp_path):
    (tmp_path / "users").write_text("ada:plain\n")
    with pytest.raises(UsersError, match="line 1: not a hash"):
        serve(StandIn(), port=0, auth=tmp_path / "users")


def test_other_machines_without_a_sign_in_have_to_be_wanted():
    with pytest.raises(ServeError, match=r"--auth USER:PASSWORD or --auth FILE .* --no-auth"):
        serve(StandIn(), host="0.0.0.0", port=0)
    with running(StandIn(), host="0.0.0.0", no_auth=True) as url:
        port = url.rsplit(":", 1)[1]
        assert httpx.get(f"http://127.0.0.1:{port}/config").status_code == 200
        # Another site can point its own name here, and nobody else's.
        rebound = httpx.get(f"http://127.0.0.1:{port}/config", headers={"Host": "evil.example"})
        assert rebound.status_code == 421
        numbered = httpx.get(f"http://127.0.0.1:{port}/config", headers={"Host": "192.0.2.7"})
        assert numbered.status_code == 200


def test_a_proxy_on_this_machine_may_say_its_name_where_there_is_a_sign_in(url):
    origin = {"Origin": "https://chat.example", "X-Forwarded-Host": "chat.example"}
    assert sign_in(url, *ADA, **origin).status_code == 200
    with running(StandIn()) as open_to_this_machine:
        response = httpx.get(f"{open_to_this_machine}/config", headers=origin)
        assert response.status_code == 403
        forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
        assert "evil" not in httpx.get(f"{open_to_this_machine}/config", headers=forged).text


def test_no_thread_is_left_behind():
    before = threading.active_count()
    with running(StandIn(), auth=("ada", "x"), mcp=True):
        pass
    assert threading.active_count() <= before + 1


def behind_proxy(client, **headers):
    """What the proxy that the README recommends adds to a request of a client."""
    return {"X-Forwarded-For": client, "X-Forwarded-Host": "chat.example", **headers}


VISITOR, ATTACKER = "198.51.100.7", "203.0.113.9"


@pytest.mark.parametrize("name", ["ada", "bob", "nobody"])
def test_one_client_behind_a_proxy_cannot_lock_out_another(url, name):
    for number in range(12):
        sign_in(url, name, f"wrong {number}", **behind_proxy(ATTACKER))
    assert sign_in(url, *ADA, **behind_proxy(ATTACKER)).status_code == 429
    assert sign_in(url, *ADA, **behind_proxy(VISITOR)).status_code == 200


def test_a_proxy_that_does_not_tell_clients_apart_locks_out_no_other_user(url):
    for number in range(12):
        sign_in(url, "nobody", f"wrong {number}")
        sign_in(url, "bob", f"wrong {number}")
    assert sign_in(url, *BOB).status_code == 429
    assert sign_in(url, *ADA).status_code == 200


def test_addresses_that_a_client_makes_up_get_it_no_further_attempts(url):
    statuses = [
        sign_in(url, "ada", f"wrong {n}", **behind_proxy(f"10.9.8.{n}, {ATTACKER}")).status_code
        for n in range(8)
    ]
    assert statuses == [401] * 5 + [429] * 3


def test_a_proxy_that_passes_on_what_clients_make_up_still_bounds_guesses_at_a_user(url):
    statuses = [
        sign_in(url, "ada", f"wrong {n}", **behind_proxy(f"10.9.8.{n}")).status_code
        for n in range(12)
    ]
    assert statuses.count(401) == 5


def test_a_verified_password_cannot_be_guessed_without_waiting(url):
    def config(client, password):
        headers = behind_proxy(client)
        return httpx.get(f"{url}/config", auth=("ada", password), headers=headers).status_code

    assert config(VISITOR, ADA[1]) == 200
    for number in range(6):
        config(ATTACKER, f"wrong {number}")
    assert config(ATTACKER, ADA[1]) == 429
    assert config(VISITOR, ADA[1]) == 200


def test_the_proxys_headers_are_all_taken_together(url):
    origin = {"Origin": "https://chat.example", "X-Forwarded-Proto": "https"}
    response = sign_in(url, *ADA, **behind_proxy(VISITOR, **origin))
    assert response.status_code == 200
    assert "secure" in response.headers["set-cookie"].lower()


@pytest.mark.parametrize("address", ["192.0.2.5", "2001:db8::5"])
def test_another_machine_cannot_forge_the_address_of_a_third(file, address):
    app = build_app(build_chat_page(StandIn()), theme(), LiveUsers(file), lambda name: True)
    client = TestClient(app, client=(address, 50000))
    statuses = [
        client.post(
            "/login",
            data={"username": f"user{n}", "password": "wrong"},
            headers={"X-Forwarded-For": f"10.9.8.{n}", "Forwarded": f"for=10.9.8.{n}"},
        ).status_code
        for n in range(6)
    ]
    assert statuses == [401] * 5 + [429]
