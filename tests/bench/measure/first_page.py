"""How long after the command is there a page to ask on?

    python tests/bench/measure/first_page.py STORE

Starts `onrecord chat` over STORE again and again, opens its page in a Chromium that runs already,
and waits for the question box: then the page is drawn and takes what is typed. Then it waits for
the models. Prints the seconds since the command, medians first.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from load import served
from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STEPS = ("address", "question box", "models")


def once(browser: Browser, store: Path) -> tuple[float, float, float]:
    """Seconds from the command to each of `STEPS`."""
    page = browser.new_page()
    began = time.perf_counter()
    with served(store) as server:
        told = time.perf_counter() - began
        page.goto(server.url, wait_until="commit")
        page.get_by_role("textbox").first.wait_for(state="visible")
        shown = time.perf_counter() - began
        page.get_by_text("Loading the models").wait_for(state="visible")
        page.get_by_text("Loading the models").wait_for(state="hidden", timeout=60_000)
        ready = time.perf_counter() - began
    page.close()
    return told, shown, ready


def main() -> None:
    """Print a line for each step."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=FLAGS)
        times = [once(browser, options.store) for _ in range(options.times)]
    for name, seconds in zip(STEPS, zip(*times, strict=True), strict=True):
        each = " ".join(f"{one:.2f}" for one in sorted(seconds))
        print(f"{name}: {statistics.median(seconds):.2f} s ({each})")


if __name__ == "__main__":
    main()
