"""The tab "Check a draft" without a browser: what its events give, and what is kept."""

from __future__ import annotations

import json
import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest
from support import harmful_files
from support.event_loops import run_apart
from support.river_news import DRAFT, LEVELS, make_river_assistant

from assistant.ui.runtime.components import gr
from assistant.ui.runtime.page_backend import PageBackend
from assistant.ui.uploads.upload_folder import upload_folder
from assistant.ui.views import draft_tab
from assistant.ui.views.draft_tab import DraftTab


class Tab:
    """The tab's events, as Gradio calls them for a visitor."""

    def __init__(self, assistant: Any) -> None:
        with gr.Blocks(analytics_enabled=False) as self.page:
            DraftTab(PageBackend(assistant, None), self.page)
        self.events = {
            target[1] if target[1] != "click" else event.fn.__name__: event.fn
            for event in self.page.fns.values()
            if event.fn
            for target in event.targets
        }

    def check(self, text: str = "", file: Any = None, session: str = "ada", length: int = 0) -> str:
        """All that the page shows in the end."""

        async def last() -> dict[Any, Any]:
            shown: dict[Any, Any] = {}
            updates = self.events["_show_report"](visitor(session), text, length, file)
            async for update in updates:
                shown |= update
            return shown

        return "".join(str(one) for one in run_apart(last()).values() if isinstance(one, str))

    def save(self, suffix: str, session: str = "ada") -> tuple[dict[str, Any] | None, str]:
        """The download message, and what the page says."""
        event = gr.EventData(None, {"act": "save", "format": suffix})
        update = run_apart(self.events["_save_report"](visitor(session), event))
        message, told = update.values()
        return (json.loads(message) if message else None), str(told)

    def leave(self, session: str = "ada") -> None:
        self.events["unload"](visitor(session))


def visitor(session: str) -> Any:
    return SimpleNamespace(session_hash=session, username=None)


@pytest.fixture(scope="module")
def river(tmp_path_factory):
    made = make_river_assistant(tmp_path_factory.mktemp("river"))
    yield made
    made.store.close()


@pytest.fixture
def tab(river):
    return Tab(river)


@pytest.fixture
def put(tmp_path):
    """Puts a file where Gradio would."""

    def upload(name: str, data: bytes) -> str:
        folder = upload_folder() / tmp_path.name
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        return str(folder / name)

    return upload


def test_a_pasted_draft_is_checked_and_its_report_saved(tab):
    shown = tab.check(DRAFT)
    assert [shown.count(f'<mark class="or-level-{level}"') for level in sorted(set(LEVELS))] == [
        LEVELS.count(level) for level in sorted(set(LEVELS))
    ]
    saved, _ = tab.save("md")
    assert saved["name"] == "draft-checked.md"
    assert saved["text"].startswith("# draft")
    assert tab.save("html")[0]["text"].startswith("<!doctype html>")


@pytest.mark.parametrize("suffix", ["docx", "exe", "", "x" * 500])
def test_what_can_not_be_saved_is_told(tab, suffix):
    tab.check(DRAFT)
    saved, told = tab.save(suffix)
    assert saved is None
    assert "can&#39;t be saved as" in told
    assert len(told) < 200


def test_a_report_is_one_visitors_own_and_gone_when_they_leave(tab, put):
    data = harmful_files.docx(harmful_files.paragraph("“We lost two gates,” said Maren Tolk."))
    path = put("My story.docx", data)
    tab.check(file=path)
    assert tab.save("docx", session="bo")[0] is None
    assert tab.save("md")[0]["name"] == "my-story-checked.md"
    tab.leave("bo")
    assert tab.save("md")[0] is not None
    tab.leave()
    saved, told = tab.save("md")
    assert saved is None
    assert "no longer kept" in told
    assert not list(upload_folder().rglob("My story.docx"))


def test_a_file_that_has_gone_meanwhile_is_told(tab, put):
    path = put("story.docx", harmful_files.docx(harmful_files.paragraph("“It is so,” she said.")))
    tab.check(file=path)
    next(upload_folder().rglob("story.docx")).unlink()
    saved, told = tab.save("docx")
    assert saved is None
    assert "file is no longer kept" in told


@pytest.mark.parametrize(
    ("text", "length", "told"),
    [
        ("", 0, "Paste a draft or choose its file first."),
        (" \n\t", 0, "Paste a draft or choose its file first."),
        ("", 2_000_000, "The draft has 2,000,000 characters, more than the 300,000"),
        ("x" * 300_001, 5, "has 300,001 characters, more than the 300,000 allowed"),
        ("x", None, "1 characters"),
        ("\u200b", 0, "nothing but white space"),
    ],
    ids=range(6),
)
def test_what_can_not_be_checked_is_told(tab, text, length, told):
    shown = tab.check(text, length=length)
    assert told in shown
    assert "or-draft-text" not in shown


def test_a_text_and_a_file_are_not_guessed_between(tab, put):
    assert "There is a text and a file" in tab.check(DRAFT, put("a.txt", b"words"))


@pytest.mark.parametrize("path", ["/etc/passwd", "../../etc/passwd", "a\x00b", ""])
def test_a_file_that_was_not_uploaded_is_not_opened(tab, path):
    assert "Paste a draft or choose its file first." in tab.check(file=path)


def test_a_check_is_stopped_and_the_next_one_runs(tab, river, monkeypatch):
    began, go_on = threading.Event(), threading.Event()
    whole = type(river).check_draft

    def slow(self, draft, **told):
        began.set()
        assert go_on.wait(20)
        told["reading"](1, 4)  # where it is stopped
        return whole(self, draft, **told)

    monkeypatch.setattr(type(river), "check_draft", slow)

    def stop():
        assert began.wait(20)
        tab.events["_stop_check"](visitor("ada"))
        go_on.set()

    thread = threading.Thread(target=stop)
    thread.start()
    shown = tab.check(DRAFT)
    thread.join()
    assert draft_tab.CHECK_STOPPED in shown
    assert "or-draft-text" not in shown
    assert "or-draft-text" in tab.check(DRAFT)


def test_how_much_of_a_draft_is_read_is_shown(tab, river, monkeypatch):
    shown = []
    whole, notice = type(river).check_draft, draft_tab.render.notice

    def slow(self, draft, **told):
        told["reading"](1, 4)
        time.sleep(2 * draft_tab.SECONDS_BETWEEN_SHOWN_COUNTS)
        return whole(self, draft, **told)

    monkeypatch.setattr(type(river), "check_draft", slow)
    monkeypatch.setattr(draft_tab.render, "notice", lambda text: shown.append(text) or notice(text))
    tab.check(DRAFT)
    assert "Reading the draft: 25%" in shown
