"""Small valid files of each format, and mutated ones made of them."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache

from document_makers.texts import load_texts
from document_makers.web_pages import make_web_page

FORMS = ("html", "pdf", "docx", "md", "txt")
_TEXTS = ("berthing-fees", "auditors-report", "german-energy", "hebrew-library", "pull-quotes")
_HUGE = (b"99999999999999999999", b"-1", b"0", b"4294967296", b"1e308", b"2147483647")
_MARKUP = {
    "html": [
        *(b"<div> </p> <table><tr><td> <![CDATA[ <!-- &#x110000; &#0; <q> <plaintext>".split()),
        *(b"<template>", b"<svg><text>", b'<meta charset="utf-16">', b"<p hidden>", b"</body>"),
    ],
    "md": [
        *(b"> ", b"**", b"[a](", b"```\n", b"---\n", b"| a |\n", b"![", b"<b>", b"# ", b"_"),
        *(b"  \n", b"a:\n", b"&amp;", b"[^1]: ", b"~~", b"\\"),
    ],
    "txt": [
        b"\n\n",
        b"\f",
        b"\r",
        "\xa0\n".encode(),
        "\u2028".encode(),
        b"A: ",
        b"-\n",
        b"> ",
        b"\t",
    ],
    "pdf": [
        *(b"<< >> [ ] endobj ( << /Filter /DCTDecode Tj Tf Td ET BT q Q Do BI endstream".split()),
        *(b"/Length 99999999", b"/Parent 3 0 R", b"/Type /Pages", b"/Filter /FlateDecode "),
        *(b"stream\n", b"/Kids [1 0 R]", b"1 0 R ", b"1 0 0 1 9e9 9e9 cm ", b"/MediaBox [0 0 0 0]"),
    ],
    "xml": [
        *(b"<w:p> </w:p> <w:tbl> <w:r><w:t>x</w:t></w:r> <w:sdt><w:sdtContent> &bad; ]]>".split()),
        *(b"<w:fldSimple/>", b"<w:del>", b"<w:tab/>", b'<w:gridSpan w:val="x"/>', b"<w:br/>"),
    ],
}
"""What is put into files, besides what they hold themselves."""

Change = Callable[[bytes, random.Random], bytes]


def make_mutated_file(form: str, seed: int) -> bytes:
    """A mutated file, the same for each seed."""
    rng = random.Random(f"{form} {seed}")
    seeds = make_seeds(form)
    data = rng.choice(seeds)
    if form == "docx" and rng.random() < 0.8:
        return _mutate_archive(data, rng)
    data = _mutate(data, rng, form, seeds)
    if form in ("html", "md", "txt") and rng.random() < 0.7:
        # Else most files would be refused for a broken character.
        data = data.decode(errors="ignore").encode()
    return data


@cache
def make_seeds(form: str) -> tuple[bytes, ...]:
    """Small valid files of a format."""
    texts = load_texts(_TEXTS)
    if form == "html":
        return tuple(make_web_page(text).encode() for text in texts)
    if form == "pdf":
        from document_makers.reportlab_files import make_reportlab_file

        compressed = [make_reportlab_file(text) for text in texts if not text.not_by]
        return (*compressed, *map(_uncompressed, compressed))
    if form == "docx":
        from document_makers.word_files import make_word_file

        return tuple(make_word_file(text) for text in texts)
    if form == "md":
        return tuple(_markdown(text.plain_text()).encode() for text in texts)
    return tuple(
        _wrapped(text.plain_text(), width).encode() for text in texts for width in (45, 72)
    )


def _uncompressed(data: bytes) -> bytes:
    """With page contents as text, so that mutations reach their operators."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DecodedStreamObject, NameObject

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        stream = DecodedStreamObject()
        stream.set_data(page.get_contents().get_data())
        page[NameObject("/Contents")] = writer._add_object(stream)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _markdown(plain: str) -> str:
    title, *lines = plain.splitlines()
    body = "\n\n".join(re.sub(r"\b([A-Z]\w+ [A-Z]\w+)\b", r"**\1**", line) for line in lines)
    return (
        f"---\ntitle: {title!r}\ndate: 2021-06-03\n---\n\n# {title}\n\n{body}\n\n> quoted\n> too\n"
    )


