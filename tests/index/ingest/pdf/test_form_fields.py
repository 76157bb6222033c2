"""What was filled in a form and typed on a page is read at its place."""

from __future__ import annotations

import io

import pypdf
from pypdf.annotations import FreeText, Text
from support.pdf_files import HEIGHT, blocks_of, draw, lines

REMARKS = ["The pilots object to any rise of the fee.", "We said so in May, and nobody answered."]


def form(canvas):
    fields = canvas.acroForm
    lines(canvas, ["Consultation on harbour fees"], top=70, size=16)
    lines(canvas, ["Name:"], top=110)
    fields.textfield(name="name", value="Ilse Varga", x=130, y=HEIGHT - 115, width=200, height=18)
    for number, (label, checked) in enumerate([("Yes, by a third", True), ("No", False)]):
        top = 160 + 20 * number
        fields.checkbox(name=label, checked=checked, x=72, y=HEIGHT - top - 3, size=14)
        lines(canvas, [label], top=top, left=95)
    for number, (label, selected) in enumerate([("All boats", False), ("Small boats", True)]):
        top = 200 + 20 * number
        place = {"x": 72, "y": HEIGHT - top - 3, "size": 14}
        fields.radio(name="boats", value=label[0], selected=selected, **place)
        lines(canvas, [label], top=top, left=95)
    lines(canvas, ["Town:"], top=250)
    place = {"x": 130, "y": HEIGHT - 255, "width": 100, "height": 18}
    fields.choice(name="town", value="Oxmoor", options=["Oxmoor", "Tarnholm"], **place)
    lines(canvas, ["Remarks:"], top=280)
    place = {"x": 72, "y": HEIGHT - 380, "width": 400, "height": 90}
    fields.textfield(name="remarks", value="\n".join(REMARKS), fieldFlags="multiline", **place)
    place = {"x": 72, "y": HEIGHT - 430, "width": 100, "height": 18}
    fields.textfield(name="code", value="secret", fieldFlags="password", **place)
    lines(canvas, ["Thank you for your answer."], top=460)


def test_what_was_filled_in_stands_at_its_place():
    assert blocks_of(draw(form)) == [
        "Consultation on harbour fees",
        "Name: Ilse Varga",
        "☒ Yes, by a third",
        "☐ No",
        "☐ All boats",
        "☒ Small boats",
        "Town: Oxmoor",
        "Remarks:",
        *REMARKS,
        "Thank you for your answer.",
    ]


def test_a_typed_remark_is_read_and_a_sticky_note_is_not():
    writer = pypdf.PdfWriter(io.BytesIO(draw(lambda page: lines(page, ["Should the fee rise?"]))))
    remark = FreeText(text="The treasury agrees, said Oskar Lind.", rect=(72, 500, 400, 540))
    writer.add_annotation(0, remark)
    writer.add_annotation(0, Text(text="A sticky note", rect=(500, 700, 520, 720)))
    made = io.BytesIO()
    writer.write(made)
    assert blocks_of(made.getvalue()) == [
        "Should the fee rise?",
        "The treasury agrees, said Oskar Lind.",
    ]
