"""The marks of Founder's digital newspapers: named fields between comments and tags, and the property comment.

Fields are cut out of the source string before any HTML is parsed, because the marks straddle table cells that a
parser would repair. All searches are plain string searches: linear, whatever the input.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.text.errors import UnreadableInput

PROPERTY_OPEN, PROPERTY_CLOSE = "<!--enpproperty", "/enpproperty-->"
MAX_PROPERTY = 4 << 20
BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "tr",
        "td",
        "th",
        "table",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "center",
        "section",
        "article",
        "blockquote",
        "dd",
        "dt",
        "hr",
    ]
)
SKIPPED = frozenset(("script", "style", "noscript", "title", "head", "select", "textarea"))
BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
ANCESTORS = 24
"""How far up the block around a piece of text is looked for; real pages nest their text below a dozen deep."""
SPACES = re.compile(r"[ \t\r\n\f\xa0]{1,1000}")
MAX_DEPTH = 2000
"""Nested elements in one fragment; a real page has below 50, and parsing time grows with the square of the depth."""
NESTING = re.compile(
    r"<(/?)(?:div|span|font|table|tbody|section|article|center|[biu]|em|strong|ul|ol|blockquote)\b", re.I
)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of text of a fragment: a paragraph, or what stands between two line breaks."""

    text: str
    bold: bool = False


def properties(source: str) -> dict[str, str]:
    """The fields of the property comment, which stands after the page or above its text; empty where there is none.

    Names are without `founder-`.

    >>> properties("<p>…<!--enpproperty <founder-pagenum>A01</founder-pagenum> /enpproperty-->")
    {'pagenum': 'A01'}
    """
    start = source.rfind(PROPERTY_OPEN)
    end = source.find(PROPERTY_CLOSE, start)
    if start < 0 or end < 0 or end - start > MAX_PROPERTY:
        return {}
    fields, comment, at = {}, source[start:end], 0
    for tag in re.finditer(r"<([a-z][a-z-]{1,30})>", comment):
        if tag.start() < at:
            continue
        close = comment.find(f"</{tag.group(1)}>", tag.end())
        if close >= 0:
            fields[tag.group(1).removeprefix("founder-")] = comment[tag.end() : close].strip()
            at = close
    return fields


def without_property(source: str) -> str:
    """The source without its property comment, which repeats the article; an open one reaches to the end."""
    start = source.rfind(PROPERTY_OPEN)
    if start < 0:
        return source
    end = source.find(PROPERTY_CLOSE, start)
    return source[:start] + (source[end + len(PROPERTY_CLOSE) :] if end >= 0 else "")


def field(source: str, *names: str) -> str:
    """The markup of the first of the named fields (`npm:article-title`, `founder-title`) that holds any text."""
    for name in names:
        opens, closes = (
            (f"<!--<{name}>-->", f"<!--</{name}>-->") if name.startswith("npm:") else (f"<{name}>", f"</{name}>")
        )
        start = source.find(opens)
        end = source.find(closes, start)
        if 0 <= start < end and plain(source[start + len(opens) : end]):
            return source[start + len(opens) : end]
    return ""


def fields(source: str, name: str) -> list[str]:
    """The markup of every field of one name, for captions, of which an article has as many as pictures."""
    opens, closes, found, at = f"<!--<{name}>-->", f"<!--</{name}>-->", [], 0
    while (start := source.find(opens, at)) >= 0 and (end := source.find(closes, start)) >= 0:
        found.append(source[start + len(opens) : end])
        at = end
    return found


def body(source: str) -> str:
    """The markup of an article's body: between its marks, else the one with id `ozoom`."""
    for opens, closes in (("<!--enpcontent-->", "<!--/enpcontent-->"), ("<founder-content>", "</founder-content>")):
        start = source.find(opens)
        end = source.find(closes, start)
        if 0 <= start < end:
            return source[start + len(opens) : end]
    node = LexborHTMLParser(source).css_first("#ozoom")
    return (node.html or "") if node else ""


def plain(markup: str) -> str:
    """All text of a fragment on one line.

    >>> plain("<b>一 &amp;</b>\\n二<!--三-->")
    '一 & 二'
    """
    text = re.sub(r"<[^<>]{0,4000}>", " ", without_comments(markup))
    return SPACES.sub(" ", html.unescape(text)).strip()


def without_comments(markup: str) -> str:
    """The markup without its comments; an open one reaches to the end, as browsers read it."""
    kept, at = [], 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join(kept) + markup[at:]


def refuse_nesting(markup: str) -> None:
    """Raises UnreadableInput `too_deep` for elements nested as deeply as no page nests them."""
    depth = 0
    for tag in NESTING.finditer(markup):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        if depth > MAX_DEPTH:
            raise UnreadableInput("too_deep", limit=MAX_DEPTH)


def printed_lines(markup: str) -> list[PrintedLine]:
    """The text of a fragment line by line, as its paragraphs and line breaks set it."""
    lines: list[PrintedLine] = []
    parts: list[tuple[str, bool]] = []
    around: int | None = None

    def close() -> None:
        text = SPACES.sub(" ", "".join(part for part, _ in parts)).strip(" ")
        if text.strip("\u3000 "):
            lines.append(PrintedLine(text.rstrip("\u3000 "), all(bold for part, bold in parts if part.strip())))
        parts.clear()

    tree = LexborHTMLParser(f"<body>{markup}</body>").body
    for node in tree.traverse(include_text=True) if tree else ():
        if node.tag == "-text":
            block, bold, skipped = _surroundings(node)
            if skipped:
                continue
            if block != around:
                close()
            around = block
            parts.append((node.text_content or "", bold))
        elif node.tag in BLOCKS:
            close()
    close()
    return lines


def _surroundings(node: LexborNode) -> tuple[int, bool, bool]:
    """The block around a piece of text, whether it is bold, and whether it is no text of the page."""
    bold, parent = False, node.parent
    for _ in range(ANCESTORS):
        if parent is None or parent.tag in SKIPPED:
            return 0, bold, parent is not None
        bold = bold or parent.tag in BOLD
        if parent.tag in BLOCKS or parent.tag == "body":
            return parent.mem_id, bold, False
        parent = parent.parent
    return 0, bold, False
