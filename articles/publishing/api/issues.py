"""Issues: the newest or those of a year, and one with its pages and their articles."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.browsing.lists.tallies import issues_counted
from articles.browsing.views.issues import CalendarForm, of_month
from articles.models import Article, Issue, Page, Redirect
from articles.models.issue import IssueQuerySet

from ..records import issue_record
from .answers import check, resource
from .articles import article_label
from .lists import LimitForm, SlugField, page_of
from .moves import refuse_missing


class IssueListForm(CalendarForm):
    """The form of the site's list, and after which issue a page starts."""

    after = SlugField(Issue.objects.all(), Redirect.Kind.ISSUE)


@resource
def issue_list(request: HttpRequest) -> dict[str, Any]:
    """Issues, newest first; undated ones come last."""
    form, limit = IssueListForm(request.GET), LimitForm(request.GET)
    check(request, form, limit)
    rows = _before(issues_counted(matching(form)), form.cleaned_data["after"])[: limit.limit_or_default + 1]
    return page_of(request, rows, limit.limit_or_default, issue_item, key=lambda issue: issue.slug)


@resource
def issue(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One issue with its pages in order, and on each its articles."""
    check(request)
    found = issues_counted(Issue.objects.filter(slug=slug)).first()
    if found is None:
        refuse_missing(slug, Redirect.Kind.ISSUE)
    by_page: dict[int, list[dict[str, Any]]] = {}
    for article in Article.objects.filter(issue=found).defer("heading_blocks", "source_lines").order_by("position"):
        by_page.setdefault(article.page_id, []).append(article_label(article))
    pages = found.pages.select_related("source").only("issue", "number", "name", "position", "source__sha256")
    return {**issue_item(found), "pages": [_page(page, by_page.get(page.pk, [])) for page in pages]}


def matching(form: CalendarForm) -> IssueQuerySet:
    """The issues of a newspaper, of a year or of a month, newest first."""
    asked = form.cleaned_data
    held = Issue.objects.filter(newspaper=asked["newspaper"]) if asked["newspaper"] else Issue.objects.all()
    return of_month(held, asked["year"], asked["month"]).newest_first()


def issue_item(issue: Any) -> dict[str, Any]:
    return {**issue_record(issue), "page_count": issue.page_count, "article_count": issue.article_count}


def _before(issues: QuerySet[Issue], after: Issue | None) -> QuerySet[Issue]:
    """Those behind `after` in the order of the list, where the newest come first and the undated last."""
    if after is None:
        return issues
    if after.date is None:
        return issues.filter(date__isnull=True, pk__lt=after.pk)
    return issues.filter(Q(date__lt=after.date) | Q(date=after.date, pk__lt=after.pk) | Q(date__isnull=True))


def _page(page: Page, articles: list[dict[str, Any]]) -> dict[str, Any]:
    return {"number": page.number, "name": page.name, "source": page.source.sha256, "articles": articles}
