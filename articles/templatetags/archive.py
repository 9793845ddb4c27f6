"""What templates of the site need beyond Django's own tags."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from articles.browsing import days
from articles.browsing.errors import notice, other_language
from articles.browsing.lists.activities import ACTIVITIES
from articles.browsing.lists.keyset import COUNT_LIMIT
from articles.models import Issue
from articles.searching import highlight

register = template.Library()

ENGLISH = "/en/"


@register.filter
def day(value: date | None) -> str:
    return days.in_words(value)


@register.filter
def weekday(value: date | None) -> str:
    """The day with the day of the week."""
    return days.with_weekday(value)


@register.filter
def month(value: date) -> str:
    return days.month_in_words(value)


@register.filter
def month_day(value: date) -> str:
    return days.month_day_in_words(value)


@register.filter
def month_name(value: date) -> str:
    return days.month_name(value)


@register.filter
def year(value: date) -> str:
    return days.year_in_words(value)


@register.filter
def basis(issue: Issue) -> str:
    """How the day of the issue is known."""
    return days.basis_in_words(issue)


@register.filter
def hits(text: str, query: str) -> str:
    """The text with a query's words marked."""
    return highlight(text, query)


@register.filter
def role(word: str) -> str:
    """A role in the reader's language."""
    return str(ACTIVITIES.get(word, word))


@register.filter
def capped(count: int, limit: int | None = None) -> str:
    """A count that was counted no further than the limit; as lists count, where none is given."""
    limit = limit or COUNT_LIMIT
    return f"{limit}+" if count > limit else str(count)


@register.filter
def count_articles(count: int, limit: int | None = None) -> str:
    """“12 篇”; beyond the limit of counting “100000+ 篇”."""
    return ngettext("%(count)s 篇", "%(count)s 篇", count) % {"count": capped(count, limit)}


@register.filter
def count_pages(count: int) -> str:
    return ngettext("%(count)s 版", "%(count)s 版", count) % {"count": capped(count)}


@register.filter
def count_issues(count: int) -> str:
    return ngettext("%(count)s 期", "%(count)s 期", count) % {"count": capped(count)}


@register.simple_tag(takes_context=True)
def other_language_url(context: dict[str, Any]) -> str:
    """This page in the other language; the front page where no request is at hand, as on error pages."""
    request = context.get("request")
    here = request.get_full_path() if request else "/"
    return "/" + here.removeprefix(ENGLISH) if here.startswith(ENGLISH) else ENGLISH + here.removeprefix("/")


@register.inclusion_tag("_error_words.html")
def error_words(error: str) -> dict[str, Any]:
    """What happened, in both languages. It needs no request, which is not at hand when everything fails."""
    here, other = translation.get_language() or settings.LANGUAGE_CODE, other_language()
    return {"code": error.split(maxsplit=1)[0], "here": notice(error, here), "other": notice(error, other)}


@register.simple_tag
def error_title(error: str) -> str:
    return notice(error, translation.get_language() or settings.LANGUAGE_CODE).title
