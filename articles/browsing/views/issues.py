"""Issues by year and month, one issue, one page of it."""

from django import forms
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.models import Article, Issue, Page, Redirect

from ..addresses import follows_moves
from ..calendars import WEEKDAYS, months_of
from ..cards import Card, cards, page_url, with_card_rows
from ..tallies import issues_counted, with_leads

LATEST_ISSUES = 30
MOST_ISSUES = 1000  # of one year: two papers a day and then some


class YearForm(forms.Form):
    """Which year to show; `0` stands for the issues whose day is unknown."""

    year = forms.IntegerField(min_value=0, max_value=9998, required=False)


def issues(request: HttpRequest) -> HttpResponse:
    """The issues of one year, or the latest where none is named, by month; and which years there are."""
    form = YearForm(request.GET)
    counts = Issue.objects.values_list("date__year").annotate(count=Count("pk"))
    years = sorted(((year or 0, count) for year, count in counts), reverse=True)
    asked = form.cleaned_data["year"] if form.is_valid() else None
    held = Issue.objects.newest_first().filter(_of_year(asked))
    found = list(with_leads(issues_counted(held))[: _most(asked)])
    is_unknown = not form.is_valid() or (asked is not None and not found)
    context = {
        "years": years,
        "year": asked,
        "weekdays": WEEKDAYS,
        "months": [] if is_unknown else months_of(found),
        "undated": [issue for issue in found if not issue.date],
        "is_unknown": is_unknown,
    }
    return render(request, "browsing/issues.html", context, status=404 if is_unknown else 200)


def _of_year(year: int | None) -> Q:
    if year is None:
        return Q()
    return Q(date__year=year) if year else Q(date__isnull=True)


def _most(year: int | None) -> int:
    return LATEST_ISSUES if year is None else MOST_ISSUES


@follows_moves(Redirect.Kind.ISSUE, parameter="slug")
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """One issue: its day and how that is known, and its pages in order with their articles."""
    issue = get_object_or_404(Issue, slug=slug)
    pages = list(issue.pages.select_related("source").defer("source__content", "source__text", "source__boxes"))
    articles = with_card_rows(issue.articles.order_by("position"))
    by_page: dict[int, list[Card]] = {page.pk: [] for page in pages}
    for card in cards(articles):
        by_page[card.article.page_id].append(card)
    context = {
        "issue": issue,
        "pages": [(page, _url(page, issue), by_page[page.pk]) for page in pages],
        "previous": neighbour(issue, later=False),
        "next": neighbour(issue, later=True),
    }
    return render(request, "browsing/issue.html", context)


@follows_moves(Redirect.Kind.ISSUE, parameter="slug")
def page(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One page of an issue with its articles; pages that bear the same number are shown together."""
    issue = get_object_or_404(Issue, slug=slug)
    pages = list(issue.pages.all())
    shown = [page for page in pages if number == (page.number or f"p{page.position}")]
    if not shown:
        raise Http404
    articles = with_card_rows(Article.objects.filter(page__in=shown).order_by("position"))
    before = [page for page in pages if page.position < shown[0].position]
    behind = [page for page in pages if page.position > shown[-1].position]
    context = {
        "issue": issue,
        "page": shown[0],
        "pages": [(page, _url(page, issue), page in shown) for page in pages],
        "cards": cards(articles),
        "previous": (before[-1], _url(before[-1], issue)) if before else None,
        "next": (behind[0], _url(behind[0], issue)) if behind else None,
    }
    return render(request, "browsing/page.html", context)


def neighbour(issue: Issue, *, later: bool) -> Issue | None:
    """The issue of the nearest other day in that direction; None at the end and where the day is unknown."""
    if issue.date is None:
        return None
    if later:
        return Issue.objects.filter(date__gt=issue.date).order_by("date", "pk").first()
    return Issue.objects.filter(date__lt=issue.date).order_by("-date", "-pk").first()


def _url(page: Page, issue: Issue) -> str:
    page.issue = issue  # spares a query a page
    return page_url(page)
