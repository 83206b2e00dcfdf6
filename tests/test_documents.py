"""The text of attached documents, and what hostile ones cannot do."""

import io
import zipfile

import fpdf
import pypdf
import pytest

from courtesy import documents

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _pdf(*paragraphs, rows=()):
    sheet = fpdf.FPDF()
    sheet.add_page()
    sheet.set_font("Helvetica", size=11)
    for paragraph in paragraphs:
        sheet.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
        sheet.ln(4)
    if rows:
        with sheet.table() as table:
            for cells in rows:
                row = table.row()
                for cell in cells:
                    row.cell(cell)
    return bytes(sheet.output())


def _zip(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _docx(body):
    return _zip(**{"word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'})


def test_a_letter_in_pdf_keeps_its_paragraphs():
    long = (
        "We are pleased to offer you the position of bookbinder in our workshop in the old town, beginning in May. " * 2
    )
    text = documents.extract(documents.PDF, _pdf("Dear Tobias,", long, "Salary: EUR 61,000 per annum"))
    assert "Dear Tobias,\n\nWe are pleased to offer you the position of bookbinder" in text
    assert "\n\nSalary: EUR 61,000 per annum" in text


def test_a_table_in_pdf_keeps_its_rows_together():
    text = documents.extract(documents.PDF, _pdf(rows=[("Base salary", "$61,000 per year"), ("Start", "4 May 2026")]))
    assert "Base salary\t$61,000 per year" in text
    assert "Start\t4 May 2026" in text


def test_a_pdf_locked_against_printing_is_read():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf("Join us.")))
    writer.encrypt(user_password="", owner_password="secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "Join us." in documents.extract(documents.PDF, out.getvalue())


def test_only_the_first_pages_are_read():
    sheet = fpdf.FPDF()
    sheet.set_font("Helvetica", size=11)
    for number in range(documents.PAGES + 2):
        sheet.add_page()
        sheet.cell(text=f"page number {number} ends")
    text = documents.extract(documents.PDF, bytes(sheet.output()))
    assert f"page number {documents.PAGES - 1} ends" in text
    assert f"page number {documents.PAGES} ends" not in text


def test_a_letter_in_docx_keeps_paragraphs_and_tables():
    body = (
        "<w:p><w:r><w:t>Dear Tobias,</w:t></w:r></w:p><w:p/>"
        "<w:p><w:r><w:t>join </w:t></w:r><w:r><w:t>us &amp; stay.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Base pay</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>61,000</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert documents.extract(documents.DOCX, _docx(body)) == "Dear Tobias,\n\njoin us & stay.\nBase pay\t61,000"


def test_what_was_deleted_from_a_docx_is_not_read():
    body = "<w:p><w:r><w:delText>Old</w:delText></w:r><w:r><w:t>New</w:t></w:r></w:p>"
    assert documents.extract(documents.DOCX, _docx(body)) == "New"


def test_an_open_document_is_read():
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    content = (
        f'<o:x xmlns:o="o" xmlns:text="{text}"><text:p>Dear Tobias,</text:p><text:p>join<text:s/>us</text:p></o:x>'
    )
    assert documents.extract(documents.ODT, _zip(**{"content.xml": content})) == "Dear Tobias,\njoin us"


def test_rich_text_is_read():
    rich = (
        rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x;}\f0 Dear \b Tobias\b0,\par Caf\'e9, \u8364?61{\}000\par}"
    )
    assert documents.extract(documents.RTF, rich) == "Dear Tobias,\nCafé, €61}000"


def _nested_entities():
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50}">' for n in range(1, 9))
    return f'<!DOCTYPE x [<!ENTITY e0 "0123456789">{rows}]><x>&e8;</x>'


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        (documents.PDF, b""),
        (documents.PDF, b"no pdf at all"),
        (documents.PDF, b"%PDF-1.7\n" + b"<<" * 100_000),
        (documents.PDF, _pdf("cut short")[:400]),
        (documents.DOCX, b"PK\x03\x04 no archive"),
        (documents.DOCX, _zip(other="x")),
        (documents.DOCX, _zip(**{"word/document.xml": b"x" * 200_000_000})),
        (documents.DOCX, _zip(**{"word/document.xml": _nested_entities()})),
        (documents.DOCX, _zip(**{"word/document.xml": "<a>" * 1_000_000})),
        (documents.RTF, b"{\\rtf1" + b"{" * 1_000_000),
        ("image/png", b"\x89PNG"),
        (documents.PDF, b"%PDF-1.7" + b"x" * documents.LARGEST),
    ],
    ids=range(12),
)
def test_what_cannot_be_read_gives_no_text_and_no_error(media_type, data):
    assert documents.extract(media_type, data) == ""


def test_a_pdf_that_swells_is_given_up():
    swollen = pypdf.PdfWriter()
    page = swollen.add_blank_page(200, 200)
    stream = pypdf.generic.StreamObject()
    stream.set_data(b"BT (a) Tj ET\n" * 4_000_000)
    page[pypdf.generic.NameObject("/Contents")] = swollen._add_object(stream.flate_encode())
    out = io.BytesIO()
    swollen.write(out)
    assert len(documents.extract(documents.PDF, out.getvalue())) <= documents.LONGEST


def test_text_beyond_the_limit_is_cut():
    body = "<w:p><w:r><w:t>" + "word " * 200_000 + "</w:t></w:r></w:p>"
    assert len(documents.extract(documents.DOCX, _docx(body))) == documents.LONGEST
