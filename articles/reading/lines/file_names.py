"""What the name of a file tells of the page in it: the day and the page number."""

from __future__ import annotations

import re
from datetime import date

from articles.reading.lines.furniture import page_number

IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])(?P<y>(?:19|20)\d{2})(?P<after_year>[-_.年/]?)(?P<m>1[0-2]|0?[1-9])(?P<after_month>[-_.月/]?)"
    r"(?P<d>[12]\d|3[01]|0?[1-9])日?"
    r"(?![0-9]|[a-z]{2,}\d)"
)
PAGE_IN_NAME = re.compile(r"(?<![0-9A-Za-z])(?:[A-Da-d]\d{1,2}(?!\d)|第?\d{1,2}版)(?![0-9A-Za-z])")


def day_in_name(name: str) -> date | None:
    """The day that a file name carries: 2022-03-31_A02.txt, 20220331.txt, 2022年3月31日.txt; None where none.

    >>> day_in_name("paper_2022-03-31_A02.txt"), day_in_name("000_57a3882660efe3ee.txt")
    (datetime.date(2022, 3, 31), None)
    """
    for match in IN_NAME.finditer(name):
        parted = match["after_year"] and match["after_month"]
        if not parted and len(match["m"] + match["d"]) != 4:
            continue
        try:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
    return None


def page_in_name(name: str) -> str:
    """The page number that a file name carries (`2022-03-31_A02.txt`); empty where it carries none."""
    rest = IN_NAME.sub("_", name.rsplit(".", 1)[0])
    matches = PAGE_IN_NAME.findall(rest)
    return page_number(matches[-1]) if len(matches) == 1 else ""
