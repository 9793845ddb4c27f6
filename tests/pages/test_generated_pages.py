"""Invented pages, set by a typesetter that knows nothing of the readers, are read as they were set.

A dozen of each kind here; `make bench-reading` reads more than two hundred. A failure names its seed: repeat it with
`PYTHONPATH=tests/pages .venv/bin/python -m pagemaker --form pdf --pages 1 --seed N --show --keep FOLDER`.
"""

import pytest
from pagemaker.cases import CASES, read_case
from pagemaker.comparing import Score

SEEDS = range(1, 13)
FLOORS = {"pdf": 0.95, "text": 0.95}


@pytest.mark.parametrize("form", FLOORS)
def test_articles_of_generated_pages_are_exact(form: str) -> None:
    total = Score()
    for seed in SEEDS:
        total += read_case(*CASES[form](seed), f"{form} seed {seed}")
    assert total.share >= FLOORS[form], "\n".join(total.misses)


def test_a_seed_gives_the_same_page_again() -> None:
    for seed in SEEDS:
        assert CASES["text"](seed) == CASES["text"](seed)
