"""Our own export, JSON lines, read again: what it holds becomes articles as they were, one line for each part."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import Any

from articles.reading.drafts import Extract
from articles.reading.lines import anchors
from articles.reading.readings import (
    ArticleReading,
    Block,
    BlockRole,
    Credits,
    DateReading,
    Furniture,
    Heading,
    IssueReading,
    Origin,
    PageReading,
    Paragraph,
    SourceReading,
)
from articles.reading.told import is_storable, told_of
from articles.text.decode import decode
from articles.text.errors import UnreadableInput

KINDS = ("news", "photo", "notice", "jump")
BASES = ("printed", "given", "inferred", "unknown")
TEXTS = (
    "newspaper", "issue_date", "issue_date_basis", "page", "page_name", "kind", "banner", "kicker", "headline",
    "subheadline", "dateline", "jump_to", "jump_from", "id", "continues",
)  # fmt: skip
LISTS = ("paragraphs", "crossheads", "reporters", "correspondents", "photographers")
LONGEST = {
    "newspaper": 60, "page": 10, "page_name": 40, "banner": 200, "kicker": 300, "headline": 300, "subheadline": 300,
    "dateline": 40, "jump_to": 40, "jump_from": 40, "reporters": 40, "correspondents": 40, "photographers": 40,
}  # fmt: skip
"""Characters that the archive keeps of a text, or of each in a list."""
PARTS = ("banner", "kicker", "headline", "subheadline")
APART = ("inferred", "unknown")
"""Issues whose day was inferred or is unknown stay apart, as each came from a file of its own."""
PUBLIC_ID = re.compile(r"[a-z2-7]{10}")
"""The ids of other programs are not taken over."""
SHA256 = re.compile(r"[0-9a-f]{64}")
SURE = {"printed": 1.0, "given": 1.0, "inferred": 0.5, "unknown": 0.0}
"""The export does not tell how sure an inferred day was, so an editor is asked again."""
ISSUE = ("newspaper", "issue_date", "issue_date_basis", "issue")
"""What the articles of one issue agree in; `issue` is the number that `_number_issues` gives them."""
SNIFFED = 65536

Row = dict[str, Any]


def is_export(data: bytes) -> bool:
    """Whether the bytes begin with an object that has the keys of an exported article."""
    first = data[:SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first[:1] == b"{" and b'"paragraphs"' in first and b'"headline"' in first


def read_export(data: bytes, name: str, *, given_date: date | None = None, newspaper: str = "") -> SourceReading:
    """Read exported articles. What the export says of day and paper stands; what it leaves empty is as given.

    Raises UnreadableInput `broken_export`, naming the line and what is wrong there, or `no_article`.
    """
    text, encoding = decode(data)
    rows = [(number, _row(number, line)) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not rows:
        raise UnreadableInput("no_article", name)
    for _, row in rows:
        row["newspaper"] = row["newspaper"] or newspaper
        if not row["issue_date"] and given_date:
            row["issue_date"], row["issue_date_basis"] = given_date.isoformat(), "given"
    return _Rebuilt(encoding).read([row for _, row in rows])


def _row(number: int, line: str) -> Row:
    """One line of the export, checked: every value has the type that the format promises."""
    place = f"line {number}"
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput("broken_export", place, reason=str(error)[:200]) from error
    if not isinstance(row, dict):
        raise UnreadableInput("broken_export", place, reason="not an object")
    checked: Row = {key: _checked(row, key, str, place) for key in TEXTS}
    checked |= {key: _checked(row, key, list, place) for key in LISTS}
    checked["source"] = row.get("source") if isinstance(row.get("source"), dict) else {}
    if checked["kind"] not in KINDS:
        raise UnreadableInput("broken_export", place, reason=f"kind {checked['kind'][:40]!r}")
    if checked["issue_date_basis"] not in BASES:
        raise UnreadableInput("broken_export", place, reason=f"issue_date_basis {checked['issue_date_basis'][:40]!r}")
    _day(checked["issue_date"], place)
    position = row.get("position")
    checked["position"] = position if isinstance(position, int) else 0
    checked["paragraphs"] = [text.strip() for text in checked["paragraphs"] if text.strip()]
    checked["told"] = told_of(row, checked["paragraphs"], place)
    return checked


def _checked(row: Row, key: str, kind: type, place: str) -> Any:
    empty = {"kind": "news", "issue_date_basis": "unknown"}.get(key, kind())
    value = row.get(key, empty)
    texts = value if isinstance(value, list) else [value]
    if not isinstance(value, kind) or not all(isinstance(text, str) for text in texts):
        raise UnreadableInput("broken_export", place, reason=f"{key}: {kind.__name__} expected")
    for text in texts:
        if len(text) > LONGEST.get(key, len(text)) or not is_storable(text):
            raise UnreadableInput("broken_export", place, reason=f"{key} {text[:40]!r}")
    return value


def _day(text: str, place: str = "") -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UnreadableInput("broken_export", place, reason=f"issue_date {text[:40]!r}") from error


class _Rebuilt:
    """The issues, pages and articles of an export's rows, and the text that holds their lines."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.extract = Extract()
        self.numbers: dict[int, dict[str, list[int]]] = {}
        self.offsets: list[int] = []

    def read(self, rows: list[Row]) -> SourceReading:
        _number_issues(rows)
        for row in rows:
            self.numbers[id(row)] = self._printed(row)
        self.offsets = list(accumulate((len(line) + 1 for line in self.extract.lines), initial=0))
        issues = tuple(self._issue(group) for group in _groups(rows, ISSUE))
        return SourceReading("export", self.encoding, self.extract.text, issues)

    def _printed(self, row: Row) -> dict[str, list[int]]:
        """Write one article into the text; the line numbers of its parts."""
        self.extract.gap()
        numbers = {part: [self.extract.add(row[part])] if row[part] else [] for part in PARTS}
        numbers["paragraphs"] = [self.extract.add(text) for text in row["paragraphs"]]
        origin = row["source"]
        spans = "、".join(f"{first}–{last}" for first, last in _spans(origin.get("lines")))
        said = f"{origin.get('file', '')} {spans}".strip()
        numbers["source"] = [self.extract.add(f"来源：{said}")] if said else []
        return numbers

    def _issue(self, rows: list[Row]) -> IssueReading:
        first = rows[0]
        day, basis = _day(first["issue_date"]), first["issue_date_basis"]
        reading = DateReading(
            date=day,
            basis=basis if day else "unknown",
            window=(day, day) if day else None,
            evidence=("export",) if day else (),
            confidence=SURE[basis] if day else 0.0,
        )
        pages = tuple(self._page(group) for group in _groups(rows, ("page", "page_name")))
        return IssueReading(first["newspaper"], date=reading, pages=pages)

    def _page(self, rows: list[Row]) -> PageReading:
        articles = tuple(map(self._article, rows))
        sources = [number for row in rows for number in self.numbers[id(row)]["source"]]
        furniture = tuple(_furniture(self._block(number)) for number in sources)
        return PageReading(rows[0]["page"], rows[0]["page_name"], articles, furniture)

    def _article(self, row: Row) -> ArticleReading:
        numbers = self.numbers[id(row)]
        heading = Heading(*(tuple(map(self._block, numbers[part])) for part in PARTS))
        crossheads = deque(row["crossheads"])
        paragraphs = tuple(_paragraph(self._block(number), crossheads) for number in numbers["paragraphs"])
        names = (tuple(row[key]) for key in ("reporters", "correspondents", "photographers"))
        return ArticleReading(
            kind=row["kind"],
            heading=heading,
            paragraphs=paragraphs,
            credits=Credits(*names),
            dateline=row["dateline"],
            jump_to=row["jump_to"],
            jump_from=row["jump_from"],
            origin=_origin(row),
        )

    def _block(self, number: int) -> Block:
        """The line as a block just as the export has it: it was cleaned when it was first read."""
        raw = self.extract.lines[number - 1]
        text = raw.strip()
        start = self.offsets[number - 1] + raw.index(text)
        return Block(text, ((number, number),), ((0, start, len(text)),))


