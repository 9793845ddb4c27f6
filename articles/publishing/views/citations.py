"""One article's citation as a file that reference managers open."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.browsing.addresses import follows_moves, unlisted_where_delisted
from articles.corrections import delisted_article
from articles.models import Article, Redirect

from ..citations import FORMS
from ..cited import cited

NEEDED = (
    "public_id", "date", "headline", "subheadline", "dateline", "paragraphs", "reporters", "correspondents",
    "photographers", "issue__newspaper", "issue__date_basis", "page__number", "page__name",
)  # fmt: skip


@require_safe
@follows_moves(Redirect.Kind.ARTICLE, Redirect.Kind.GONE, parameter="public_id")
def citation(request: HttpRequest, public_id: str, form: str) -> HttpResponse:  # noqa: ARG001
    """The citation in one of the FORMS. What the article became answers for one that is no longer there."""
    found = Article.objects.select_related("issue", "page").only(*NEEDED).filter(public_id=public_id).first()
    article = found or delisted_article(public_id)
    if article is None:
        raise Http404
    write, media_type = FORMS[form]
    text = write(cited(article), timezone.localdate())
    answer = HttpResponse(text, content_type=f"{media_type}; charset=utf-8")
    if form != "txt":  # which is for reading
        answer.headers["Content-Disposition"] = f'attachment; filename="{public_id}.{form}"'
    return unlisted_where_delisted(answer, article)
