"""Posts, and who is shown in them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.browsing.careers import terms_in
from articles.browsing.lists.fields import DayField
from articles.corrections import standing_post
from articles.models import Place, Post, Redirect, RegisteredTerm, Tenure

from ..records import named, post_record, registered_record, tenure_days
from .answers import Moved, check, resource
from .lists import LimitForm, SlugField, later, page_of
from .moves import refuse_missing

MOST_HOLDERS = 200


class PostListForm(forms.Form):
    """Of which place, with what in its name, and after which post a page starts."""

    q = forms.CharField(max_length=20, required=False, label=_("名称里的字"))
    place = SlugField(Place.objects.unmerged(), Redirect.Kind.PLACE, label=_("地方"))
    after = forms.ModelChoiceField(Post.objects.all(), required=False)


class DayForm(forms.Form):
    """Who held the post on a day."""

    on = DayField(required=False, label=_("这一天谁在任"))


@resource
def post_list(request: HttpRequest) -> dict[str, Any]:
    """Posts in which articles or registers show somebody."""
    form, limit = PostListForm(request.GET), LimitForm(request.GET)
    check(request, form, limit)
    rows = later(_matching(form.cleaned_data), form.cleaned_data["after"]).order_by("pk")
    return page_of(request, rows[: limit.limit_or_default + 1], limit.limit_or_default, post_record)


@resource
def post(request: HttpRequest, pk: int) -> dict[str, Any]:
    """One post with its holders in order of appearance, and with `on` those of one day."""
    form = DayForm(request.GET)
    check(request, form)
    found = Post.objects.select_related("place").filter(pk=pk).first()
    if found is None:
        refuse_missing(pk)
    if (standing := standing_post(found)) != found:
        raise Moved(reverse("api-post", args=[standing.pk]))
    holders = {
        "holders": [_holder(tenure) for tenure in Tenure.objects.of_post(found)[:MOST_HOLDERS]],
        "registered": [_registered(term) for term in terms_in(found)],
    }
    day = form.cleaned_data["on"]
    return {**post_record(found), **holders, **({"on": _on(found, day)} if day else {})}


def _held() -> QuerySet[Post]:
    return Post.objects.held().select_related("place")


def _matching(asked: dict[str, Any]) -> QuerySet[Post]:
    posts = _held()
    if asked["place"]:
        posts = posts.filter(place=asked["place"])
    return posts.filter(name__contains=asked["q"]) if asked["q"] else posts


def _on(post: Post, day: date) -> dict[str, Any]:
    """Who is proved to have held the post that day, who was seen in it before and is not known to have left, and who
    held it as registers tell."""
    tenures = Tenure.objects.select_related("official")
    terms: QuerySet[Any] = RegisteredTerm.objects.holding(post, day)
    return {
        "day": day.isoformat(),
        "holding": [named(tenure.official) for tenure in tenures.holding(post, day)],
        "last_known": [named(tenure.official) for tenure in tenures.last_known(post, day)[:MOST_HOLDERS]],
        "registered": [{**_registered(term), "is_sure": term.surely_held} for term in terms[:MOST_HOLDERS]],
    }


def _registered(term: RegisteredTerm) -> dict[str, Any]:
    return {"official": named(term.official), **registered_record(term)}


def _holder(tenure: Tenure) -> dict[str, Any]:
    return {"official": named(tenure.official), **tenure_days(tenure)}