def _wrapped(plain: str, width: int) -> str:
    import textwrap

    return "\n\n".join(textwrap.fill(line, width) for line in plain.splitlines()) + "\n"


def _mutate(data: bytes, rng: random.Random, markup: str, seeds: tuple[bytes, ...]) -> bytes:
    """One to four changes."""
    changes: tuple[Change, ...] = (
        _flip_bytes,
        _truncate,
        _repeat_part,
        _remove_part,
        _swap_parts,
        _make_numbers_huge,
        lambda data, rng: _splice(data, rng.choice(seeds), rng),
        lambda data, rng: _insert(data, rng, rng.choice(_MARKUP.get(markup, (b"\0",)))),
        lambda data, rng: _insert(data, rng, _nested(markup, rng)),
        lambda data, rng: _insert(data, rng, rng.randbytes(rng.randint(1, 40))),
    )
    for _ in range(rng.randint(1, 4)):
        data = rng.choice(changes)(data, rng)
    return data


def _nested(markup: str, rng: random.Random) -> bytes:
    """One piece of markup many times over, as no editor nests it."""
    return rng.choice(_MARKUP.get(markup, (b"\0",))) * rng.choice((30, 300, 3000))


def _span(data: bytes, rng: random.Random, longest: int = 2000) -> slice:
    start = rng.randint(0, len(data))
    return slice(start, start + rng.randint(1, longest))


def _flip_bytes(data: bytes, rng: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(rng.randint(1, 20) if data else 0):
        flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


def _truncate(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _remove_part(data: bytes, rng: random.Random) -> bytes:
    part = _span(data, rng)
    return data[: part.start] + data[part.stop :]


def _repeat_part(data: bytes, rng: random.Random) -> bytes:
    part = _span(data, rng)
    return data[: part.start] + data[part] * rng.choice((2, 3, 50)) + data[part.stop :]


def _swap_parts(data: bytes, rng: random.Random) -> bytes:
    first, second = sorted(rng.randint(0, len(data)) for _ in range(2))
    return data[second:] + data[first:second] + data[:first]


def _splice(data: bytes, other: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def _insert(data: bytes, rng: random.Random, inserted: bytes) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + inserted + data[at:]


def _make_numbers_huge(data: bytes, rng: random.Random) -> bytes:
    return re.sub(
        rb"\d+", lambda number: rng.choice(_HUGE) if rng.random() < 0.05 else number[0], data
    )


def _mutate_archive(data: bytes, rng: random.Random) -> bytes:
    """A Word file of which some parts are changed, and that is a valid archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    likely = [name for name in names if re.search(r"document|footnotes|Types|rels$", name)]
    contents = tuple(parts.values())
    for _ in range(rng.randint(1, 3)):
        name = rng.choice(likely if rng.random() < 0.7 else names)
        if rng.random() < 0.1:
            parts.pop(name, None)
        elif name in parts:
            change = _change_elements if rng.random() < 0.6 else _mutate_part
            parts[name] = change(parts[name], rng, contents)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def _mutate_part(part: bytes, rng: random.Random, contents: tuple[bytes, ...]) -> bytes:
    return _mutate(part, rng, "xml", contents)


def _change_elements(part: bytes, rng: random.Random, contents: tuple[bytes, ...]) -> bytes:
    """Elements and attributes changed so that it stays well-formed."""
    from lxml import etree

    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:  # an earlier change
        return _mutate_part(part, rng, contents)
    elements = list(root.iter("{*}*"))
    for _ in range(rng.randint(1, 6)):
        element = rng.choice(elements)
        if element.attrib and rng.random() < 0.4:
            name = rng.choice(list(element.attrib))
            element.attrib[name] = rng.choice((*_HUGE, b"x", b"", b"rId1", b"../a")).decode()
        elif rng.random() < 0.3:
            element.tag = rng.choice(elements).tag
        elif element.getparent() is not None and rng.random() < 0.5:
            element.getparent().remove(element)
        else:
            _wrap(element, rng)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _wrap(element, rng: random.Random) -> None:
    """Put an element into itself, many times."""
    from lxml import etree

    if element.getparent() is None:
        return
    for _ in range(rng.choice((1, 5, 100))):
        outer = etree.Element(element.tag, element.attrib)
        element.getparent().replace(element, outer)
        outer.append(element)
