"""The drawing of careers: what a reader must be able to tell apart."""

from datetime import date
from itertools import pairwise

import pytest

from articles.browsing.timelines import YEAR, Span, timeline


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2016, 10, 10), date(2023, 1, 3)),
        (date(2020, 3, 2), date(2023, 1, 3)),
        (date(2021, 12, 28), date(2022, 2, 1)),
        (date(1990, 1, 1), date(2023, 12, 31)),
    ],
)
def test_the_numbers_of_years_do_not_run_into_each_other(first, last):
    drawing = timeline([Span("县长", "", first, last)])

    assert drawing is not None
    assert all(right - left >= YEAR for (_, left, _), (_, right, _) in pairwise(drawing.years))
    assert drawing.years
