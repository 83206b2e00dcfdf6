"""A page of text being laid out: lines, paragraphs, cells, quotation.

Elements come from mail.html, one after the other; the lines go back there.
"""

import re
from dataclasses import dataclass, field

from courtesy.mail import charset

_WHITE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is seen; `quoted` says a client marked it so, `indented` that it stands in a bare blockquote."""

    text: str
    quoted: bool
    indented: bool


@dataclass(slots=True)
class Page:
    """What has been seen so far. A break is only written once text follows it."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    breaks: int = 0  # line ends owed before the next text: 1 a new line, 2 a new paragraph
    cell: bool = False  # a tab is owed instead
    fresh: bool = False  # nothing has been written in this cell or list item yet: blocks break nothing
    space: bool = False
    quoted: int = 0
    indented: int = 0

    def text(self, value: str) -> None:
        """Write a text node, white space collapsed."""
        folded = _WHITE.sub(" ", value)
        bare = folded.strip(" ")
        if not bare:
            self.space = self.space or bool(folded)
            return
        lead = self.space or folded[0] == " "
        if self.cell:
            self.pieces.append("\t")
        elif self.breaks:
            self.end_line()
        elif lead and self.pieces:
            self.pieces.append(" ")
        self.cell = self.fresh = False
        self.breaks = 0
        self.pieces.append(bare)
        self.space = folded[-1] == " "

    def end_line(self) -> None:
        """Close the line being written, and leave a blank one where a paragraph ends."""
        if self.pieces:
            self._add("".join(self.pieces))
            self.pieces.clear()
        if self.breaks > 1 and self.lines and self.lines[-1].text:
            self._add("")

    def _add(self, text: str) -> None:
        seen = charset.visible(text)
        seen = seen.strip() if seen is text else "\t".join(" ".join(cell.split()) for cell in seen.split("\t")).strip()
        if seen or not self.lines or self.lines[-1].text:
            self.lines.append(Line(seen, quoted=self.quoted > 0, indented=self.indented > 0))

    def block(self, least: int) -> None:
        """Owe a break, unless a cell or list item has only just begun."""
        if not self.fresh:
            self.cell = False
            self.breaks = max(self.breaks, least)
            self.space = False

    def line_break(self) -> None:
        """Break the line; two in a row make a paragraph."""
        self.cell = self.fresh = False
        self.breaks = min(2, self.breaks + 1)
        self.space = False

    def width(self) -> int:
        """Return how long the line being written is."""
        return sum(map(len, self.pieces))

    def begin_cell(self, row: int) -> None:
        """Owe a tab, or a new line where this is the first cell or the row has more than one line already."""
        if self.pieces and len(self.lines) == row:
            self.cell = True
            self.breaks = 0
        else:
            self.block(1)
        self.fresh = True

    def rule(self) -> None:
        """Draw a horizontal rule as the text version of a mail has it."""
        self.block(1)
        self.text("_" * 32)
        self.block(1)

    def mark(self, what: str, step: int) -> None:
        """Begin (1) or end (-1) what a client marked as quoted, or set in."""
        if what:
            self.end_line()
            self.quoted += step if what == "quoted" else 0
            self.indented += step if what == "indented" else 0

    def preformatted(self, value: str) -> None:
        """Write text whose line ends count."""
        for number, line in enumerate(value.split("\n")):
            if number:
                self.line_break()
            self.text(line)
