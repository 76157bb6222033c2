"""Renders all HTML, from jinja2 templates in one environment that escapes every value.

A template is a file `*.html.j2` in a folder `templates/` beside the module that renders it, and is
named by its path in this package: `render("evaluation/templates/report.html.j2", title=title)`.
Whatever else a template needs, a function that formats a number for instance, is passed as a value.

Only this module makes `Markup`, the type of strings that jinja2 puts into a page unescaped, and no
template uses `|safe`. So text of users and documents can't reach a page unescaped.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["render", "trusted", "web_address"]

# What HTML can't carry: lone surrogates (from file names that aren't UTF-8), and NUL and the other
# C0 controls except tab, form feed and line breaks.
_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
_BYTES_TO_REPLACE = bytes((*range(0x09), 0x0B, *range(0x0D, 0x20), 0x7F))
"""The control characters among them, and the carriage return."""
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


def render(template_name: str, /, **values: Any) -> Markup:
    """The HTML of a template, with every value escaped.

    Text is shown exactly as it is, in an element or in an attribute. What HTML can't carry becomes
    U+FFFD. Carriage returns are written as references, because browsers drop them and a quote must
    keep the document's own characters.

    Args:
        template_name: Path of the template in this package.
        values: What the template names. Strings are escaped; `Markup`, which `render` returned
            before, is not escaped again.

    Raises:
        jinja2.UndefinedError: The template names a value that wasn't passed.
        jinja2.TemplateNotFound: There is no such template.
    """
    return trusted(_environment().get_template(template_name).render(values))


def trusted(html: str) -> Markup:
    """Mark our own HTML or CSS, or a library's (such as a plot), as safe to use in a template.

    Never for text of a document, a question, a user or a model: those are escaped by `render`.
    """
    from markupsafe import Markup

    if not _is_html_text(html):
        # A pair of surrogates is a character that both stand for together.
        html = html.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        html = _NOT_IN_HTML.sub("\ufffd", html).replace("\r", "&#13;")
    return Markup(html)  # noqa: S704 - all values in it were escaped by the template


def _is_html_text(html: str) -> bool:
    """Whether there is nothing to replace. Several times as fast as a pattern on a long text."""
    try:
        encoded = html.encode()
    except UnicodeEncodeError:  # a surrogate
        return False
    return len(encoded.translate(None, _BYTES_TO_REPLACE)) == len(encoded)


def web_address(url: object) -> str | None:
    """The address if a browser may follow it: http or https, nothing else."""
    return url if isinstance(url, str) and _WEB_ADDRESS.fullmatch(url) else None


@cache
def _environment() -> Environment:
    """The one environment. jinja2 is loaded here, because most commands make no HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from assistant.citations.wording import long_date

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(long_date=long_date, web_address=web_address)
    return environment
