"""What somebody with bad intentions puts into documents, questions and a model's replies: in a
real Chromium it is text.

The fixture `visit` checks after each test that no dialog opened, that the console had no error
and that no request left this machine. What is looked at is what a user sees: texts and labels.
"""

from __future__ import annotations

import pytest
from support.assistant_without_models import running
from support.chat_endpoint import Reply, serve

from assistant import Assistant
from assistant.chat_model import open_chat_model
from index.embedding.hash_embedder import HashEmbedder
from index.store.store import Store
from index.sync.sync import sync

pytestmark = pytest.mark.browser

MARK = "window.__ran = (window.__ran || 0) + 1"
SCRIPTS = [
    f"<script>{MARK}</script>",
    f'<img src=x onerror="{MARK}">',
    f'"><svg onload="{MARK}">',
    f"</mark></blockquote><iframe srcdoc='<script>parent.{MARK}</script>'></iframe>",
    f'<a href="javascript:{MARK}">here</a>',
    f"[here](javascript:{MARK})",
    "<style>@import 'http://evil.example/x.css'; body { display: none }</style>",
    f"<math><mtext><img src=x onerror='{MARK}'></mtext></math>",
    f"<details open ontoggle='{MARK}'>x</details>",
    f"{{{{constructor.constructor('{MARK}')()}}}} ${{{MARK}}}",
    "![x](http://evil.example/x.png)",
    "<form action=http://evil.example><input name=q autofocus onfocus=" + MARK + "></form>",
]
QUESTION = "What did the minister say about the grain tariff?"


@pytest.fixture(scope="module")
def hostile_assistant(tmp_path_factory):
    """An assistant over documents whose text, title, outlet, author and name are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    documents = folder / "documents"
    documents.mkdir()
    rows = ["file,title,outlet,author,url"]
    for number, script in enumerate(SCRIPTS):
        name = f"grain {number} <img src=x onerror=alert(1)>.txt"
        text = f"The minister said the grain tariff {number} would rise: {script} in May.\n"
        (documents / name).write_text(text, encoding="utf-8")
        quoted = '"' + script.replace('"', '""') + '"'
        rows.append(f'"{name}",{quoted},{quoted},{quoted},"javascript:{number}"')
    speaker = (
        "“I will sue,” <b onmouseover=alert(1)>Zoe</b> Zorn said. “We will see,” Zorn added.\n"
    )
    (documents / "speaker.txt").write_text(speaker, encoding="utf-8")
    (documents / "metadata.csv").write_text("\n".join(rows), encoding="utf-8")
    store = Store.create(folder / "store", HashEmbedder())
    sync(store, [documents])
    yield Assistant(store)
    store.close()


@pytest.fixture(scope="module")
def hostile_url(hostile_assistant):
    with running(hostile_assistant) as address:
        yield address


def ask(page, question: str) -> None:
    """Ask, and wait until the answer stands there."""
    before = page.get_by_text("Confidence").count()
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")
    page.get_by_text("Confidence").nth(before).wait_for()


def assert_nothing_ran(page) -> None:
    page.wait_for_timeout(300)  # an image that can't be loaded says so a little later
    assert page.evaluate("window.__ran") is None
    assert page.get_by_label("Your question").is_visible()
    found = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(e =>
            [...e.attributes].some(a =>
                (a.name.startsWith("on") && a.value.includes("__ran"))
                || (["href", "src", "action"].includes(a.name)
                    && /^\\s*javascript:|evil\\.example/i.test(a.value)))
            || (e.tagName === "SCRIPT" && e.textContent.startsWith("window.__ran"))
        ).map(e => e.outerHTML.slice(0, 200))"""
    )
    assert found == []


@pytest.mark.parametrize("number", range(len(SCRIPTS)))
def test_scripts_in_documents_are_shown_as_text(visit, hostile_url, number):
    page = visit(hostile_url)
    ask(page, f"What did the minister say about the grain tariff {number}?")
    shown = page.locator("body").inner_text()
    assert "grain tariff" in shown
    assert_nothing_ran(page)


