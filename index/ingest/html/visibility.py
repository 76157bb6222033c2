"""Removes from a page what no reader sees: scripts, form controls, hidden and withdrawn words.

What a click unfolds is seen: the content of `<details>`, and blocks hidden by `display:none`, as
answers under their questions are. Hidden for good are words within a sentence, and what has the
attribute `hidden` or a class such as `visually-hidden`, unless a button names it as what it opens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from index.ingest.html.style_rules import read_style_rules

__all__ = ["remove_unseen"]

_UNSEEN = (
    *("script", "style", "template", "noscript", "noframes", "noembed", "head", "svg", "canvas"),
    *("audio", "video", "iframe", "rt", "rp", "rtc", "annotation", "annotation-xml", "link"),
)
_WITHDRAWN = ("del", "s", "strike")
_MAX_FALLBACK = 300
"""Characters of the paragraphs for browsers that can't show a drawing or a film."""
_CONTROLS = ("input", "select", "textarea", "datalist", "progress", "meter", "option", "keygen")
_KEEPS_BUTTON = frozenset("h1 h2 h3 h4 h5 h6 summary dt legend th".split())
"""Elements whose button is their text: the questions of an accordion."""
_MIN_SENTENCE = 20
"""Characters of the text beside a button that is a word of a sentence."""
_TYPED_INPUTS = frozenset({"", "text", "email", "search", "password", "tel", "url"})
_MAX_FORM = 400
"""Characters of a form that is nothing but a form (a search, a newsletter); some pages are one
form from head to foot."""
_MAX_LABEL = 20
"""Elements of a label among which its control is looked for."""
_IN_SENTENCES = frozenset("span b strong em i u small font mark a sup sub ins abbr time".split())
"""Elements for which a page's style sheet is asked. Larger ones it often hides until a script of
the page shows them."""
_UNFOLDABLE = frozenset(
    "article blockquote dd details div dl fieldset figure ol section table tbody ul".split()
)
"""Elements that a page folds away with `display:none` and unfolds on a click."""
_ADDED_BY_ARCHIVES = "//*[@id='wm-ipp-base' or @id='wm-ipp' or @id='wm-ipp-print']"
"""The bar with dates that web.archive.org puts on top of a page."""
_CANDIDATES = (
    "//*[@*][@hidden or @aria-hidden='true' or contains(@style,':') or contains(@class,'hidden')"
    " or contains(@class,'sr-only') or contains(@class,'screen-reader')"
    " or contains(@class,'invisible') or contains(@class,'strike')"
    " or contains(@class,'line-through')]"
)
_HIDDEN_CLASSES = frozenset(
    """visually-hidden visuallyhidden visually-hidden-focusable sr-only screen-reader-text
    screen-reader-only screenreader a11y-hidden element-invisible u-visually-hidden
    is-visually-hidden hidden-visually invisible govuk-visually-hidden""".split()
)
_STRUCK_CLASSES = frozenset("strike strikethrough strike-through line-through".split())
_STRUCK_STYLE = re.compile(
    r"text-decoration[\w-]{0,20}\s{0,9}:[^;]{0,60}line-through", re.IGNORECASE
)
_FOLDED_STYLE = re.compile(r"(?<![\w-])display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_HIDDEN_STYLE = re.compile(
    r"(?<![\w-])(?:visibility\s{0,9}:\s{0,9}(?:hidden|collapse)|opacity\s{0,9}:\s{0,9}0(?:\.0{1,9})?\s{0,9}(?:;|!|$)"
    r"|font-size\s{0,9}:\s{0,9}0(?:px|em|rem|pt|%)?\s{0,9}(?:;|!|$)|clip\s{0,9}:\s{0,9}rect\(\s{0,9}[01]"
    r"|(?:left|top|right|text-indent|margin-left)\s{0,9}:\s{0,9}-\d{3,6})",
    re.IGNORECASE,
)


