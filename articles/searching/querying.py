"""Query text to a condition on articles."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from django.db.models import BooleanField, F, Func, Q, Value

from articles.models import ArticleSearch
from articles.models.article import ArticleQuerySet

from .expressions import Part, Query, Term
from .grammar import parsed
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
    hits = ArticleSearch.objects.filter(Matches(F("tsv"), Value(_lexemes(query)))).filter(_holds(query, is_proved=True))
    return articles.filter(pk__in=hits.values("pk"))


def _lexemes(part: Part) -> str:
    """The tsquery that any text satisfies which the part finds."""
    if isinstance(part, Query):
        return " & ".join(_either(*map(_lexemes, group)) for group in part.groups)
    return " & ".join(_either(*(_all_of(rest, part.field) for rest in word.remains)) for word in part.words)


def _either(*lexemes: str) -> str:
    return f"({' | '.join(f'({each})' for each in lexemes)})"


def _all_of(text: str, field: str) -> str:
    return " & ".join(dict.fromkeys(lexemes_of_term(text, field)))


def _is_exact(part: Part) -> bool:
    """Whether a part's lexemes alone prove it, so that the text need not be looked at."""
    if isinstance(part, Query):
        return not part.unwanted and all(_is_exact(each) for group in part.groups for each in group)
    return len(part.words) == 1 and len(part.words[0].text) <= 2


def _holds(part: Part, *, is_proved: bool = False) -> Q:
    """That a text really holds a part; `is_proved` where what its lexemes prove need not be said again."""
    if isinstance(part, Term):
        return _stands(part)
    groups = [group for group in part.groups if not (is_proved and all(map(_is_exact, group)))]
    wanted = (reduce(or_, map(_holds, group)) for group in groups)
    return reduce(and_, [*wanted, *(~_holds(each) for each in part.unwanted)], Q())


def _stands(term: Term) -> Q:
    """That a term stands in the text: words that are compared hold nothing that a pattern could mistake."""
    pattern = term.words[0].pattern
    if len(term.words) > 1:
        one, other = (word.pattern for word in term.words)
        between = f"[^\n]{{0,{term.within}}}"
        pattern = f"(?:{one}{between}{other}|{other}{between}{one})"
    if term.field:
        return Q(text__regex=f"(?n)^{term.field}.*{pattern}")
    return Q(text__contains=pattern) if pattern == term.words[0].text else Q(text__regex=pattern)
