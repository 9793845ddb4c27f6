"""Pages that print no date, dated by what they report. The floors only rise."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from articles.reading import read
from articles.reading.readings import DateReading

GOLD = Path(__file__).parent
HERE = GOLD / "undated"
LEAST_RIGHT, MOST_WRONG = 56, 1
"""Of sixty pages; on the others the date stays unknown."""
NEAR = 2
"""Days beside the printed one: which of the next days is the issue's, the events alone do not tell."""
LEAST_NEAR, MOST_FAR = 83, 7
"""Of 109 pages."""


def test_most_days_are_inferred_and_few_are_wrong() -> None:
    wrong, unknown = [], []
    truth = json.loads((HERE / "truth.json").read_text(encoding="utf-8"))
    for page in truth.values():
        (issue,) = read((HERE / "pages" / page["source"]).read_bytes(), "page.txt").issues
        first, last = map(date.fromisoformat, page["date_window"])
        if issue.date.date is None:
            unknown.append(page["source"])
        elif not first <= issue.date.date <= last:
            wrong.append(f"{page['source']}: {issue.date.date}, not {page['date_window']}: {issue.date.evidence}")
    assert len(wrong) <= MOST_WRONG, "\n".join(wrong)
    assert len(truth) - len(wrong) - len(unknown) >= LEAST_RIGHT, unknown


def test_pages_are_dated_without_the_day_that_they_print() -> None:
    near, far, unknown = [], [], []
    for path in [*GOLD.glob("unfamiliar/[0-9]*.json"), *GOLD.glob("invented/[0-9]*.json")]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not gold["date_stated"]:
            continue
        day = _dated_without_masthead(path.parent / "pages" / gold["source"], gold["furniture"])
        if day.date is None:
            unknown.append(path.stem)
        else:
            is_near = abs((day.date - date.fromisoformat(gold["issue_date"])).days) <= NEAR
            (near if is_near else far).append(f"{path.stem}: {day.date}, not {gold['issue_date']}: {day.evidence}")
    assert len(far) <= MOST_FAR, "\n".join(far)
    assert len(near) >= LEAST_NEAR, unknown


def _dated_without_masthead(page: Path, furniture: list[int]) -> DateReading:
    lines = page.read_text(encoding="utf-8").split("\n")
    for number in furniture:
        lines[number - 1] = ""
    return read("\n".join(lines).encode(), "page.txt").issues[0].date
