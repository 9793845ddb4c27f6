"""Articles that were cut in the wrong place: split one, join two, move paragraphs between them.

Each is a batch of ordinary corrections, so that it is recorded, replayed and undone like any other: the paragraphs of
the articles that stay, and the field `present` of one that comes or goes. `present` is the record of values of an
article that an editor made, or False where an article was joined to another; what is read of such a one is kept in
`ValueRead` under the same field.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article, Correction, Redirect, ReviewItem, Target

from . import findings
from .consequences import renumber
from .decisions import Decision
from .fields import PRESENT, plain
from .lending import lend, taken_from
from .presence import AFTER, CREDITS, MADE, keep_absent, make, take_away
from .record import locked, record
from .redirects import moved
from .standing import newest, read_of
from .turns import deciding

HEADING = ("banner", "kicker", "headline", "subheadline")
"""The parts of a heading, which go together."""


def split(article: Article, at: int, decision: Decision) -> Article:
    """Make the paragraphs from index `at` on an article of their own, without headline, right after this one."""
    with deciding():
        article = locked(article)
        paragraphs = plain(article, "paragraphs")
        if not 0 < at < len(paragraphs):
            raise ValidationError(_("请选择第二段或以后的一段作为新报道的开头。"))
        public_id = _new_id(article, decision.batch)
        findings.keep_read(article)
        lent = taken_from(article, range(at, len(paragraphs)), decision.batch)
        values = {name: [] if name in CREDITS else "" for name in MADE} | {
            "page": article.page_id,
            "source": article.source_id,
            "kind": article.kind,
            "paragraphs": article.paragraphs[at:],
            "heading_blocks": {},
            "source_lines": article.source_lines,
            AFTER: article.public_id,
        }
        record(article, {"paragraphs": paragraphs[:at]}, decision)
        _decide(public_id, values, None, decision)
        made = make(public_id, values, lent)
        renumber(made.issue)
        return made


def join(first: Article, second: Article, decision: Decision) -> Article:
    """Append an article to another, which keeps its heading. The second one's address leads to the first."""
    with deciding():
        first, second = _both(first, second)
        keep_absent(second)
        move = {"paragraphs": [*plain(first, "paragraphs"), *plain(second, "paragraphs")]}
        credits = {name: list(dict.fromkeys([*getattr(first, name), *getattr(second, name)])) for name in CREDITS}
        lend(first, second, range(len(second.paragraphs)), decision.batch)
        record(first, move | credits, decision)
        _decide(second.public_id, False, second.fingerprint, decision)
        _absorb(second, first)
        renumber(first.issue)
        return locked(first)


def move_paragraphs(
    giver: Article, taker: Article, numbers: Sequence[int], before: int, decision: Decision
) -> list[Correction]:
    """Move paragraphs of one article, by index, into another, before its paragraph of this index."""
    with deciding():
        giver, taker = _both(giver, taker)
        own, other = plain(giver, "paragraphs"), plain(taker, "paragraphs")
        if not numbers or len(set(numbers)) >= len(own):
            raise ValidationError(_("请选择要移动的段落；要移动全部段落，请用合并。"))
        moving = [own[number] for number in sorted(set(numbers))]
        lend(taker, giver, sorted(set(numbers)), decision.batch)
        left = [piece for number, piece in enumerate(own) if number not in numbers]
        made = record(giver, {"paragraphs": left}, decision)
        return made + record(taker, {"paragraphs": [*other[:before], *moving, *other[before:]]}, decision)


def exchange_headings(one: Article, other: Article, decision: Decision) -> list[Correction]:
    """Give each of two articles the heading of the other; one without any gives none."""
    with deciding():
        one, other = _both(one, other)
        first, second = ({part: plain(row, part) for part in HEADING} for row in (one, other))
        if first == second:
            raise ValidationError(_("两篇的标题相同。"))
        return record(one, second, decision) + record(other, first, decision)


def is_structural(correction: Correction) -> bool:
    """Whether a correction is part of a split, a join or a move, so that only the whole can be undone."""
    texts = Correction.objects.filter(batch=correction.batch, target=Target.ARTICLE)
    keys = set(texts.filter(field__in=("paragraphs", PRESENT)).values_list("key", flat=True))
    return correction.target == Target.ARTICLE and correction.field in ("paragraphs", PRESENT) and len(keys) > 1


