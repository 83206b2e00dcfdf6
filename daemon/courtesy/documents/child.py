"""The program that the child process runs: a document on standard input, its text on standard output.

It is run by its path, isolated, and imports nothing of the package; courtesy.documents starts it.
"""

import contextlib
import io
import re
import sys
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    import pypdf

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
RTF = "application/rtf"

LARGEST = 10 * 1024 * 1024  # bytes of an attachment that is read
LONGEST = 200_000  # characters of text that are kept
PAGES = 30
CPU_SECONDS = 5
MEMORY = 384 * 1024 * 1024
_PDF_WORK = 400_000  # operators and objects that pypdf may look at; a page has some thousands
_LARGEST_XML = 20 * 1024 * 1024
_RTF_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.IGNORECASE
)
_RTF_DROPPED = frozenset({
    b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"header", b"footer", b"headerl", b"headerr", b"footerl",
    b"footerr", b"generator", b"themedata", b"colorschememapping", b"latentstyles", b"datastore", b"xmlnstbl",
    b"listtable", b"listoverridetable", b"rsidtbl", b"object", b"fldinst",
})  # fmt: skip
_RTF_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t",
    b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘",
    b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
}  # fmt: skip
_RTF_ESCAPED = {b"~": b" ", b"_": b"-", b"\\": b"\\", b"{": b"{", b"}": b"}"}


