"""Query text to a condition on articles."""

from __future__ import annotations

from django.db.models import BooleanField, F, Func, Value

from articles.models import ArticleSearch
from articles.models.article import ArticleQuerySet

from .terms import is_exact, lexemes_of_term, terms_of


class Matches(Func):
    """tsv @@ lexemes. The lexemes are cast, because to_tsquery would cut them again by its own rules."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


def search(articles: ArticleQuerySet, text: str) -> ArticleQuerySet:
    """Those of the articles that hold every word and “phrase” of the text; none where it has no letter or digit."""
    terms = terms_of(text)
    if not terms:
        return articles.none()
    lexemes = dict.fromkeys(lexeme for term in terms for lexeme in lexemes_of_term(term))
    hits = ArticleSearch.objects.filter(Matches(F("tsv"), Value(" & ".join(lexemes))))
    for term in terms:
        if not is_exact(term):
            hits = hits.filter(text__contains=term)
    return articles.filter(pk__in=hits.values("pk"))
