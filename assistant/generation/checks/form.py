"""Plain text alone: no markup, link, image, hidden character or other marker leaves the system."""

from __future__ import annotations

import re
import unicodedata

from assistant.generation.checks.claim import Claim

_MARKUP = re.compile(
    r"[<>]"  # tags, and the tokens of chat templates
    r"|&(?:#\w+|[A-Za-z]{2,10});"  # HTML's entities
    r"|\[[^\[\]]*\]\s*[(\[:]"  # Markdown's links and images
    r"|\]\s*\("
    r"|\*\*|__|~~|(?<![\w*])\*\S[^*]*\S\*(?![\w*])"
    r"|```|\{\{|\}\}|\\[nrtx(\[]|\|\s*-{2,}"
)
_LINK = re.compile(
    # Of what stands before the colon or the @ enough to know it by: the rest may be of any length.
    r"[a-z][\d+.-]*:/{1,2}\S|[\w.+-]@[\w-]+\.\w|\bwww\.|\b(?:javascript|vbscript|data|mailto|file|blob)\s*:\s*\S",
    re.IGNORECASE,
)
_DOMAIN = re.compile(
    r"(?<![\w@])(?:(?P<site>[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|info|biz|io|ai|co|ru|cn|uk|de|fr|eu|tv|me|ly|"
    r"xyz|app|dev|site|online|top|onion)\b(?:/[^\s.,;:!?”\")]*(?:[.,;:][^\s.,;:!?”\")]+)*)?)"
    # What has no such ending is passed over as a whole, so that each word is read but once.
    r"|[\w-]++(?:\.[\w-]+)*+)",
    re.IGNORECASE,
)
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ODD_MARKERS = re.compile(r"[【】〔〕⟦⟧［］①-⓿]|[¹²³⁰-⁹]|\[\^|\(\s*\d{1,2}\s*\)\s*[.!?]?$")
_HIDDEN = frozenset(("Cf", "Cc", "Co", "Cn", "Cs"))


def malformed(claim: Claim) -> str | None:
    """Whether a sentence is more than plain text; a site's name may stand where evidence has it."""
    hidden = any(unicodedata.category(character) in _HIDDEN for character in claim.text)
    if hidden or _VARIATION.search(claim.text):
        return "hidden characters"
    if _MARKUP.search(claim.text):
        return "markup"
    if _LINK.search(claim.text):
        return "a link"
    if _ODD_MARKERS.search(claim.text):
        return "a marker in another form"
    told = " ".join(one.quote for one in claim.backing).lower()
    for match in _DOMAIN.finditer(claim.text):
        if match["site"] and match["site"].lower() not in told:
            return "a link"
    return None