def _paragraph(block: Block, crossheads: deque[str]) -> Paragraph:
    """A paragraph in its role; it is a 小标题 where it is the next of those that the export names, which it takes."""
    role: BlockRole = "body"
    if crossheads and block.text == crossheads[0].strip():
        crossheads.popleft()
        role = "crosshead"
    elif anchors.is_byline(block.text) or anchors.is_sign_off(block.text):
        role = "byline"
    elif anchors.is_photo_credit(block.text):
        role = "credit"
    return Paragraph(block.text, block.lines, block.segments, role)


def _furniture(block: Block) -> Furniture:
    return Furniture(block.text, block.lines, block.segments, "other")


def _number_issues(rows: list[Row]) -> None:
    """Tell issues apart that agree in paper and day, by their articles' positions, which begin anew with each issue."""
    last: dict[tuple[str, ...], Row] = {}
    for row in rows:
        before = last.get(key := tuple(row[part] for part in ISSUE[:-1]))
        anew = before is not None and row["issue_date_basis"] in APART and row["position"] <= before["position"]
        row["issue"] = (before["issue"] if before else 0) + anew
        last[key] = row


def _origin(row: Row) -> Origin:
    source = row["source"]
    file, sha256 = source.get("file"), source.get("sha256")
    return Origin(
        public_id=_known_id(row["id"]),
        continues=_known_id(row["continues"]),
        file=file if isinstance(file, str) else "",
        sha256=sha256 if isinstance(sha256, str) and SHA256.fullmatch(sha256) else "",
        lines=tuple(_spans(source.get("lines"))),
        told=row["told"],
    )


def _known_id(text: str) -> str:
    return text if PUBLIC_ID.fullmatch(text) else ""


def _groups(rows: list[Row], keys: tuple[str, ...]) -> Iterator[list[Row]]:
    """The rows that agree in the keys, in the order in which each group first appears."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    yield from groups.values()


def _spans(lines: object) -> list[tuple[int, int]]:
    """Line ranges out of a row's source; anything else is left out."""
    if not isinstance(lines, list):
        return []
    pairs = [pair for pair in lines if isinstance(pair, list) and len(pair) == 2]
    return [(first, last) for first, last in pairs if isinstance(first, int) and isinstance(last, int)]
