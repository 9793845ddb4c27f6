"""Writes the figures that the page about the data shows (fixtures/measured.json).

    PYTHONPATH=tests/pages python benchmarks/measured.py [--pages 220] [--seed 10001]

Agreement with the annotated pages is what their test holds (tests/gold/floors.json). How pages by another hand were
read at first sight stays as it was measured then (tests/gold/unfamiliar/first.json). Generated pages are from seeds
that no test uses.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "pages")]

from pagemaker.cases import CASES, read_case
from pagemaker.comparing import Score

GOLD = ROOT / "tests" / "gold"
MEASURED = ROOT / "fixtures" / "measured.json"
SEED = 10_001


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=220, help="generated pages of each form")
    parser.add_argument("--seed", type=int, default=SEED, help="the first of their seeds")
    options = parser.parse_args()
    generated = {form: unseen(form, options.pages, options.seed) for form in CASES}
    first = json.loads((GOLD / "unfamiliar" / "first.json").read_text(encoding="utf-8"))
    figures = {"day": date.today().isoformat(), "known": known(), "first": first, "generated": generated}
    MEASURED.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def known() -> dict[str, Any]:
    """How far reading and recognition agree with the annotated pages."""
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("0*.json"))]
    articles = [article for page in pages for article in page["articles"]]
    return {
        "pages": len(pages),
        "articles": len(articles),
        "officials": sum(len(article["officials"]) for article in articles),
        "agreement": json.loads((GOLD / "floors.json").read_text(encoding="utf-8")),
    }


def unseen(form: str, pages: int, seed: int) -> dict[str, Any]:
    """How many articles of generated pages are read exactly."""
    total = Score()
    for number in range(seed, seed + pages):
        total += read_case(*CASES[form](number), f"{form} {number}")
    return {"pages": pages, "articles": total.total, "exact": total.right}


if __name__ == "__main__":
    main()
