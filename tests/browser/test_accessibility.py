"""axe-core finds no serious or critical problem on any tab, in light and in dark.

axe-core is fetched from npm for the test, and never kept.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile

import pytest
from support.assistant_without_models import running
from support.chat_page import ANSWERED, NOT_FOUND, ask
from support.river_news import DRAFT, make_river_assistant

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def axe(tmp_path_factory) -> str:
    """The script of axe-core."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm, which fetches axe-core")
    folder = tmp_path_factory.mktemp("axe")
    fetched = subprocess.run(
        [npm, "pack", "axe-core@4", "--silent"],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    packed = next(folder.glob("axe-core-*.tgz"), None)
    if packed is None:
        pytest.skip(f"npm could not fetch axe-core: {fetched.stderr.strip()[-200:]}")
    with tarfile.open(packed) as archive:
        file = archive.extractfile("package/axe.min.js")
        assert file is not None
        return file.read().decode()


def problems(page, axe) -> list[str]:
    """What axe-core finds that is serious or critical."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(f"{axe}; undefined")
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_no_tab_has_a_serious_problem(visit, url, axe, scheme, width):
    page = visit(f"{url}/?__theme={scheme}", viewport={"width": width, "height": 900})
    assert problems(page, axe) == []
    ask(page, NOT_FOUND)
    exchange = ask(page, ANSWERED, number=2)
    exchange.get_by_role("button", name="Not helpful").click()
    exchange.get_by_label("What was wrong").wait_for()
    exchange.get_by_text("Why this answer").click()
    page.get_by_role("button", name="Filters").locator("visible=true").click()
    page.locator(".or-past summary").click()
    assert problems(page, axe) == []
    exchange.get_by_role("link", name="Source [1]", exact=True).click()
    page.locator("#or-quote").wait_for()
    assert problems(page, axe) == []
    page.keyboard.press("Escape")
    for name, there in (
        ("Check a draft", "#or-draft"),
        ("Check a quote", "#or-verdict"),
        ("Who said what", "#or-statements table"),
        ("Documents", "#or-documents table"),
        ("Evaluate", "#or-test-set"),
        ("About", ".or-about"),
    ):
        page.get_by_role("tab", name=name).click()
        if name == "Check a quote":
            page.get_by_label("Quote", exact=True).fill("refused 43 times on political grounds")
            page.get_by_role("button", name="Check the quote").click()
            there += " :is(.or-result, .or-problem)"
        page.locator(there).wait_for()
        if name == "Documents":
            page.get_by_role("button", name="Edit").first.click()
            page.get_by_role("button", name="Save details").wait_for()
        assert problems(page, axe) == [], name


@pytest.fixture(scope="module")
def river_url(tmp_path_factory):
    river = make_river_assistant(tmp_path_factory.mktemp("river"))
    with running(river) as address:
        yield address
    river.store.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_report_on_a_draft_has_no_serious_problem(visit, river_url, axe, scheme, width):
    page = visit(f"{river_url}/?__theme={scheme}", viewport={"width": width, "height": 900})
    page.get_by_role("tab", name="Check a draft").click()
    page.get_by_role("button", name="Check the draft").click()
    page.locator("#or-checking .or-hint").wait_for()
    assert problems(page, axe) == []
    page.get_by_label("Draft", exact=True).fill(DRAFT)
    page.get_by_role("button", name="Check the draft").click()
    page.locator("#or-draft-report .or-draft").wait_for()
    assert problems(page, axe) == []
    page.get_by_role("link", name="Open the source of 3:").click()
    page.locator("#or-quote").wait_for()
    assert problems(page, axe) == []
