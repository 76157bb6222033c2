"""Every printed word is read once, and none that isn't printed."""

import pytest
from support.word_files import extract, paragraph, read, run, table, word_file

from index.errors import DocumentError
from index.ingest.formats.word import read_word
from index.ingest.word import package
from index.limits import LIMITS

STYLES = (
    '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Secret"><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Dim"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Up">'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>",
        '<w:vanish w:val="1"/>',
        "<w:strike/>",
        '<w:dstrike w:val="true"/>',
        '<w:rStyle w:val="Dim"/>',
        '<w:rStyle w:val="Gone"/>',
    ],
)
def test_hidden_and_struck_out_words_are_left_out(properties):
    body = paragraph("“We will ", run("never ", properties), "sell the quay,” said Ilse Varga.")
    text = extract(body, parts={"styles": STYLES}).text
    assert text == "“We will sell the quay,” said Ilse Varga."


@pytest.mark.parametrize(
    "properties",
    ['<w:vanish w:val="0"/>', '<w:strike w:val="false"/>', "<w:caps/>", "<w:smallCaps/>"],
)
def test_words_whose_hiding_is_switched_off_are_read(properties):
    assert extract(paragraph("We will ", run("not ", properties), "sell.")).text == (
        "We will not sell."
    )


def test_a_style_that_a_paragraph_inherits_hides_it():
    hidden = paragraph("Draft only.", properties='<w:pStyle w:val="Secret"/>')
    assert extract(hidden + paragraph("The fee stays."), parts={"styles": STYLES}).text == (
        "The fee stays."
    )


def test_hidden_twice_is_shown():
    # A toggle in the paragraph's and in the character's style is off (ECMA-376, 17.7.3).
    twice = paragraph(
        run("The fee stays.", '<w:rStyle w:val="Dim"/>'), properties='<w:pStyle w:val="Secret"/>'
    )
    assert extract(twice, parts={"styles": STYLES}).text == "The fee stays."


def test_tracked_changes_are_read_as_accepted():
    old = "<w:del><w:r><w:delText>forty</w:delText></w:r></w:del>"
    body = paragraph("The fee is ", old, f"<w:ins>{run('fifty')}</w:ins>", " crowns.")
    ended = "<w:rPr><w:del/></w:rPr>"
    body += paragraph("It will ", properties=ended) + paragraph("stay so.")
    body += f"<w:moveFrom>{paragraph('Gone from here.')}</w:moveFrom>"
    assert extract(body).text == "The fee is fifty crowns.\nIt will stay so."


def field(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text):
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def test_a_field_shows_its_result_and_not_its_instruction():
    inner = field("begin") + instruction(" MERGEFIELD Sum ") + field("separate") + run("1,200")
    condition = (
        field("begin")
        + instruction(" IF ")
        + inner
        + field("end")
        + instruction(' = "" ')
        + run("a hidden branch")
        + field("separate")
        + run("the shown branch")
        + field("end")
    )
    simple = f'<w:fldSimple w:instr=" DATE ">{run("1 June 2021")}</w:fldSimple>'
    body = paragraph("On ", simple, " they chose ", condition, ".")
    assert extract(body).text == "On 1 June 2021 they chose the shown branch."


def test_a_field_that_never_ends_hides_nothing():
    body = paragraph("The fee ", field("begin"), instruction(" PAGE ")) + paragraph("stays so.")
    assert extract(body).text == "The fee\nstays so."


def test_boxes_and_lists_of_a_form_show_what_was_chosen():
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        f"</w:ffData></w:fldChar></w:r>{instruction(' FORMCHECKBOX ')}{field('end')}"
    )
    options = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val="No"/><w:listEntry w:val="Yes"/></w:ddList></w:ffData></w:fldChar>'
        f"</w:r>{instruction(' FORMDROPDOWN ')}{field('end')}"
    )
    assert extract(paragraph("Agreed ", box, " sold: ", options)).text == "Agreed ☒ sold: Yes"


def test_controls_tags_and_links_are_read_through():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('the quay ')}</w:sdtContent></w:sdt>"
    tag = f"<w:smartTag><w:smartTagPr/>{run('of Oxmoor ')}</w:smartTag>"
    custom = f"<w:customXml><w:customXmlPr/>{run('is not ')}</w:customXml>"
    link = f"<w:hyperlink>{run('for sale')}</w:hyperlink>"
    block = f"<w:sdt><w:sdtContent>{paragraph('She', ' said so.')}</w:sdtContent></w:sdt>"
    body = paragraph("Why ", control, tag, custom, link, ".") + block
    assert extract(body).text == "Why the quay of Oxmoor is not for sale.\nShe said so."


def test_a_placeholder_that_nobody_filled_in_is_no_content():
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{run('Click here to enter text.')}</w:sdtContent></w:sdt>"
    )
    assert read(paragraph("The fee stays. ", empty)) == "The fee stays. "


