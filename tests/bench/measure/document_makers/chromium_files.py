"""Prints texts to PDF files with Chromium."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from document_makers.texts import Text
from document_makers.web_pages import make_print_page

_FURNITURE = '<div style="font-size: 8pt; width: 100%; text-align: center">{words}</div>'
_PAGE_NUMBER = 'Page <span class="pageNumber"></span> of <span class="totalPages"></span>'


def make_chromium_files(texts: Iterable[Text], program: str) -> Iterator[tuple[Text, bytes]]:
    """Each text with its PDF file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        page = browser.new_page()
        for text in texts:
            page.set_content(make_print_page(text))
            yield text, page.pdf(**_settings(text))
        browser.close()


def _settings(text: Text) -> dict:
    width, height = text.layout.size
    foot = _PAGE_NUMBER if "foot" in text.layout.flags else ""
    return {
        # In CSS pixels, of which 96 make an inch.
        "width": f"{width / 0.75}px",
        "height": f"{height / 0.75}px",
        "margin": dict.fromkeys(("top", "right", "bottom", "left"), "60px"),
        "display_header_footer": True,
        "header_template": _FURNITURE.format(words=escape(text.head)),
        "footer_template": _FURNITURE.format(words=foot),
        "prefer_css_page_size": False,
    }
