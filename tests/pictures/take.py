"""Take the README's picture of the chat.

usage: python tests/pictures/take.py     (needs Chromium at /usr/bin/chromium)
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "ui"))

from stand_in import running

from assistant import Assistant
from index.embedding import SentenceEmbedder
from index.store import Store
from index.sync import sync

QUESTION = "How many times did European states refuse extradition?"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main():
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        store = Store.create(Path(folder) / "store", SentenceEmbedder())
        sync(store, [HERE.parents[1] / "seeds"])
        with running(Assistant(store)) as url:
            chromium = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = chromium.new_page(viewport={"width": 1000, "height": 760})
            page.goto(url)
            box = page.get_by_label("Your question")
            box.fill(QUESTION)
            box.press("Enter")
            page.locator("#exchange-1 .or-facts").wait_for()
            page.wait_for_timeout(800)
            page.screenshot(path=HERE / "chat.png")
            chromium.close()


if __name__ == "__main__":
    main()