def test_symbols_are_the_characters_that_their_fonts_show():
    tick = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    alpha = run("a", '<w:rFonts w:ascii="Symbol"/>')
    private = run("\uf0b3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    body = paragraph(tick, " agreed: ", alpha, " ", private, " 5")
    assert extract(body).text == "✓ agreed: α ≥ 5"


def test_an_equation_is_a_line_of_text():
    def part(name, text):
        return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

    fraction = f"<m:f>{part('num', 'a+b')}{part('den', '2')}</m:f>"
    power = f"<m:sSup>{part('e', 'c')}{part('sup', '2')}</m:sSup>"
    root = f"<m:rad><m:radPr/>{part('e', 'x+1')}</m:rad>"
    body = paragraph(
        "It is ", f"<m:oMath>{fraction}</m:oMath>", " of ", f"<m:oMath>{power}</m:oMath>", "."
    )
    body += f"<m:oMathPara><m:oMath>{root}</m:oMath></m:oMathPara>"
    assert extract(body).text == "It is (a+b)/2 of c².\n√(x+1)"


def box(*paragraphs):
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        "</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_behind_its_paragraph():
    body = paragraph("The quay ", box(paragraph("In a box."), paragraph("Two lines.")), "stays.")
    assert extract(body + paragraph("End.")).text == "The quay stays.\nIn a box.\nTwo lines.\nEnd."


def test_a_text_box_of_an_old_program_is_read():
    old = (
        f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Old box.')}</w:txbxContent>"
        "</v:textbox></w:pict></w:r>"
    )
    assert extract(paragraph("The quay stays.", old)).text == "The quay stays.\nOld box."


def test_a_large_initial_belongs_to_its_word():
    initial = paragraph("T", properties='<w:framePr w:dropCap="drop"/>')
    assert extract(initial + paragraph("he quay stays.")).text == "The quay stays."


def test_invisible_hyphens_and_fixed_ones():
    body = paragraph(
        "<w:r><w:t>co</w:t><w:softHyphen/><w:t>ope\u00adrative non</w:t>"
        "<w:noBreakHyphen/><w:t>binding</w:t></w:r>"
    )
    assert extract(body).text == "cooperative non\u2011binding"


@pytest.mark.parametrize("strict", [False, True])
def test_strict_open_xml_says_the_same(strict):
    body = paragraph(
        "The fee ",
        run("never ", "<w:vanish/>"),
        "rises.",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    notes = f'<w:footnote w:id="2">{paragraph("Not before May.")}</w:footnote>'
    text = extract(body, strict=strict, parts={"footnotes": notes}).text
    assert text == "The fee rises.¹\nNot before May."


def test_an_embedded_page_text_and_file_are_read_where_they_stand():
    page = b"<html><body><p>The fee stays, Ilse Varga said.</p></body></html>"
    archive = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/html\r\n\r\n<p>The mole stays.</p>\r\n--x--\r\n"
    )
    chunks = {
        "a.html": page,
        "b.mht": archive,
        "c.docx": word_file(paragraph("The crews stay.")),
        "d.txt": "The pilots stay.\n\nSo does Zoë.".encode(),
    }
    body = paragraph("First.") + "".join(f'<w:altChunk r:id="{name}"/>' for name in "abcd")
    assert extract(body, chunks=chunks).text == (
        "First.\nThe fee stays, Ilse Varga said.\nThe mole stays.\nThe crews stay."
        "\nThe pilots stay.\nSo does Zoë."
    )


def test_no_title_is_made_up():
    assert read_word(word_file(paragraph("The fee stays.")), LIMITS).weak_metadata.title is None


def test_a_table_of_contents_is_no_content():
    contents = paragraph(
        field("begin"), instruction(' TOC \\o "1-3" '), field("separate"), "The fee\t3"
    ) + paragraph("The mole\t4", field("end"))
    styled = paragraph("The fee\t3", properties='<w:pStyle w:val="T"/>')
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("Report") + styled + paragraph("The fee stays.")
    assert read(body, parts={"styles": styles}) == "Report\nThe fee stays."
    assert "The mole\t4\nThe fee stays." not in read(contents + paragraph("The fee stays."))


def test_a_sign_of_a_font_without_a_table_is_left_out():
    webdings = run("\uf031", '<w:rFonts w:ascii="Webdings"/>')
    assert extract(paragraph("The fee", webdings, " stays \uf0b3 5.")).text == (
        "The fee stays ≥ 5."
    )


def test_a_diagram_is_read_behind_its_paragraph():
    drawing = '<w:r><w:drawing><dgm:relIds r:dm="dataModel"/></w:drawing></w:r>'
    points = (
        "<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Fees</a:t></a:r></a:p></dgm:t></dgm:pt>"
        '<dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>Not shown</a:t></a:r></a:p></dgm:t></dgm:pt>'
        "</dgm:ptLst>"
    )
    body = paragraph("As drawn:", drawing) + paragraph("End.")
    assert extract(body, parts={"dataModel": points}).text == "As drawn:\nFees\nEnd."


def test_a_long_text_is_read_piece_by_piece_with_the_same_result(monkeypatch):
    body = "".join(paragraph(f"Sentence {number}.") for number in range(3000))
    body = f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>" + body
    body += "<w:customXml>" + table(("One", "Two")) + "</w:customXml>" + paragraph("End.")
    whole = [read_word(word_file(body, strict=strict), LIMITS) for strict in (False, True)]
    monkeypatch.setattr(package, "_WHOLE_BYTES", 0)
    assert [read_word(word_file(body, strict=strict), LIMITS) for strict in (False, True)] == whole
    assert whole[0].text.count("\n") == 6001


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (word_file("<w:sdt>" * 300 + "</w:sdt>" * 300), "too deep inside each other"),
        (word_file(paragraph("x")).replace(b"word/document.xml", b"word/documenu.xml"), "corrupt"),
        (word_file("<w:altChunk r:id='a'/>", chunks={"a.rtf": b"{\\rtf1}"}), "embedded .rtf file"),
        (word_file(paragraph("x"), parts={"styles": "<w:p"}), "corrupt .docx"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(data, message):
    with pytest.raises(DocumentError, match=message):
        read_word(data, LIMITS)
