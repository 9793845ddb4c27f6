"""The API of 县闻 from Python 3.11 or later. One file that needs nothing else: put it beside your own.

    from xianwen import Archive

    archive = Archive("http://127.0.0.1:8000")
    for article in archive.every("articles", place="hefeng", from_="2031-01-01"):
        print(article["issue_date"], article["title"])

Paths and parameters are those of /api/docs on the site. A list of values stands for a repeated parameter; `from` and
`with`, which are words of Python, are written `from_` and `with_`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

PAGE = 100  # rows; the API gives no more at a time
PATIENCE = 60  # seconds that an answer may take


class Refused(Exception):
    """Why there is no answer: the status, and in words what is wrong with which parameter."""

    def __init__(self, status: int, title: str, errors: list[dict[str, str]]) -> None:
        super().__init__(
            "; ".join([f"{status} {title}", *(f"{each['parameter']}: {each['reason']}" for each in errors)])
        )
        self.status = status
        self.errors = errors


class Archive:
    """An archive, by the address of its site; in English what it says of errors is English."""

    def __init__(self, site: str, *, english: bool = False) -> None:
        self.root = f"{site.rstrip('/')}{'/en' if english else ''}/api/v1"

    def get(self, path: str, **asked: Any) -> dict[str, Any]:
        """An object, or one page of a list. Raises Refused, and URLError where there is no connection."""
        return _read(f"{self.root}/{path}?{_query(asked)}")

    def every(self, path: str, **asked: Any) -> Iterator[dict[str, Any]]:
        """All rows of a list, each as soon as its page is there."""
        page = self.get(path, **{"limit": PAGE} | asked)
        yield from page["results"]
        while page["next"]:
            page = _read(page["next"])
            yield from page["results"]

    def count(self, **asked: Any) -> int | None:
        """How many articles meet the conditions; None where there are more than the archive counts."""
        count: int | None = self.get("articles", **asked | {"limit": 1})["count"]
        return count


def _query(asked: dict[str, Any]) -> str:
    given = {name.rstrip("_"): value for name, value in asked.items() if value is not None}
    return urlencode(given, doseq=True)


def _read(address: str) -> dict[str, Any]:
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            found: dict[str, Any] = json.load(answer)
            return found
    except HTTPError as error:
        raise _refused(error) from None


def _refused(error: HTTPError) -> Refused:
    """What the answer says; what stands between, such as a proxy, gives no reasons."""
    try:
        said = json.load(error)
        return Refused(error.code, said["title"], said["errors"])
    except (ValueError, KeyError, TypeError):
        return Refused(error.code, error.reason, [])