def remove_unseen(tree: Any) -> None:
    """Remove what a reader of the page doesn't see. Changes `tree`."""
    from lxml import etree

    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    _remove_forms(tree)
    for bar in tree.xpath(_ADDED_BY_ARCHIVES):
        _remove(bar)
    opened = _opened_by_controls(tree)
    rules = read_style_rules(tree)
    for element in tree.xpath("//*[@*]" if rules else _CANDIDATES):
        if _is_hidden(element, opened, rules):
            _remove(element)
    for dialog in list(tree.iter("dialog")):
        if dialog.get("open") is None:
            _remove(dialog)
    for button in list(tree.iter("button")):
        if not _is_text(button):
            _remove(button)
    _unwrap_unclosed(tree)
    etree.strip_elements(tree, *_UNSEEN, *_WITHDRAWN, *_CONTROLS, with_tail=False)


def _unwrap_unclosed(tree: Any) -> None:
    """Keep the page that stands in a drawing or a player because its end tag is missing."""
    for element in list(tree.iter("svg", "canvas", "audio", "video", "select", "datalist")):
        paragraphs = element.iter("p")
        if sum(len(text) for one in paragraphs for text in one.itertext()) > _MAX_FALLBACK:
            element.drop_tag()


def _remove_forms(tree: Any) -> None:
    """Remove forms to be filled in, and the labels of form controls."""
    for form in list(tree.iter("form")):
        inputs = [one for one in form.iter("input", "textarea") if _is_typed(one)]
        if inputs and len(" ".join(form.itertext())) <= _MAX_FORM and not form.findall(".//p"):
            _remove(form)
    labels = list(tree.iter("label"))
    if not labels:
        return
    controls = {one.get("id") for one in tree.iter(*_CONTROLS) if one.get("id")}
    for label in labels:
        is_of_control = label.get("for") in controls or _holds_control(label)
        if is_of_control and len("".join(label.itertext())) <= _MAX_FORM:
            _remove(label)


def _holds_control(label: Any) -> bool:
    # Labels inside each other would take time with the square of their number.
    return any(one.tag in _CONTROLS for one in islice(label.iterdescendants(), _MAX_LABEL))


def _is_typed(control: Any) -> bool:
    return control.tag == "textarea" or (control.get("type") or "").lower() in _TYPED_INPUTS


def _opened_by_controls(tree: Any) -> frozenset[str]:
    """Ids of the elements that a button or a link says it opens."""
    named = tree.xpath("//*[@*]/@*[name()='aria-controls' or contains(name(),'-target')]")
    return frozenset(name.lstrip("#") for value in named for name in str(value).split())


def _is_hidden(element: Any, opened: frozenset[str], rules: Mapping[str, str]) -> bool:
    if element.get("id") in opened:
        return False
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if element.get("aria-hidden") == "true" and not _holds_page(element):
        return True
    classes = set((element.get("class") or "").split())
    if classes & _HIDDEN_CLASSES or classes & _STRUCK_CLASSES:
        return True
    style = element.get("style") or ""
    if rules and element.tag in _IN_SENTENCES:
        ruled = [f".{name}" for name in classes] + [f"#{element.get('id')}"]
        style = ";".join([*(rules[name] for name in ruled if name in rules), style])
    if not style:
        return False
    if _FOLDED_STYLE.search(style):
        return element.tag not in _UNFOLDABLE
    return bool(_HIDDEN_STYLE.search(style) or _STRUCK_STYLE.search(style))


def _holds_page(element: Any) -> bool:
    """Whether an element holds the content, as of a page saved while a dialog covered it."""
    return next(element.iter("p", "main", "article", "h1"), None) is not None


def _is_text(button: Any) -> bool:
    """Whether a button is the text of a heading or of a question, or a word of a sentence."""
    around = button.getparent()
    beside = [around.text, *(one.tail for one in around)] if around is not None else []
    if sum(len(text.strip()) for text in beside if text) >= _MIN_SENTENCE:
        return True
    for _ in range(3):
        if around is None:
            return False
        if around.tag in _KEEPS_BUTTON:
            return True
        around = around.getparent()
    return False


def _remove(element: Any) -> None:
    """Remove an element and leave the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()
