"""Take an article or a name out of the public archive, and bring it back.

All three steps are corrections underneath, so that they reach page, search, facets, counts, exports and feeds in their
transaction, and stand against every later reading: a delisted or withdrawn article has no row (`present`), so that no
list can hold it; a masked name is not in the text. Of a delisted one the address still shows what was kept. The
`Suppression` says on whose request; the source's bytes stay as they came.
"""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Correction, ReviewItem, Suppression

from .decisions import Decision
from .fields import PRESENT, plain
from .presence import keep_absent, kept_article, take_away
from .record import locked, record, remove
from .undoing import undo_batch
from .visible import MASK, masked_text

MASKED_FIELDS = ("banner", "kicker", "headline", "subheadline", "reporters", "correspondents", "photographers")

log = logging.getLogger("articles.suppression")
"""A second log beside the table: the lines go where the server's messages go, out of this program's reach."""


def delist(article: Article, decision: Decision, request_number: str) -> Suppression:
    """Take an article out of lists, search, counts, feeds, sitemap and exports. Its address still shows it."""
    return _take_out(Suppression.Kind.DELIST, article, decision, request_number)


def withdraw(article: Article, decision: Decision, request_number: str) -> Suppression:
    """Take an article out of the archive. Its address answers that it was withdrawn."""
    return _take_out(Suppression.Kind.WITHDRAW, article, decision, request_number)


def _take_out(kind: Suppression.Kind, article: Article, decision: Decision, request_number: str) -> Suppression:
    with transaction.atomic():
        article = locked(article)
        made = _suppress(kind, article, decision, request_number)
        ReviewItem.objects.filter(article=article).update(article=None, issue=article.issue)
        keep_absent(article)
        decision.correction(article, PRESENT, article.fingerprint, False)
        take_away(article)
        return made


def mask(article: Article, name: str, decision: Decision, request_number: str) -> Suppression:
    """Show a name in an article as its surname and 某, as long as it is; nobody of that name appears there any more.

    Raises ValidationError where the article does not hold the name.
    """
    with transaction.atomic():
        article = locked(article)
        if len(name) < 2:
            raise ValidationError(_("请给出完整的姓名。"))
        changes = {field: masked(plain(article, field), name) for field in (*MASKED_FIELDS, "paragraphs")}
        if all(plain(article, field) == value for field, value in changes.items()):
            raise ValidationError(_("报道里没有“{}”。").format(name))
        for appearance in article.appearances.filter(name=name):
            remove(appearance, decision)
        record(article, changes, decision)
        return _suppress(Suppression.Kind.MASK, article, decision, request_number, name)


def lift(suppression: Suppression, who: str) -> None:
    """Bring back what was taken out. Raises ValidationError where later corrections build upon it."""
    with transaction.atomic():
        mine = Suppression.objects.select_for_update().get(pk=suppression.pk)
        if mine.lifted_at is None:
            Suppression.objects.filter(pk=mine.pk).update(lifted_at=timezone.now(), lifted_by=who)
            undo_batch(mine.batch, who=who)
            _note("lifted", mine, who)


def is_withdrawn(public_id: str) -> bool:
    """Whether an article was taken out."""
    return Suppression.objects.withdrawn().filter(article=public_id).exists()


def delisted_article(public_id: str) -> Article | None:
    """An article that is shown at its address and nowhere else; None where there is none.

    It is no row: nothing is linked to it, and its primary key is that of no article.
    """
    return kept_article(public_id) if Suppression.objects.delisted().filter(article=public_id).exists() else None


def take_out_again(article: Article) -> bool:
    """Take out an article, just read and saved, whose text was taken out as part of another source."""
    out = Suppression.objects.standing().exclude(kind=Suppression.Kind.MASK)
    known = out.filter(fingerprint=article.fingerprint).exclude(fingerprint="").first()
    if known is None:
        return False
    _take_out(Suppression.Kind(known.kind), article, Decision(known.who, known.reason), known.request_number)
    return True


def masked_lines(public_id: str, lines: list[str]) -> list[str]:
    """Source lines as they may be shown beside an article: masked names are masked there too, also across lines."""
    names = Suppression.objects.standing().filter(article=public_id, kind=Suppression.Kind.MASK)
    return masked_text("\n".join(lines), names.values_list("name", flat=True)).split("\n")


def masked(value: Any, name: str) -> Any:
    """A plain value with the name masked in all its texts.

    >>> masked(["禾东篱", "会上，禾东篱说"], "禾东篱")
    ['禾某某', '会上，禾某某说']
    """
    if isinstance(value, str):
        return value.replace(name, name[0] + MASK * (len(name) - 1))
    if isinstance(value, list):
        return [masked(item, name) for item in value]
    if isinstance(value, dict):
        return {key: masked(item, name) if key == "text" else item for key, item in value.items()}
    return value


def _suppress(
    kind: Suppression.Kind, article: Article, decision: Decision, request_number: str, name: str = ""
) -> Suppression:
    if not request_number.strip():
        raise ValidationError({"request_number": _("请写明申请编号。")})
    made = Suppression.objects.create(
        kind=kind,
        article=article.public_id,
        fingerprint=article.fingerprint,
        name=name,
        request_number=request_number.strip(),
        reason=decision.reason,
        who=decision.who,
        batch=decision.batch,
    )
    _note(kind, made, decision.who)
    return made


def _note(what: str, made: Suppression, who: str) -> None:
    """All that is needed to do it again; not the name that was masked, nor the reason, which may hold it."""
    said = (what, made.article, made.fingerprint, made.request_number, who)
    log.warning("%s article=%s text=%s request=%r who=%r", *said)


def public(corrections: QuerySet[Correction]) -> QuerySet[Correction]:
    """Those of some corrections that the public may see: nothing of what was withdrawn or masked, lifted or not, and
    nothing that only confirmed what was read."""
    touched = Suppression.objects.values("article")
    return (
        corrections.exclude(value__isnull=False, value=F("value_read"))
        .exclude(batch__in=Suppression.objects.values("batch"))
        .exclude(article__in=touched)
    )
