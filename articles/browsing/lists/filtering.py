"""How each sort of condition narrows a list of articles."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Model, QuerySet

from articles import searching
from articles.models import Appearance, Official, Photograph, ReviewItem
from articles.models.article import ArticleQuerySet

from .classes import FRONT_PAGES, OF_READING, OUTLET
from .fields import DayField, NamesField, ObjectsField, OfficialsField, PostsField, QueryField, WordsField


class QueryFilter(django_filters.Filter):
    """Articles that hold the words."""

    field_class = QueryField

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return searching.search(qs, value) if value else qs


class DayFilter(django_filters.Filter):
    field_class = DayField


class LinkFilter(django_filters.Filter):
    """Articles that are linked, by rows of `through`, to at least one of the objects."""

    field_class = ObjectsField

    def __init__(self, through: type[Model], **kwargs: Any) -> None:
        self.through = through
        super().__init__(**kwargs)

    def filter(self, qs: ArticleQuerySet, value: list[Model]) -> ArticleQuerySet:
        if not value:
            return qs
        links = self.through._default_manager.filter(**{f"{self.field_name}__in": value})
        return qs.filter(pk__in=links.order_by().values("article"))


class TogetherFilter(django_filters.Filter):
    """Articles in which each of the officials appears."""

    field_class = OfficialsField

    def filter(self, qs: ArticleQuerySet, value: list[Official]) -> ArticleQuerySet:
        for official in value or ():
            qs = qs.filter(pk__in=Appearance.objects.filter(official=official).order_by().values("article"))
        return qs


class AnyOfFilter(django_filters.Filter):
    """Articles of which one field has at least one of the values."""

    def filter(self, qs: ArticleQuerySet, value: list[str]) -> ArticleQuerySet:
        return qs.filter(**{f"{self.field_name}__in": value}) if value else qs


class AnyWordFilter(AnyOfFilter):
    field_class = WordsField


class AnyNameFilter(AnyOfFilter):
    field_class = NamesField


class OutletFilter(django_filters.Filter):
    """Articles whose dateline says that at least one of these made the report."""

    field_class = WordsField

    def filter(self, qs: ArticleQuerySet, value: list[str]) -> ArticleQuerySet:
        return qs.alias(outlet=OUTLET).filter(outlet__in=value) if value else qs


class DoubtFilter(django_filters.Filter):
    """Articles with, or without, doubts of reading that no editor has decided yet; both are all."""

    field_class = WordsField

    def filter(self, qs: ArticleQuerySet, value: list[str]) -> ArticleQuerySet:
        if len(set(value or ())) != 1:
            return qs
        return with_doubts(qs) if "open" in value else qs.exclude(pk__in=doubted())


class FrontPageFilter(django_filters.ChoiceFilter):
    """Articles of a newspaper's first page."""

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return qs.filter(page__number__in=FRONT_PAGES) if value else qs


class SharedTextFilter(django_filters.ChoiceFilter):
    """Articles with a passage that stands in another, too."""

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return searching.with_shared_text(qs) if value else qs


class PicturedFilter(django_filters.ChoiceFilter):
    """Articles of which the archive holds a photograph."""

    def filter(self, qs: ArticleQuerySet, value: str) -> ArticleQuerySet:
        return qs.filter(pk__in=Photograph.objects.order_by().values("article")) if value else qs


class AskedFilter(django_filters.Filter):
    """A condition that is not applied alone: the list applies the order, and `seen` all that concerns one person."""

    def filter(self, qs: ArticleQuerySet, value: Any) -> ArticleQuerySet:  # noqa: ARG002
        return qs


class SortFilter(AskedFilter, django_filters.ChoiceFilter):
    """The order; the list itself applies it, because it has to page in that order."""


class OfficialsFilter(AskedFilter):
    field_class = OfficialsField


class PostsFilter(AskedFilter):
    field_class = PostsField


class WordsFilter(AskedFilter):
    field_class = WordsField


def with_doubts(articles: ArticleQuerySet) -> ArticleQuerySet:
    """Those of the articles that reading or recognition was unsure of, and that no editor has decided yet."""
    return articles.filter(pk__in=doubted())


def doubted() -> QuerySet[Any]:
    """The keys of all such articles."""
    open_ = ReviewItem.objects.open().filter(kind__in=OF_READING, article__isnull=False)
    return open_.order_by().values("article")
