"""Take the README's pictures of the chat.

usage: python tests/pictures/take.py     (needs Chromium at /usr/bin/chromium)
"""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from support.assistant_without_models import running

from assistant import Assistant
from index.embedding.embedder import SentenceEmbedder
from index.store.store import Store
from index.sync.sync import sync

QUESTION = "How many times did European states refuse extradition?"
QUOTE = "refused 43 times on political grounds to extradite people to us"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
COLOURS = 128
"""Of a picture's palette: text on paper needs no more, and the file is a quarter of the size."""


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        store = Store.create(Path(folder) / "store", SentenceEmbedder())
        sync(store, [HERE.parents[1] / "seeds"])
        with running(Assistant(store)) as url:
            chromium = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = chromium.new_page(viewport={"width": 1280, "height": 760})
            page.goto(url)
            ask_and_open(page)
            save(page, "chat")
            page.keyboard.press("Escape")
            check(page)
            page.set_viewport_size({"width": 1000, "height": 780})
            save(page, "quote")
            page = chromium.new_page(viewport={"width": 400, "height": 760}, color_scheme="dark")
            page.goto(f"{url}/?__theme=dark")
            ask_and_open(page)
            save(page, "phone")
            chromium.close()
        store.close()


def ask_and_open(page: Page) -> None:
    box = page.get_by_label("Your question")
    box.fill(QUESTION)
    box.press("Enter")
    page.locator("#exchange-1").get_by_role("link", name="Source [1]", exact=True).click()
    page.locator("#or-quote").wait_for()
    page.get_by_text("Loading the models").wait_for(state="detached")
    page.evaluate("document.activeElement.blur()")


def check(page: Page) -> None:
    page.get_by_role("tab", name="Check a quote").click()
    page.get_by_label("Quote", exact=True).fill(QUOTE)
    page.get_by_label("Attributed to").fill("Plokhov")
    page.get_by_role("button", name="Check the quote").click()
    page.get_by_role("region", name="Verdict").wait_for()
    page.evaluate("document.activeElement.blur()")


def save(page: Page, name: str) -> None:
    page.evaluate("scrollTo(0, 0)")
    page.evaluate("new Promise(requestAnimationFrame)")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    picture.save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
