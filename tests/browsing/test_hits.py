"""Where characters of a printed line stand."""

import pytest

from articles.browsing.printed.hits import strip_of

STRIPS = [
    ("清源县防汛", (0, 0, 50, 10), 3, 5, (30, 0, 20, 10)),
    # letters, digits and spaces are half as wide
    ("2021年 防汛", (0, 0, 55, 10), 6, 8, (35, 0, 20, 10)),
    ("“防汛”", (10, 0, 50, 10), 1, 3, (20, 0, 20, 10)),
    # a headline that runs down the page
    ("清源县防汛", (0, 0, 20, 120), 3, 5, (0, 72, 20, 48)),
    ("汛", (0, 0, 6, 10), 0, 1, (0, 0, 6, 10)),
]


@pytest.mark.parametrize(("text", "box", "start", "end", "expected"), STRIPS)
def test_characters_share_a_line_by_their_widths(text, box, start, end, expected):
    strip = strip_of(text, box, start, end)
    assert (strip.x, strip.y, strip.width, strip.height) == pytest.approx(expected)
