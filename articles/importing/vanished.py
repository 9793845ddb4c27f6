"""Articles that a new reading of their source does not hold any more: nothing decided is lost, no address dies."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles import corrections
from articles.models import Article, Correction, Redirect, ReviewItem

from .doubts import review_item
from .earlier import Earlier
from .matching import best_successor


def retire(earlier: Earlier, stored: Sequence[Article]) -> int:
    """Send the readers of vanished articles to those that hold their text now, or to the issue. Returns how many.

    An article that an editor corrected is kept as it was and put before an editor instead.
    """
    gone = earlier.vanished
    corrected = set(
        Correction.objects.standing()
        .filter(article__in=[article.public_id for article in gone])
        .values_list("article", flat=True)
    )
    texts = ["\n".join((article.headline, *article.body)) for article in stored]
    for article in gone:
        if article.public_id in corrected:
            ReviewItem.objects.bulk_create([_question(article)], ignore_conflicts=True)
        else:
            _redirect(article, stored, best_successor("\n".join((article.headline, *article.body)), texts))
            article.delete()
    return len(gone) - len(corrected)


def _redirect(article: Article, stored: Sequence[Article], successor: int | None) -> None:
    if successor is None:
        corrections.moved(Redirect.Kind.GONE, article.public_id, article.issue.slug)
    else:
        corrections.moved(Redirect.Kind.ARTICLE, article.public_id, stored[successor].public_id)


def _question(article: Article) -> ReviewItem:
    reason = _("新的读取里没有这篇报道；因为编辑改过它，所以仍然保留")
    return review_item("conflict", "vanished", reason, 0.0, source=article.source, article=article, issue=article.issue)
