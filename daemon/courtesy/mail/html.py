"""HTML bodies as a person sees them: lines of text, quoted ones marked.

Markup comes from mail.parts; lines go on to mail.body.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax import lexbor

from courtesy.mail import charset, page

LARGEST = 512 * 1024  # characters of markup that are read
MOST = 10_000  # lines that are read
_DEEPEST = 2000  # the tree builder's time grows with the square of the depth
_MANY = 6000  # tags; fewer cannot nest deep enough to matter

_SKIPPED = frozenset({
    "head", "style", "script", "title", "template", "noscript", "select", "textarea", "object", "svg", "img",
    "meta", "link", "input", "-comment", "-doctype",
})  # fmt: skip
_PARAGRAPHS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl", "fieldset"}
)
_BLOCKS = frozenset({
    "div", "tr", "li", "center", "section", "article", "header", "footer", "main", "aside", "address", "dt", "dd",
    "form", "body", "thead", "tfoot", "caption", "figure", "figcaption", "nav", "details", "summary",
}) | _PARAGRAPHS  # fmt: skip
# These change nothing, and nobody hides anything by their attributes.
_BARE = frozenset({"b", "i", "u", "em", "strong", "o:p", "small", "html"})
_HIDING = re.compile(r"display:none|visibility:hidden|(?:^|;)(?:max-height|opacity):0(?:px|pt|em|%)?(?:;|!|$)")
_FONT_SIZE = re.compile(r"font(?:-size)?:([^;]{0,40})")
_NO_SIZE = re.compile(r"0(?:\.0+)?(?:px|pt|em|%)?(?:!important)?")
_RUNNING_TEXT = 80  # characters; a table row longer than that holds a paragraph, for the sake of layout
_TIGHT = re.compile(r"margin(?:-bottom)?:0")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}")
_QUOTING = re.compile(r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix|tutanota_quote|zmail_extra")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})")
_VOID = frozenset(
    {"br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "p", "li", "td", "tr", "o"}
)
_STRIPPED = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]{0,500}>", re.IGNORECASE)

_UNSEEN = re.compile(r"<(style|script)\b", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]{0,5000}>")


def lines(markup: str) -> list[page.Line]:
    """Return the visible lines; a blank one stands between paragraphs."""
    markup = markup[:LARGEST]
    if _too_deep(markup) or _too_many_attributes(markup):
        return _stripped(markup)
    root = lexbor.LexborHTMLParser(markup).root
    if root is None:
        return []
    sheet = page.Page()
    _walk(root, sheet)
    sheet.end_line()
    return sheet.lines


def glimpse(markup: str) -> str:
    """Return roughly what `lines` returns, in one text, without building a tree."""
    bare = _ANY_TAG.sub(" ", "".join(_outside_styles(markup[:LARGEST])))
    return html.unescape(bare) if "&" in bare else bare


def _outside_styles(markup: str) -> Iterator[str]:
    lower, at = markup.lower(), 0
    while begun := _UNSEEN.search(markup, at):
        yield markup[at : begun.start()]
        at = lower.find(f"</{begun[1].lower()}", begun.end())
        if at < 0:
            return
    yield markup[at:]


def _too_deep(markup: str) -> bool:
    if markup.count("<") < _MANY:
        return False
    depth = 0
    for closing, name in _TAG.findall(markup):
        if name.lower() not in _VOID:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _too_many_attributes(markup: str) -> bool:
    if len(markup) <= 20_000:
        return False
    longest = max(markup.split(">"), key=len)
    return len(longest) > 20_000 and longest.count("=") > 2000


def _stripped(markup: str) -> list[page.Line]:
    """Take the tags out by pattern: for markup made to hurt a tree builder."""
    text = _STRIPPED.sub("\n", markup)
    text = "".join(piece.partition(">")[2] if ">" in piece else piece for piece in f">{text}".split("<"))
    seen = charset.visible(charset.clean(html.unescape(text)))
    return [page.Line(" ".join(line.split()), quoted=False, indented=False) for line in seen.split("\n")]


@dataclass(slots=True)
class _Element:
    """An element on the way down, and what it means for those inside."""

    tag: str
    breaks: int  # around it: 0 inline, 1 a new line, 2 a new paragraph
    invisible: bool  # its font has no size; those inside may have one again
    preformatted: bool
    row: int  # how many lines had been written when its table row began
    mark: str = ""  # "quoted", "indented"
    mailto: str = ""


# The way down to a node: each node on it, what surrounds that node, and whether the node itself is to be left.
_Way = list[tuple[lexbor.LexborNode, "_Element", bool]]


def _walk(root: lexbor.LexborNode, sheet: page.Page) -> None:
    """Go through the tree without recursion."""
    inside = _Element("html", 0, invisible=False, preformatted=False, row=0)
    way: _Way = []
    node = root.first_child
    while node is not None and len(sheet.lines) < MOST:
        tag = node.tag
        if tag == "-text":
            if not inside.invisible:
                _text(node.text_content or "", sheet, preformatted=inside.preformatted)
        elif tag == "br":
            sheet.line_break()
        elif tag and tag not in _SKIPPED:
            element = inside if tag in _BARE else _element(node, tag, inside, sheet)
            if element is not None:
                way.append((node, inside, element is not inside))
                inside = element
                child = node.first_child
                if child is not None:
                    node = child
                    continue
                inside = _leave_last(way, inside, sheet)
        node, inside = _onward(node, way, inside, sheet)


def _onward(
    node: lexbor.LexborNode, way: _Way, inside: _Element, sheet: page.Page
) -> tuple[lexbor.LexborNode | None, _Element]:
    """Return the node that follows, higher up if need be, and what surrounds it."""
    following = node.next
    while following is None and way:
        last = way[-1][0]
        inside = _leave_last(way, inside, sheet)
        following = last.next
    return following, inside


def _leave_last(way: _Way, inside: _Element, sheet: page.Page) -> _Element:
    _, outside, own = way.pop()
    if own:
        _leave(inside, sheet)
    return outside


def _text(value: str, sheet: page.Page, *, preformatted: bool) -> None:
    if preformatted:
        sheet.preformatted(value)
    else:
        sheet.text(value)


def _element(node: lexbor.LexborNode, tag: str, above: _Element, sheet: page.Page) -> _Element | None:
    """Enter an element; None where nobody sees it."""
    attributes = node.attributes
    style = attributes.get("style") or ""
    if style:
        style = style.replace(" ", "").lower()
        if _HIDING.search(style):
            return None
    if "hidden" in attributes:
        return None
    breaks = 2 if tag in _PARAGRAPHS else 1 if tag in _BLOCKS else 0
    if tag == "p" and (_TIGHT.search(style) or "Mso" in (attributes.get("class") or "")):
        breaks = 1
    element = _Element(tag, breaks, above.invisible, above.preformatted or tag == "pre", above.row)
    if style:
        _restyle(element, style)
    if breaks:
        sheet.block(breaks)
    _begin(element, attributes, sheet)
    return element


def _restyle(element: _Element, style: str) -> None:
    size = _FONT_SIZE.search(style)
    if size:
        element.invisible = bool(_NO_SIZE.fullmatch(size[1]))
    if "white-space:pre" in style:
        element.preformatted = True


def _begin(element: _Element, attributes: dict[str, str | None], sheet: page.Page) -> None:
    tag = element.tag
    if tag == "tr":
        sheet.end_line()
        element.row = len(sheet.lines)
    elif tag in {"td", "th"}:
        sheet.begin_cell(element.row)
    elif tag == "li":
        sheet.text("- ")
        sheet.fresh = True
    elif tag == "hr":
        sheet.rule()
    elif tag == "a":
        element.mailto = _mailto(attributes.get("href") or "")
    elif tag == "blockquote" or "class" in attributes:
        element.mark = _mark(tag, attributes)
        sheet.mark(element.mark, 1)


def _leave(element: _Element, sheet: page.Page) -> None:
    sheet.mark(element.mark, -1)
    if element.tag in {"tr", "li", "table"}:
        sheet.fresh = False
    if element.breaks:
        sheet.block(2 if element.tag == "tr" and sheet.width() > _RUNNING_TEXT else element.breaks)
    elif element.mailto and element.mailto.lower() not in "".join(sheet.pieces).lower():
        sheet.text(f" <{element.mailto}>")


def _mark(tag: str, attributes: dict[str, str | None]) -> str:
    if _QUOTING.search(attributes.get("class") or "") or (tag == "blockquote" and attributes.get("type") == "cite"):
        return "quoted"
    return "indented" if tag == "blockquote" else ""


def _mailto(href: str) -> str:
    address = href.strip()[7:].partition("?")[0] if href.strip()[:7].lower() == "mailto:" else ""
    return address if _PLAIN_ADDRESS.fullmatch(address) else ""
