"""Take an article or a name out of the public archive, and bring it back.

Both are corrections underneath, so that they reach page, search, facets, counts, exports and feeds in their
transaction, and stand against every later reading: a withdrawn article has no row (`present`), a masked name is not in
the text. The `Suppression` says on whose request; the source's bytes stay as they came.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Correction, ReviewItem, Suppression

from .decisions import Decision
from .fields import PRESENT, plain
from .record import locked, record, remove
from .structure import keep_absent, take_away
from .undoing import undo_batch

MASKED_FIELDS = ("banner", "kicker", "headline", "subheadline", "reporters", "correspondents", "photographers")
MASK = "某"


def withdraw(article: Article, decision: Decision, request_number: str) -> Suppression:
    """Take an article out of the archive. Its address answers that it was withdrawn."""
    with transaction.atomic():
        article = locked(article)
        made = _suppress(Suppression.Kind.WITHDRAW, article, decision, request_number)
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


def is_withdrawn(public_id: str) -> bool:
    """Whether an article was taken out."""
    return Suppression.objects.withdrawn().filter(article=public_id).exists()


def withdraw_again(article: Article) -> bool:
    """Take out an article, just read and saved, whose text was withdrawn as part of another source."""
    known = Suppression.objects.withdrawn().filter(fingerprint=article.fingerprint).exclude(fingerprint="").first()
    if known is None:
        return False
    decision = Decision(who=known.who, reason=known.reason)
    withdraw(article, decision, known.request_number)
    return True


def masked_lines(public_id: str, lines: list[str]) -> list[str]:
    """Source lines as they may be shown beside an article: masked names are masked there too, also across lines."""
    names = Suppression.objects.standing().filter(article=public_id, kind=Suppression.Kind.MASK)
    text = "\n".join(lines)
    for name in names.values_list("name", flat=True):
        text = re.sub(r"\s{0,2}".join(map(re.escape, name)), _mask_match, text)
    return text.split("\n")


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


def _mask_match(found: re.Match[str]) -> str:
    name = found.group()
    return name[0] + "".join(char if char.isspace() else MASK for char in name[1:])


def _suppress(
    kind: Suppression.Kind, article: Article, decision: Decision, request_number: str, name: str = ""
) -> Suppression:
    if not request_number.strip():
        raise ValidationError({"request_number": _("请写明申请编号。")})
    return Suppression.objects.create(
        kind=kind,
        article=article.public_id,
        fingerprint=article.fingerprint,
        name=name,
        request_number=request_number.strip(),
        reason=decision.reason,
        who=decision.who,
        batch=decision.batch,
    )


def public(corrections: QuerySet[Correction]) -> QuerySet[Correction]:
    """Those of some corrections that the public may see: nothing of what was withdrawn or masked, lifted or not."""
    touched = Suppression.objects.values("article")
    return corrections.exclude(batch__in=Suppression.objects.values("batch")).exclude(article__in=touched)