def refuse_if_built_upon(batch: UUID) -> None:
    """Raises ValidationError where the texts that a split, join or move arranged were corrected again afterwards."""
    mine = Correction.objects.standing().filter(batch=batch, target=Target.ARTICLE, field__in=("paragraphs", PRESENT))
    keys, last = set(mine.values_list("key", flat=True)), max(mine.values_list("pk", flat=True), default=0)
    later = Correction.objects.standing().filter(target=Target.ARTICLE, field__in=("paragraphs", PRESENT), pk__gt=last)
    if later.filter(key__in=keys).exists():
        raise ValidationError(_("之后又更正过这些正文，请先撤销后来的更正。"))


def refuse_if_moved_since(correction: Correction) -> None:
    """Raises ValidationError where the text that a correction of an official or place is about was moved afterwards."""
    later = Correction.objects.standing().filter(
        target=Target.ARTICLE, key=correction.article, field__in=("paragraphs", PRESENT), pk__gt=correction.pk
    )
    if any(is_structural(one) for one in later):
        raise ValidationError(_("之后拆分或合并过这篇报道，请先撤销后来的更正。"))


def follow_presence(public_id: str) -> None:
    """Let an article be there or not, as the corrections that stand say."""
    decided = newest(Correction.objects.standing().of(Target.ARTICLE, public_id)).get((Target.ARTICLE, public_id), {})
    correction, read = decided.get(PRESENT), read_of((Target.ARTICLE, public_id), PRESENT)
    row = Article.objects.select_for_update().filter(public_id=public_id).first()
    if correction is not None and correction.value:
        values = correction.value
    elif correction is None and read is not None:
        values = read.value
    else:
        values = None
    if row is None and values:
        made = make(public_id, values, None)
        Redirect.objects.filter(kind=Redirect.Kind.ARTICLE, old=public_id).delete()
        renumber(made.issue)
        if read is not None:
            read.delete()
    elif row is not None and values is None:
        _give_back(row)


def _both(one: Article, other: Article) -> tuple[Article, Article]:
    """Two different articles of one issue, locked in an order that two editors share."""
    if one.pk == other.pk:
        raise ValidationError(_("请选择两篇不同的报道。"))
    rows = {row.pk: locked(row) for row in sorted((one, other), key=lambda row: row.pk)}
    if rows[one.pk].issue_id != rows[other.pk].issue_id:
        raise ValidationError(_("两篇报道不在同一期。"))
    return rows[one.pk], rows[other.pk]


def _new_id(article: Article, batch: UUID) -> str:
    digest = hashlib.sha256(f"{article.public_id}|{batch}".encode()).digest()
    return base64.b32encode(digest)[:10].decode().lower()


def _decide(public_id: str, value: Any, read: Any, decision: Decision) -> None:
    decision.correction(Article(public_id=public_id), PRESENT, read, value)


def _absorb(gone: Article, into: Article) -> None:
    """Take away a joined article: its address, its open questions and its continuation go to the other."""
    ReviewItem.objects.filter(article=gone).update(article=into)
    continuation = Article.objects.filter(continues=gone).first()
    take_away(gone)
    if continuation and continuation.pk != into.pk:
        continuation.continues = into if not Article.objects.filter(continues=into).exists() else None
        continuation.save(update_fields=["continues"])
    moved(Redirect.Kind.ARTICLE, gone.public_id, into.public_id)


def _give_back(made: Article) -> None:
    """Take away an article that an editor had made; its text and findings are its origin's again."""
    said = Correction.objects.of(Target.ARTICLE, made.public_id).filter(field=PRESENT).exclude(value=False)
    origin = Article.objects.filter(public_id=said[0].value[AFTER]).first()
    if origin is None:
        raise ValidationError(_("原来的报道已不在，无法撤销。"))
    lend(origin, made, range(len(made.paragraphs)), said[0].batch, again=True)
    _absorb(made, origin)
    renumber(origin.issue)