def main() -> None:
    """Read a document from standard input and write its text: what the child does."""
    import resource  # noqa: PLC0415  only the child needs it

    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (value, value))
    data = sys.stdin.buffer.read(LARGEST + 1)
    text = _READERS[sys.argv[1]](data)
    sys.stdout.buffer.write(text[:LONGEST].encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _pdf(data: bytes) -> str:
    import pypdf  # noqa: PLC0415  14 MB that only the child may spend

    with pypdf.apply_configuration(stream_parsing_work_maximum_count=_PDF_WORK):
        return _pages(pypdf.PdfReader(io.BytesIO(data)))


def _pages(reader: "pypdf.PdfReader") -> str:
    if reader.is_encrypted:
        reader.decrypt("")  # many are locked against printing only
    pages: list[str] = []
    for number, page in enumerate(reader.pages):
        if number == PAGES or sum(map(len, pages)) > LONGEST:
            break
        pages.append(_page(page))
    return "\n\n".join(page for page in pages if page)


def _page(page: "pypdf.PageObject") -> str:
    take = page.extract_text
    text = ""
    with contextlib.suppress(Exception):  # layout mode fails on rare fonts that the plain mode reads
        text = _folded(take(extraction_mode="layout"))
    if not text:
        with contextlib.suppress(Exception):
            text = _folded(take())
    return text


def _folded(laid_out: str) -> str:
    """Return text set out in columns with tabs between the columns, and lines set wide apart brought together."""
    rows = [re.sub(r" {3,}", "\t", re.sub(r"[\t\u00a0]", " ", row.strip())) for row in laid_out.split("\n")]
    rows = [re.sub(r" {2,}", " ", row) for row in rows]
    long = 0.7 * max(map(len, rows), default=0)
    usual = _usual_gap(rows, long)
    out: list[str] = []
    blank = 0
    for row in rows:
        if not row:
            blank += 1
            continue
        if out and blank > (usual if len(out[-1]) > long else 0):
            out.append("")
        out.append(row)
        blank = 0
    return "\n".join(out)


def _usual_gap(rows: list[str], long: float) -> int:
    """Return how many blank rows stand even between the lines of one paragraph: those below every long row."""
    gaps: list[int] = []
    blank, above = 0, ""
    for row in rows:
        if not row:
            blank += 1
            continue
        if len(above) > long:
            gaps.append(blank)
        blank, above = 0, row
    return min(gaps) if len(gaps) >= 3 else 0


def _docx(data: bytes) -> str:
    return _Zipped(
        "word/document.xml", {"p": "\n", "br": "\n", "cr": "\n", "tab": "\t", "tr": "\n"}, text="t", cell="tc"
    ).read(data)


def _odt(data: bytes) -> str:
    breaks = {"p": "\n", "h": "\n", "line-break": "\n", "tab": "\t", "s": " ", "table-row": "\n"}
    return _Zipped("content.xml", breaks, text="", cell="table-cell").read(data)


class _Zipped:
    """The text in one XML file of a zip archive. Entities are refused, and archives that swell."""

    def __init__(self, member: str, breaks: dict[str, str], *, text: str, cell: str) -> None:
        self._member, self._breaks, self._text, self._cell = member, breaks, text, cell
        self._pieces: list[str] = []
        self._open = 0
        self._cells = 0

    def read(self, data: bytes) -> str:
        """Return the text. Raises whatever zipfile and expat raise."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(self._member) as member:
            document = member.read(_LARGEST_XML + 1)
        if len(document) > _LARGEST_XML:
            raise ValueError("The document swells.")
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse
        parser.Parse(document, True)  # noqa: FBT003  its own signature
        rows = [
            "\t".join(" ".join(cell.split()) for cell in row.split("\t")).strip()
            for row in "".join(self._pieces).split("\n")
        ]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()

    def _start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self._open += local == self._text
        if local == self._cell:
            self._cells += 1
        elif local in self._breaks and local not in {"p", "h", "tr", "table-row"}:
            self._pieces.append(self._breaks[local])

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        self._open -= local == self._text
        if local == self._cell:
            self._cells -= 1
            self._pieces.append("\t")
        elif local in {"p", "h"}:
            self._pieces.append(" " if self._cells else "\n")
        elif local in {"tr", "table-row"}:
            self._pieces.append("\n")

    def _characters(self, data: str) -> None:
        if self._open or not self._text:
            self._pieces.append(data)

    def _refuse(self, *_: object) -> None:
        raise ValueError("The document declares entities.")


def _rtf(data: bytes) -> str:
    rich = _Rich()
    for word, number, coded, sign, brace, text in _RTF_TOKEN.findall(data):
        if brace:
            rich.group(brace)
        elif sign == b"*" or word in _RTF_DROPPED:
            rich.dropped = True
        elif word:
            rich.control(word, int(number or 1))
        else:
            rich.text(bytes.fromhex(coded.decode()) if coded else text or _RTF_ESCAPED.get(sign, b""))
    return re.sub(r"\n{3,}", "\n\n", "".join(rich.out)).strip()


class _Rich:
    """Rich text being read: whether the group is dropped, and what stands for readers that know no Unicode."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.dropped = False
        self._stack: list[tuple[bool, int]] = []
        self._spare = 1  # characters that follow each Unicode one for those readers
        self._skip = 0  # of them, how many are still to come

    def group(self, brace: bytes) -> None:
        """Begin or end a group."""
        if brace == b"{":
            self._stack.append((self.dropped, self._spare))
        else:
            self.dropped, self._spare = self._stack.pop() if self._stack else (False, 1)

    def control(self, word: bytes, number: int) -> None:
        """Take a control word."""
        if self.dropped:
            return
        if word == b"uc":
            self._spare = number
        elif word == b"u":
            self.out.append(chr(number % 65536))
            self._skip = self._spare
        else:
            self.out.append(_RTF_SIGNS.get(word, ""))

    def text(self, piece: bytes) -> None:
        """Take text."""
        if not self.dropped:
            self.out.append(piece[self._skip :].decode("cp1252", "replace"))
            self._skip = max(0, self._skip - len(piece))


_READERS: dict[str, Callable[[bytes], str]] = {PDF: _pdf, DOCX: _docx, ODT: _odt, RTF: _rtf}


if __name__ == "__main__":
    try:
        main()
    except BaseException:  # noqa: BLE001  whatever it was, the parent is told by the exit code
        sys.exit(3)
