"""A page of plain text as a PDF file, small enough to need no library (ISO 32000-1)."""

_LEADING = 16


def page(text: str) -> bytes:
    """Return an A4 page that shows `text` line by line; characters outside Windows-1252 become question marks."""
    shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in text.splitlines())
    content = f"BT /F1 11 Tf {_LEADING} TL 72 770 Td\n{shown}ET".encode("ascii")
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )


def _escaped(line: str) -> str:
    """Write a line as the inside of a literal string, everything but letters, digits and spaces in octal."""
    return "".join(
        chr(byte) if byte == 32 or (byte < 128 and chr(byte).isalnum()) else f"\\{byte:03o}"
        for byte in line.encode("cp1252", "replace")
    )


def _file(*objects: bytes) -> bytes:
    """Number the objects and add the table that says where each begins."""
    made, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(made))
    )
