"""What the frame of a digital newspaper's page says: which page and day it is, and which articles it lists."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from selectolax.lexbor import LexborHTMLParser

from articles.reading import rasters
from articles.reading.bundle import ARTICLE_FILES, PAGE_FILES
from articles.reading.epaper import markup
from articles.reading.lines.furniture import page_number

LABEL = re.compile(
    r"(?P<number>第\s{0,2}[A-Za-z]?\d{1,3}\s{0,2}版|第[一二三四五六七八九十]{1,3}版|[A-Z]\d{1,2}(?=\s{0,2}[：:]))"
    r"\s{0,3}[：:]?\s{0,3}(?P<name>[\u4e00-\u9fff·]{0,12})"
)
DAY = re.compile(
    r"\d{4}\s{0,3}年\s{0,3}\d{1,2}\s{0,3}月\s{0,3}\d{1,2}\s{0,3}日(?:\s{0,4}(?:星期|周)[一二三四五六日天])?"
)
PAPER = re.compile(r"[\u4e00-\u9fff]{2,12}?(?=多媒体|数字|电子|全媒体|[-_—|\s]|$)")
COORDS = re.compile(r"-?\d{1,5}(?:\.\d{1,6})?")
Region = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Listed:
    """An article that a page lists: the file name of its content page, and its region on the page image."""

    target: str
    region: Region | None = None


@dataclass(frozen=True, slots=True)
class Folio:
    """The frame of one page. `label` and `day` are quoted as printed; `order` is the page list of the whole issue,
    `picture` where its picture lies in the bundle, `shown` the width in which the regions lie over it, where told."""

    number: str = ""
    name: str = ""
    label: str = ""
    day: str = ""
    paper: str = ""
    listed: tuple[Listed, ...] = ()
    order: tuple[str, ...] = ()
    picture: str = ""
    shown: int = 0


def folio_of(source: str, path: str) -> Folio:
    """What the frame of a page or article file says; its own place in the page list is told by its file name."""
    visible = markup.without_property(source)
    tree = LexborHTMLParser(visible)
    links = [(_file(node.attributes.get("href") or ""), node.text(separator=" ")) for node in tree.css("a[href]")]
    labels = {target: text for target, text in reversed(links) if target.startswith(PAGE_FILES) and LABEL.search(text)}
    order = dict.fromkeys(target for target, _ in links if target in labels)
    paper, listed = _paper(tree), _listed(tree, links)
    shown = _text(tree)
    own = labels.get(PurePosixPath(path).name.lower()) or shown
    label, day = LABEL.search(own), DAY.search(shown)
    picture, width = rasters.named_in(visible, path)
    folio = Folio("", "", "", day.group() if day else "", paper, listed, tuple(order), picture, width)
    if label is None:
        return folio
    number = page_number("".join(label.group("number").split()))
    return replace(folio, number=number, name=label.group("name"), label="".join(label.group().split()))


def _text(tree: LexborHTMLParser) -> str:
    """The page's text without what scripts and the title hold; white space between elements kept."""
    for node in tree.css("script, style, head"):
        node.decompose()
    return html.unescape(tree.body.text(separator=" ")) if tree.body else ""


def _paper(tree: LexborHTMLParser) -> str:
    title = tree.css_first("title")
    match = PAPER.match(title.text().strip()) if title else None
    return match.group() if match else ""


def _listed(tree: LexborHTMLParser, links: list[tuple[str, str]]) -> tuple[Listed, ...]:
    """The articles in the order of the title list; those of the region map alone follow."""
    regions: dict[str, Region] = {}
    for area in tree.css("area[href]"):
        target, numbers = _file(area.attributes.get("href") or ""), COORDS.findall(area.attributes.get("coords") or "")
        if target.startswith(ARTICLE_FILES) and len(numbers) >= 4:
            regions.setdefault(target, _bounds([float(number) for number in numbers]))
    titled = [target for target, text in links if target.startswith(ARTICLE_FILES) and text.strip()]
    return tuple(Listed(target, regions.get(target)) for target in dict.fromkeys([*titled, *regions]))


def _bounds(numbers: list[float]) -> Region:
    across, down = numbers[0::2], numbers[1::2]
    return min(across), min(down), max(across), max(down)


def _file(href: str) -> str:
    """The file name that a link leads to, in lower case, without query and fragment."""
    return PurePosixPath(href.split("?", 1)[0].split("#", 1)[0]).name.lower()
