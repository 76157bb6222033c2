import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assistant.ui.security.host_check import HostCheck
from assistant.ui.server.serve import is_loopback

client = TestClient(HostCheck(PlainTextResponse("documents"), is_loopback))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:7860", "localhost:80", "LocalHost", "[::1]", "[::1]:7860"]
)
def test_a_request_for_this_servers_name_is_passed_on(host):
    assert client.get("/", headers={"Host": host}).text == "documents"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "192.0.2.1", "localhost:80:90"]
)
def test_a_request_for_another_name_is_refused(host):
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 421
    assert "documents" not in response.text


def test_a_request_with_two_names_is_refused():
    response = client.get("/", headers=[("Host", "localhost"), ("Host", "evil.example")])
    assert response.status_code == 421
