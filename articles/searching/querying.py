"""Query text to a condition on articles."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import BooleanField, F, Func, Q, Value

from articles.models import ArticleSearch
from articles.models.article import ArticleQuerySet

from .terms import is_exact, lexemes_of_term, parsed


class Matches(Func):
    """tsv @@ lexemes. The lexemes are cast, because to_tsquery would cut them again by its own rules."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


def search(articles: ArticleQuerySet, text: str) -> ArticleQuerySet:
    """Those of the articles that hold what the text asks for (`terms.parsed`); none where it wants nothing."""
    query = parsed(text)
    if not query.groups:
        return articles.none()
    hits = ArticleSearch.objects.filter(_matches(" & ".join(f"({_lexemes(group)})" for group in query.groups)))
    for group in query.groups:
        if not all(map(is_exact, group)):
            hits = hits.filter(_one_of(group))
    for term in query.unwanted:
        hits = hits.exclude(text__contains=term)
    return articles.filter(pk__in=hits.values("pk"))


def _matches(lexemes: str) -> Matches:
    return Matches(F("tsv"), Value(lexemes))


def _lexemes(group: Sequence[str]) -> str:
    """The tsquery that any text with one of the terms satisfies."""
    return " | ".join("(" + " & ".join(dict.fromkeys(lexemes_of_term(term))) + ")" for term in group)


def _one_of(group: Sequence[str]) -> Q:
    """That a text really holds one of the terms, of which its pairs of characters prove only the short ones."""
    proof = Q()
    for term in group:
        proof |= Q(_matches(_lexemes([term]))) if is_exact(term) else Q(text__contains=term)
    return proof
