"""The page's scripts and styles come straight from their files, to this machine alone."""

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from assistant.ui.runtime.static_assets import StaticAssets

HERE, ELSEWHERE = ("127.0.0.1", 50000), ("192.0.2.7", 50000)


@pytest.fixture
def folder(tmp_path):
    inside = tmp_path / "assets"
    (inside / "below").mkdir(parents=True)
    (inside / "index-abc.js").write_text("let x = '“';", encoding="utf-8")
    (inside / "index-abc.css").write_text("b { color: red }")
    (inside / "secret.txt").write_text("secret")
    (inside / "below" / "deep.js").write_text("deep")
    (tmp_path / "outside.js").write_text("outside")
    return inside


def visitor(folder, client=HERE) -> TestClient:
    return TestClient(StaticAssets(PlainTextResponse("Gradio"), folder), client=client)


def test_scripts_and_styles_are_the_files_bytes_and_may_be_kept(folder):
    for name, kind in (("index-abc.js", "text/javascript"), ("index-abc.css", "text/css")):
        got = visitor(folder).get(f"/assets/{name}")
        assert got.content == (folder / name).read_bytes()
        assert got.headers["content-type"].split(";")[0] == kind
        assert "immutable" in got.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/assets/",
        "/assets/secret.txt",
        "/assets/below/deep.js",
        "/assets/../outside.js",
        "/assets/%2e%2e/outside.js",
        "/assets/..%2foutside.js",
        "/assets//index-abc.js",
        "/other/index-abc.js",
    ],
)
def test_everything_else_is_for_gradio(folder, path):
    assert visitor(folder).get(path).text == "Gradio"


def test_a_file_that_came_later_is_not_opened(folder):
    there = visitor(folder)
    (folder / "late.js").write_text("late")
    assert there.get("/assets/late.js").text == "Gradio"


def test_other_machines_get_them_from_gradio_which_compresses_them(folder):
    assert visitor(folder, ELSEWHERE).get("/assets/index-abc.js").text == "Gradio"
