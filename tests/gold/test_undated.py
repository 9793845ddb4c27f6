"""Pages that print no date, dated by what they report. The floors only rise."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from articles.reading import read

HERE = Path(__file__).parent / "undated"
LEAST_RIGHT, MOST_WRONG = 56, 1
"""Of sixty pages; on the others the date stays unknown."""


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
