"""Reads generated pages and prints the share of their articles that is exact.

    python -m pagemaker [--form text|pdf|scan-200|faded-light|photo-aside|…] [--damaged] [--photographed]
        [--pages 220] [--seed 1] [--show] [--keep FOLDER]

Each page has its own seed, printed with what was wrong: `--pages 1 --seed N --show --keep FOLDER` repeats it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from pagemaker.cases import CASES, DAMAGED, PHOTOGRAPHED, SCANS, read_case
from pagemaker.comparing import Score

BAR = 0.95
"""Share of articles that must be exact, scans apart, which are measured only."""
SUFFIXES = {"text": "txt", "pdf": "pdf"} | dict.fromkeys(PHOTOGRAPHED, "jpg")
FORMS = CASES | SCANS | DAMAGED | PHOTOGRAPHED


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", choices=FORMS, action="append", default=[])
    parser.add_argument("--damaged", action="store_true", help="read scans of each kind of damage")
    parser.add_argument("--photographed", action="store_true", help="read photographs of each kind")
    parser.add_argument("--pages", type=int, default=220)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print every difference, not only the figures")
    parser.add_argument("--keep", type=Path, help="write the generated pages into this folder")
    options = parser.parse_args()
    asked = [*options.form, *(DAMAGED if options.damaged else ()), *(PHOTOGRAPHED if options.photographed else ())]
    shares = [run(form, options) for form in asked or CASES]
    return 0 if min(shares) >= BAR else 1


def run(form: str, options: argparse.Namespace) -> float:
    total, seconds, processor = Score(), 0.0, 0.0
    for seed in range(options.seed, options.seed + options.pages):
        data, stories = FORMS[form](seed)
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{form}-{seed}.{SUFFIXES.get(form, 'tif')}").write_bytes(data)
        began, used = time.perf_counter(), _processor_seconds()
        total += read_case(data, stories, f"{form} seed {seed}")
        seconds += time.perf_counter() - began
        processor += _processor_seconds() - used
    if options.show:
        print("\n".join(total.misses))
    seeds = sorted({int(miss.split("seed ")[1].split(":")[0]) for miss in total.misses})
    print(
        f"{form}: {options.pages} pages from seed {options.seed}: {total.right} of {total.total} articles exact,"
        f" {total.share:.1%}, {seconds / options.pages * 1000:.0f} ms a page; seeds with differences: {seeds}"
    )
    if form not in CASES:
        print(
            f"{form}: {total.characters_right / total.characters:.2%} of {total.characters} characters,"
            f" {total.headings_right} of {total.total} headings,"
            f" {processor / options.pages:.1f} processor seconds a page"
        )
        return 1.0
    return total.share


def _processor_seconds() -> float:
    """What the readings, which run in child processes, have used so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
