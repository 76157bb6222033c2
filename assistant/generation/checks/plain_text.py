"""Check "plain text": no markup, link, image, hidden character or other kind of marker."""

from __future__ import annotations

import re
import unicodedata

from assistant.generation.comparison.cited_sentence import CitedSentence
from assistant.generation.comparison.sentence_check import SentenceCheck

_MARKUP = re.compile(
    r"[<>]"  # tags, and the tokens of chat templates
    r"|&(?:#\w+|[A-Za-z]{2,10});"  # HTML's entities
    r"|\[[^\[\]]*\]\s*[(\[:]"  # Markdown's links and images
    r"|\]\s*\("
    r"|\*\*|__|~~|(?<![\w*])\*\S[^*]*\S\*(?![\w*])"
    r"|```|\{\{|\}\}|\\[nrtx(\[]|\|\s*-{2,}"
)
_LINK = re.compile(
    # One character before the colon or the @ is enough; reading all of them is quadratic.
    r"[a-z][\d+.-]*:/{1,2}\S|[\w.+-]@[\w-]+\.\w|\bwww\.|\b(?:javascript|vbscript|data|mailto|file|blob)\s*:\s*\S",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?<![\w@])(?:(?P<site>[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|biz|io|ai|co|ru|cn|uk|de|fr|eu|tv|me|ly|"
    r"xyz|app|dev|site|online|top|onion)\b(?:/[^\s.,;:!?”\")]*(?:[.,;:][^\s.,;:!?”\")]+)*)?)"
    # Other words are skipped as a whole, so that each is read only once.
    r"|[\w-]++(?:\.[\w-]+)*+)",
    re.IGNORECASE,
)
_VARIATION_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_OTHER_MARKERS = re.compile(r"[【】〔〕⟦⟧［］①-⓿]|[¹²³⁰-⁹]|\[\^|\(\s*\d{1,2}\s*\)\s*[.!?]?$")
_HIDDEN_CATEGORIES = frozenset(("Cf", "Cc", "Co", "Cn", "Cs"))


def find_markup(sentence: CitedSentence) -> str | None:
    """What is wrong if the sentence is more than plain text.

    A site's name such as "ledger.com" is allowed if the evidence has it.
    """
    text = sentence.text
    if _VARIATION_SELECTOR.search(text) or any(
        unicodedata.category(character) in _HIDDEN_CATEGORIES for character in text
    ):
        return "hidden characters"
    if _MARKUP.search(text):
        return "markup"
    if _LINK.search(text):
        return "a link"
    if _OTHER_MARKERS.search(text):
        return "a marker in another form"
    quotes = " ".join(evidence.quote for evidence in sentence.evidence).lower()
    for match in _DOMAIN.finditer(text):
        if match["site"] and match["site"].lower() not in quotes:
            return "a link"
    return None


CHECK = SentenceCheck(
    name="plain text", order=10, find_problem=find_markup, ignores_missing_evidence_clause=False
)
