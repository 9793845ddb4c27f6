"""Issues by year and month, one issue, one page of it."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from articles.browsing.lists.cards import Card, asked, cards, page_url, with_card_rows
from articles.browsing.lists.fields import LONGEST_QUERY
from articles.browsing.lists.tallies import issues_counted, with_leads
from articles.browsing.printed.enlarging import enlargement_of, size_of, sizes_of
from articles.browsing.printed.facsimiles import facsimile_of_page
from articles.browsing.printed.layouts import layouts_of
from articles.corrections import successor
from articles.models import Article, Correction, Issue, Page, Redirect, SourceFile, Target
from articles.models.issue import IssueQuerySet

from ..addresses import follows_moves
from ..calendars import WEEKDAYS, calendar_of
from ..shelves import counted, shelves, span_of

UNSEEN = ("source__content", "source__text", "source__boxes")

LATEST_ISSUES = 30
MOST_OF_A_MONTH = 124  # two papers a day, each in two editions


class YearForm(forms.Form):
    """Which year to show; `0` stands for the issues whose day is unknown."""

    year = forms.IntegerField(min_value=0, max_value=9998, required=False)


class CalendarForm(YearForm):
    """Which newspaper, and which month of the year."""

    month = forms.IntegerField(min_value=1, max_value=12, required=False)
    newspaper = forms.CharField(max_length=60, required=False)


def issues(request: HttpRequest) -> HttpResponse:
    """A year as a calendar, of all newspapers or of one, and its latest issues or those of a month."""
    form = CalendarForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    year, month, newspaper = given.get("year"), given.get("month"), given.get("newspaper", "")
    every = shelves()
    shelf = [each for each in every if newspaper in ("", each.newspaper)]
    held = Issue.objects.filter(newspaper=newspaper) if newspaper else Issue.objects.all()
    found = list(with_leads(issues_counted(of_month(held, year, month).newest_first()))[: _most(month)])
    is_unknown = not form.is_valid() or bool((year is not None or newspaper) and not found and not month)
    if is_unknown and (_had_issues(year) or _was_a_newspaper(newspaper)):
        return redirect("issues", permanent=True)
    shown = year if year is not None else max((each.year for each in shelf), default=0)
    days = held.filter(date__year=shown).only("slug", "date", "date_basis").order_by("date", "pk") if shown else ()
    span = span_of(shelf)
    context = {
        "newspapers": counted(every, "newspaper"),
        "newspaper": newspaper,
        "years": counted(shelf, "year"),
        "year": year,
        "shown": shown,
        "month": date(shown, month, 1) if month and shown else None,
        "weekdays": WEEKDAYS,
        "calendar": calendar_of(shown, days, span) if span and not is_unknown and shown else [],
        "issues": [] if is_unknown else found,
        "is_cut": len(found) == _most(month),
        "is_unknown": is_unknown,
    }
    return render(request, "browsing/issues.html", context, status=404 if is_unknown else 200)


def of_month(held: IssueQuerySet, year: int | None, month: int | None) -> IssueQuerySet:
    """The issues of a year, 0 being those without a known day, or of a month of it."""
    found = held.filter(of_year(year))
    return found.filter(date__month=month) if month and year else found


def _most(month: int | None) -> int:
    return MOST_OF_A_MONTH if month else LATEST_ISSUES


def _had_issues(year: int | None) -> bool:
    """Whether an issue once stood in this year that is now dated otherwise."""
    if year is None:
        return False
    former = f"{year:04}-" if year else "undated-"
    return Redirect.objects.filter(kind=Redirect.Kind.ISSUE, old__startswith=former).exists()


def _was_a_newspaper(name: str) -> bool:
    """Whether an issue once bore this name that now bears another."""
    said = Correction.objects.filter(target=Target.ISSUE, field="newspaper")
    return bool(name) and said.filter(Q(value_read=name) | Q(value=name)).exists()


def of_year(year: int | None) -> Q:
    if year is None:
        return Q()
    return Q(date__year=year) if year else Q(date__isnull=True)


@follows_moves(Redirect.Kind.ISSUE, parameter="slug")
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    """One issue: its day and how that is known, and its pages in order with their articles."""
    issue = get_object_or_404(Issue, slug=slug)
    pages = list(issue.pages.select_related("source").defer(*UNSEEN))
    by_key = {page.pk: page for page in pages}
    articles = list(with_card_rows(issue.articles.order_by("position")).defer(None))
    for article in articles:
        article.page = by_key[article.page_id]
    by_page: dict[int, list[Card]] = {page.pk: [] for page in pages}
    for card in cards(articles):
        by_page[card.article.page_id].append(card)
    layouts = layouts_of(articles)
    context = {
        "issue": issue,
        "pages": [(page, _url(page, issue), by_page[page.pk], layouts.get(page.pk)) for page in pages],
        "sources": sources_of(pages),
        "article_count": len(articles),
        "previous": neighbour(issue, later=False),
        "next": neighbour(issue, later=True),
    }
    return render(request, "browsing/issue.html", context)


def sources_of(pages: Iterable[Page]) -> list[tuple[SourceFile, list[Page]]]:
    """The files that an issue was read from, each with its pages."""
    by_source: dict[SourceFile, list[Page]] = {}
    for page in pages:
        by_source.setdefault(page.source, []).append(page)
    return list(by_source.items())


@follows_moves(Redirect.Kind.ISSUE, parameter="slug")
def page(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One page of an issue with its articles; pages that bear the same number are shown together. `q` marks the words
    that a reader searched for."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    issue = get_object_or_404(Issue, slug=slug)
    pages = list(issue.pages.select_related("source").defer(*UNSEEN))
    shown = [page for page in pages if number == (page.number or f"p{page.position}")]
    if not shown and successor(Redirect.Kind.PAGE, f"{slug}/{number}"[:120]):
        return redirect(issue, permanent=True)
    if not shown:
        raise Http404
    articles = list(with_card_rows(Article.objects.filter(page__in=shown).order_by("position")).defer(None))
    before = [page for page in pages if page.position < shown[0].position]
    behind = [page for page in pages if page.position > shown[-1].position]
    context = {
        "issue": issue,
        "page": shown[0],
        "pages": [(page, _url(page, issue), page in shown) for page in pages],
        "query": query,
        "asked": asked(query),
        "cards": cards(articles, query),
        "enlarged": reverse("enlarged", args=[slug, number]) + asked(query),
        "pictures": [picture for page in shown if (picture := facsimile_of_page(page, articles, query))],
        "previous": (before[-1], _url(before[-1], issue)) if before else None,
        "next": (behind[0], _url(behind[0], issue)) if behind else None,
    }
    return render(request, "browsing/page.html", context)


@follows_moves(Redirect.Kind.ISSUE, parameter="slug")
def enlarged(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The print of a page, enlarged, with its articles as links on it; without a picture, the page itself."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    issue = get_object_or_404(Issue, slug=slug)
    every = issue.pages.select_related("source").defer(*UNSEEN)
    shown = [page for page in every if number == (page.number or f"p{page.position}")]
    articles = list(Article.objects.filter(page__in=shown).order_by("position"))
    pictures = [picture for page in shown if (picture := facsimile_of_page(page, articles, query))]
    if not pictures:
        return redirect("page", slug, number)
    sizes = sizes_of(pictures[0])
    size = size_of(request.GET.get("size", ""), sizes)
    context = {
        "issue": issue,
        "page": shown[0],
        "page_url": reverse("page", args=[slug, number]),
        "query": query,
        "asked": asked(query),
        "sizes": [(each, urlencode({"size": each} | ({"q": query} if query else {})), each == size) for each in sizes],
        "prints": [enlargement_of(picture, size) for picture in pictures],
    }
    return render(request, "browsing/enlarged.html", context)


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
