from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from assistant.ui.security.security_headers import HEADERS, SecurityHeaders

PREVIEW = '<meta property="og:image" content="https://elsewhere.example/x.png" />\n'


def page(request):
    assert "accept-encoding" not in request.headers
    return StreamingResponse(iter(["<head>", PREVIEW[:30], PREVIEW[30:], "<p>“é”</p>"]))


app = Starlette(
    routes=[
        Route("/", page),
        Route("/assets/a.js", lambda request: PlainTextResponse("js")),
        Route("/config", lambda request: HTMLResponse(PREVIEW)),
    ]
)
client = TestClient(SecurityHeaders(app))


def test_every_response_has_the_headers_once():
    for path in ("/", "/assets/a.js", "/config", "/missing"):
        headers = client.get(path).headers
        for name, value in HEADERS.items():
            assert headers.get_list(name) == [value]


def test_only_gradios_own_files_may_be_cached():
    assert client.get("/config").headers["Cache-Control"] == "no-store"
    assert "Cache-Control" not in client.get("/assets/a.js").headers


def test_the_page_names_no_picture_on_another_host_and_its_length_is_right():
    response = client.get("/")
    assert response.text == "<head><p>“é”</p>"
    assert int(response.headers["content-length"]) == len(response.content)


def test_nothing_else_is_edited():
    assert client.get("/config").text == PREVIEW
