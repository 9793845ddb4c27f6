"""What is printed twice: every text that stands in several articles."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.browsing.lists.facets import narrowing
from articles.browsing.lists.fields import LONGEST_QUERY, ListForm
from articles.browsing.lists.filters import SharedTextList
from articles.browsing.stories.clusters import clusters_after
from articles.models import Article
from articles.searching import by_index

from .articles import errors_of, ways_out


def reuse(request: HttpRequest) -> HttpResponse:
    """The texts that stand in several articles, of which one at least meets the conditions."""
    where = ListForm(request.GET)
    filtered = SharedTextList(request.GET, Article.objects.all() if where.is_valid() else Article.objects.none())
    valid = filtered.is_valid() and where.is_valid()
    query = filtered.query
    rows_query = replace(query, same="1")
    with by_index():
        shown = clusters_after(filtered.qs, where.cleaned_data.get("after") if valid else None)
        offered = narrowing(rows_query)
        exits = ways_out(rows_query) if valid and not shown.clusters else []
    context = {
        "filter": filtered,
        "errors": [*errors_of(filtered.form), *errors_of(where)],
        "query": query,
        "rows_query": rows_query,
        "typed": query.q or request.GET.get("q", "")[:LONGEST_QUERY],
        "chips": list(query.chips),
        "clusters": shown.clusters,
        "count": offered.count,
        "is_first": shown.is_first,
        "next": query.after(shown.next) if shown.next else "",
        "facets": offered.facets,
        "times": [replace(time, query=replace(time.query, same="")) for time in offered.times],
        "ways_out": [
            (replace(chip, without=replace(chip.without, same="")), count) for chip, count in exits if chip.without.same
        ],
    }
    return render(request, "browsing/reuse.html", context, status=200 if valid else 400)
