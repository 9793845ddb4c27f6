"""Stitch the parts of a story that was continued on another page of its issue (下转 / 上接)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from articles import corrections
from articles.models import Article, Issue
from articles.reading.readings import SourceReading

FIGURE = re.compile(r"[①-⑳㉑-㉟]|[(（]\d{1,2}[)）]")


def stitch(issue: Issue) -> int:
    """Pair first parts with continuations by their figures and page numbers. Returns how many pairs were made.

    A pair is made only where exactly one open first part and one open continuation fit; anything else stays visible
    as the jump it is. What an editor decided of a continuation stands.
    """
    ends = list(issue.articles.filter(continued_by__isnull=True).exclude(jump_to="").select_related("page"))
    loose = issue.articles.filter(continues__isnull=True).exclude(public_id__in=corrections.decided("continues"))
    starts = list(loose.exclude(jump_from="").select_related("page"))
    fitting: dict[int, list[Article]] = defaultdict(list)
    wanted_by: dict[int, int] = defaultdict(int)
    for end in ends:
        for start in starts:
            if fits(end, start):
                fitting[end.pk].append(start)
                wanted_by[start.pk] += 1
    pairs = 0
    for end in ends:
        if len(fitting[end.pk]) == 1 and wanted_by[fitting[end.pk][0].pk] == 1:
            start = fitting[end.pk][0]
            start.continues = end
            start.save(update_fields=["continues"])
            pairs += 1
    return pairs


def stitch_as_exported(reading: SourceReading) -> None:
    """Pair the articles of an export as they were paired when it was written, where both are there and free."""
    said = [article.origin for issue in reading.issues for article in issue.articles if article.origin]
    wanted = {origin.public_id: origin.continues for origin in said if origin.public_id and origin.continues}
    decided = corrections.decided("continues")
    starts = Article.objects.filter(public_id__in=wanted, continues__isnull=True).exclude(public_id__in=decided)
    ends = Article.objects.filter(public_id__in=wanted.values(), continued_by__isnull=True)
    by_id = {end.public_id: end for end in ends}
    for start in starts:
        end = by_id.pop(wanted[start.public_id], None)
        if end is not None and end != start:
            start.continues = end
            start.save(update_fields=["continues"])


def unstitch(articles: Sequence[Article]) -> None:
    """Take the pairs of these articles apart, before they are paired by what is read now."""
    own = Q(pk__in=[article.pk for article in articles]) | Q(continues__in=articles)
    pairs = Article.objects.filter(own, continues__isnull=False)
    pairs.exclude(public_id__in=corrections.decided("continues")).update(continues=None)


def fits(end: Article, start: Article) -> bool:
    """Whether `下转第三版①` and `上接A01版①` can be the two parts of one story. Of two in one export it is known."""
    return (
        end.page_id != start.page_id
        and not (end.origin and end.source_id == start.source_id)
        and _figure(end.jump_to) == _figure(start.jump_from)
        and _names(end.jump_to, start.page.number)
        and _names(start.jump_from, end.page.number)
    )


def _figure(marker: str) -> str:
    found = FIGURE.search(marker)
    return found.group() if found else ""


CHINESE_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}


def _names(marker: str, number: str) -> bool:
    """Whether a marker names the page of this number. A page whose number is unknown may be the one."""
    named = page_number(FIGURE.sub("", marker))
    return not number or named == 0 or named == page_number(number)


def page_number(text: str) -> int:
    """The page number in `第三版`, `A01版` or `A02`; 0 where there is none.

    >>> page_number("第十二版"), page_number("A03版")
    (12, 3)
    """
    digits = re.search(r"\d{1,3}", text)
    if digits:
        return int(digits.group())
    chinese = re.search(r"[一二三四五六七八九十]{1,3}", text)
    if not chinese:
        return 0
    tens, found, ones = chinese.group().rpartition("十")
    return (CHINESE_DIGITS.get(tens, 1) * 10 if found else 0) + CHINESE_DIGITS.get(ones, 0)
