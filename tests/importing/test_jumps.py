"""Markers of continuation: which page they name, and which parts belong together."""

import pytest

from articles.importing.jumps import fits, page_number
from articles.models import Article, Page


@pytest.mark.parametrize(
    ("text", "number"),
    [("第三版", 3), ("A01版", 1), ("A02", 2), ("第十版", 10), ("第十二版", 12), ("第二十版", 20), ("要闻", 0), ("", 0)],
)
def test_page_numbers_are_read_from_markers(text, number):
    assert page_number(text) == number


@pytest.mark.parametrize(
    ("jump_to", "jump_from", "pages", "together"),
    [
        ("第三版①", "A01版①", ("A01", "A03"), True),
        ("第三版①", "A01版②", ("A01", "A03"), False),  # another figure
        ("第三版①", "A01版①", ("A01", "A04"), False),  # the continuation stands on another page than announced
        ("第三版①", "第二版①", ("A01", "A03"), False),  # it continues another page
        ("第三版", "第一版", ("1", "3"), True),  # without figures
        ("第三版①", "第一版①", ("", "3"), True),  # a page whose number is not known may be the one
    ],
)
def test_parts_are_paired_by_figure_and_page(jump_to, jump_from, pages, together):
    first, second = (Page(pk=key, number=number) for key, number in enumerate(pages, start=1))
    end = Article(page=first, jump_to=jump_to)
    start = Article(page=second, jump_from=jump_from)
    assert fits(end, start) is together