@pytest.mark.parametrize("script", SCRIPTS, ids=range(len(SCRIPTS)))
def test_scripts_in_questions_are_shown_as_text(visit, hostile_url, script):
    page = visit(hostile_url)
    ask(page, script)
    assert page.get_by_role("heading").filter(has_text=script[:12]).count() >= 1
    assert_nothing_ran(page)


def test_scripts_in_drafts_are_shown_as_text(visit, hostile_url):
    page = visit(hostile_url)
    page.get_by_role("tab", name="Check a draft").click()
    draft = "\n\n".join(
        f"“{script} the grain tariff will rise,” said {script} Zoe {script}." for script in SCRIPTS
    )
    page.get_by_label("Draft", exact=True).fill(draft)
    page.get_by_role("button", name="Check the draft").click()
    page.get_by_role("region", name="Report on the draft").wait_for()
    shown = page.get_by_role("region", name="The draft with its marks").inner_text()
    assert all(script in shown for script in SCRIPTS[:3])
    page.get_by_role("tab", name="Ask").click()
    assert_nothing_ran(page)


def test_a_speaker_with_markup_is_text(visit, hostile_url):
    page = visit(hostile_url)
    ask(page, "What did Zorn say she will do?")
    assert "“I will sue,” <b onmouseover=alert(1)>Zoe</b>" in page.locator("body").inner_text()
    assert_nothing_ran(page)


def test_a_question_in_the_pages_address_runs_nothing(visit, hostile_url):
    for query in ("?q=<script>window.__ran=1</script>", "?__theme=dark&x='-window.__ran=1-'"):
        assert_nothing_ran(visit(f"{hostile_url}/{query}"))


@pytest.mark.parametrize("script", SCRIPTS, ids=range(len(SCRIPTS)))
def test_what_a_model_writes_runs_nothing_while_it_comes_nor_after(
    visit, start, hostile_assistant, script
):
    def reply(request) -> Reply:
        prompt = str(request["messages"][-1]["content"])
        if prompt.startswith("Some sentences"):
            return Reply("A: none")
        written = f"The minister said the grain tariff 3 would rise [1]. {script} [1]. {script}"
        return Reply(written, piece=20, wait=0.02)

    with serve(reply) as endpoint:
        model = open_chat_model("openai:scripted", endpoint.url)
        page = visit(start(Assistant(hostile_assistant.store, model=model)))
        ask(page, "What did the minister say about the grain tariff 3?")
        assert_nothing_ran(page)


def test_the_sign_in_page_shows_a_hostile_name_as_text(browser, monkeypatch):
    from support.assistant_without_models import StandIn

    from assistant.ui.security import signin
    from assistant.ui.security.login_attempts import LoginAttempts

    seconds = [0.0]
    monkeypatch.setattr(signin, "LoginAttempts", lambda: LoginAttempts(lambda: seconds[0]))
    with running(StandIn(), auth=("ada", "s3cret pass")) as url:
        page = browser.new_context().new_page()
        page.goto(url)
        assert page.url.endswith("/login")
        for script in SCRIPTS[:3]:
            page.get_by_label("User").fill(script[:90])
            page.get_by_label("Password").fill("wrong")
            page.get_by_role("button", name="Sign in").click()
            page.get_by_role("alert").get_by_text("not a user with this password").wait_for()
            assert page.evaluate("window.__ran") is None
        for _ in range(5):  # and one before, with the last name
            page.get_by_label("Password").fill("wrong")
            page.get_by_role("button", name="Sign in").click()
            page.get_by_role("alert").wait_for()
        page.get_by_role("alert").get_by_text("Too many attempts. Wait").wait_for()
        seconds[0] += 2
        page.get_by_label("User").fill("ada")
        page.get_by_label("Password").fill("s3cret pass")
        page.get_by_label("Password").press("Enter")
        page.get_by_label("Your question").wait_for()
        page.context.close()
