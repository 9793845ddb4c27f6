"""Query text to a condition on articles."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import BooleanField, F, Func, Q, Value

from articles.models import ArticleSearch
from articles.models.article import ArticleQuerySet

from .grammar import Term, parsed
from .terms import lexemes_of_term


class Matches(Func):
    """tsv @@ lexemes. The lexemes are cast, because to_tsquery would cut them again by its own rules."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


def search(articles: ArticleQuerySet, text: str) -> ArticleQuerySet:
    """Those of the articles that hold what the text asks for (`grammar.parsed`); none where it wants nothing."""
    query = parsed(text)
    if not query.groups:
        return articles.none()
    hits = ArticleSearch.objects.filter(_matches(" & ".join(f"({_lexemes(group)})" for group in query.groups)))
    for group in query.groups:
        if not all(map(_is_exact, group)):
            hits = hits.filter(_one_of(group))
    for term in query.unwanted:
        hits = hits.exclude(_stands(term))
    return articles.filter(pk__in=hits.values("pk"))


def _matches(lexemes: str) -> Matches:
    return Matches(F("tsv"), Value(lexemes))


def _lexemes(group: Sequence[Term]) -> str:
    """The tsquery that any text with one of the terms satisfies."""
    each = ([lexeme for word in term.words for lexeme in lexemes_of_term(word, term.field)] for term in group)
    return " | ".join("(" + " & ".join(dict.fromkeys(lexemes)) + ")" for lexemes in each)


def _is_exact(term: Term) -> bool:
    """Whether a term's lexemes alone prove it, so that the text need not be looked at."""
    return len(term.text) <= 2 and not term.beside


def _one_of(group: Sequence[Term]) -> Q:
    """That a text really holds one of the terms, of which its pairs of characters prove only the short ones."""
    proof = Q()
    for term in group:
        proof |= Q(_matches(_lexemes([term]))) if _is_exact(term) else _stands(term)
    return proof


def _stands(term: Term) -> Q:
    """That a term stands in the text: words that are compared hold nothing that a pattern could mistake."""
    if term.beside:
        between = f"[^\n]{{0,{term.within}}}"
        one, other = term.words
        return Q(text__regex=f"{one}{between}{other}|{other}{between}{one}")
    if term.field:
        return Q(text__regex=f"(?n)^{term.field}.*{term.text}")
    return Q(text__contains=term.text)
