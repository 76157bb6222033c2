"""Starting and stopping."""

import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from support.assistant_without_models import StandIn, client_of, running

from assistant.errors import PortInUseError, ServeError
from assistant.ui import serve
from assistant.ui.server.serve import is_loopback

TESTS = Path(__file__).parents[3]


def start(code: str) -> subprocess.Popen[str]:
    paths = f"import sys; sys.path[:0] = [{str(TESTS.parent)!r}, {str(TESTS)!r}]\n"
    return subprocess.Popen(
        [sys.executable, "-c", paths + textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


SERVE = """
    from assistant.ui import serve
    from support.assistant_without_models import StandIn
    serve(StandIn(), port=0)
"""


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_answers_and_stops_cleanly(kind):
    process = start(SERVE)
    line = process.stderr.readline()
    assert line.startswith("On Record answers at http://127.0.0.1:")
    assert line.endswith(" (Ctrl-C stops it)\n")
    # A page that is open keeps a stream open.
    client_of(line.split()[4]).predict("cooperation", api_name="/ask")
    process.send_signal(kind)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_before_it_listens(kind):
    process = start(SERVE.replace("serve(", "print('go', flush=True); serve("))
    assert process.stdout.readline() == "go\n"
    time.sleep(0.5)  # into the import of Gradio
    process.send_signal(kind)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "Traceback" not in err


def test_a_taken_port_is_reported_and_no_other_is_taken():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(
            PortInUseError, match=f"^port {port} is in use; choose another with --port$"
        ):
            serve(StandIn(), port=port)


def test_two_chats_do_not_share_a_port():
    with running(StandIn()) as url, pytest.raises(PortInUseError):
        serve(StandIn(), port=int(url.rsplit(":", 1)[1]))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
def test_other_machines_need_a_password(host):
    with pytest.raises(ServeError, match="--auth USER:PASSWORD"):
        serve(StandIn(), host=host, port=0)


def test_an_auth_without_a_password_is_none():
    with pytest.raises(ServeError, match="USER:PASSWORD"):
        serve(StandIn(), host="0.0.0.0", port=0, auth=("ada", ""))


@pytest.mark.parametrize(("host", "port"), [("192.0.2.1", 0), ("no.such.invalid", 0)])
def test_an_address_that_is_not_ours_is_reported(host, port):
    with pytest.raises(ServeError, match=host):
        serve(StandIn(), host=host, port=port, auth=("ada", "s3cret"))


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_that_is_none_is_reported(port):
    with pytest.raises(ServeError, match=str(port)):
        serve(StandIn(), port=port)


def test_loopback_names():
    assert all(map(is_loopback, ["127.0.0.1", "127.0.0.9", "::1", "[::1]", "localhost"]))
    assert not any(map(is_loopback, ["0.0.0.0", "::", "10.0.0.1", "localhost.evil.example", ""]))


def test_models_that_can_not_be_loaded_do_not_stop_the_chat():
    class Broken(StandIn):
        def warm_up(self):
            raise ServeError("no model here")

    with running(Broken()) as url:
        answer = client_of(url).predict("cooperation agencies", api_name="/ask")
    assert answer["status"] == "answered"


def test_serving_and_asking_connects_to_this_machine_alone():
    process = start(
        """
        seen = []
        def watch(event, args):
            if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo"):
                place = args[1] if event != "socket.getaddrinfo" else args
                seen.append((event, place[0] if isinstance(place, tuple) else place))
        sys.addaudithook(watch)
        from support.assistant_without_models import StandIn, client_of, running
        with running(StandIn()) as url:
            client_of(url).predict("cooperation agencies", api_name="/ask")
            import time; time.sleep(1)
        print(sorted({place for _, place in seen}, key=str))
        """
    )
    out, err = process.communicate(timeout=60)
    assert out.strip() == "['127.0.0.1']", err
