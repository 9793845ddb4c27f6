"""Who is who, and which place is which: merge, unmerge, and the memory that two are different.

A merge moves no name and deletes nothing. The appearances of the one show the other, and remember (`before_merge`)
whom they belonged to; undoing the merge gives them back. Whom later readings mean is decided as if nobody were merged,
so that a link made meanwhile also goes back to the right one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Correction,
    Official,
    Place,
    Redirect,
    ReviewItem,
    Target,
    ValueRead,
)

from . import findings
from .decisions import Decision
from .fields import target_of
from .labels import DIFFERENT
from .places import follow_place_merges
from .redirects import moved
from .signals import officials_changed
from .standing import SAME_AS, group_of, united
from .terms import follow_merges
from .turns import deciding

LARGE_MERGE = 500
"""Articles. A merge that moves more must be confirmed, since most such merges are slips of the mouse."""
NAMED_LINKS = 20
"""How many articles a question about links made during a merge names."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: articles that move, articles that show both, and why it cannot be, if it cannot."""

    moving: int
    together: int
    refusal: str

    @property
    def is_large(self) -> bool:
        return self.moving > LARGE_MERGE


def preview(loser: Official | Place, winner: Official | Place) -> Preview:
    """What merging one official (or place) into another would do."""
    links, owner = _links(loser)
    own = links.filter(**{owner: loser})
    both = own.filter(Exists(links.filter(article=OuterRef("article"), **{owner: winner})))
    return Preview(own.count(), both.count(), _refusal(loser, winner))


def merge(loser: Any, winner: Any, decision: Decision, *, confirmed: bool = False) -> Correction:
    """Decide that two officials are one person, or two places one place. The winner stands for both.

    Raises ValidationError where one of them was merged before, where they were declared different, and, unless
    `confirmed`, where more than LARGE_MERGE articles would move.
    """
    with deciding():
        _lock(loser, winner)
        planned = preview(loser, winner)
        if planned.refusal:
            raise ValidationError(planned.refusal)
        if planned.is_large and not confirmed:
            raise ValidationError(_("将移动 {} 篇报道，请先确认。").format(planned.moving))
        correction = decision.correction(loser, SAME_AS, None, winner.pk)
        _follow(loser, winner)
        _answer(loser, winner, "same", decision.who)
        return correction


def differ(one: Any, other: Any, decision: Decision) -> Correction:
    """Remember that two officials (or places) are different: nobody is asked again, and no reading joins them."""
    with deciding():
        _lock(one, other)
        if one == other or _refusal(one, other):
            raise ValidationError(_("这两位已合并，或已判定不同。"))
        first, second = sorted((one, other), key=lambda row: row.pk)
        correction = decision.correction(first, f"{DIFFERENT}{second.pk}", None, True)
        _answer(one, other, "different", decision.who)
        return correction


def unmerge(correction: Correction) -> None:
    """Follow the undoing of a merge: the old links are back, and links made while merged are put before an editor."""
    model = Official if correction.target == Target.OFFICIAL else Place
    loser, winner = model.objects.get(pk=correction.key), model.objects.get(pk=correction.value)
    _follow(loser, winner)
    _ask_about_links_made_since(correction, loser, winner)


def declared_different(target: Target = Target.OFFICIAL) -> set[frozenset[int]]:
    """The pairs that an editor declared different."""
    said = Correction.objects.standing().filter(target=target, field__startswith=DIFFERENT)
    return {
        frozenset({int(key), int(field.removeprefix(DIFFERENT))}) for key, field in said.values_list("key", "field")
    }


def unshown_links() -> Iterator[tuple[findings.Finding, Article]]:
    """Appearances as read that have no row of their own, because a merge made them one with another of the article."""
    roots = set(united(Target.OFFICIAL).values())
    articles = Article.objects.filter(appearances__official__in=roots).distinct() if roots else Article.objects.none()
    kept = ValueRead.objects.filter(target=Target.ARTICLE, field=findings.FINDINGS_FIELD)
    read = {one.key: one.value for one in kept.filter(key__in=articles.values("public_id"))}
    for article in articles.filter(public_id__in=read).prefetch_related("appearances"):
        shown = {row.key for row in article.appearances.all()}
        for finding in read[article.public_id][Target.APPEARANCE]:
            if (
                finding["key"] not in shown
                and united(Target.OFFICIAL).get(finding["official"], finding["official"]) in roots
            ):
                yield finding, article


def own_links() -> QuerySet[Any]:
    """All appearances with `own` and `own_place`, whose and of which place they are as if nothing were merged."""
    return Appearance.objects.annotate(
        own=Coalesce("before_merge", "official"), own_place=Coalesce("jurisdiction_before_merge", "jurisdiction")
    )


def reassign(rows: dict[int, int]) -> None:
    """A reading found that appearances belong to others: appearance → official. What editors decided stands."""
    merged = united(Target.OFFICIAL).keys()
    kept = ValueRead.objects.filter(field=findings.FINDINGS_FIELD, target=Target.ARTICLE)
    concerned = models.Q(article__public_id__in=kept.values("key")) | models.Q(before_merge__isnull=False)
    concerned |= models.Q(pk__in=[row for row, official in rows.items() if official in merged])
    decided = list(Appearance.objects.filter(concerned, pk__in=rows).select_related("article"))
    free = rows.keys() - {row.pk for row in decided}
    for official in sorted({rows[row] for row in free}):
        Appearance.objects.filter(pk__in=[row for row in free if rows[row] == official]).update(official=official)
    for row in decided:
        own = kept.filter(key=row.article.public_id).first()
        if own is None:
            Appearance.objects.filter(pk=row.pk).update(official=rows[row.pk], before_merge=None)
        else:
            _reassign_kept(own, row.key, rows[row.pk])
        findings.derive(row.article)


def _reassign_kept(kept: ValueRead, key: str, official: int) -> None:
    for finding in kept.value[Target.APPEARANCE]:
        if finding["key"] == key:
            finding["official"] = official
    kept.save(update_fields=["value"])


def _links(row: Any) -> tuple[QuerySet[Any], str]:
    """The rows that link articles to officials or places, and the column that does."""
    if isinstance(row, Official):
        return Appearance.objects.all(), "official"
    return ArticlePlace.objects.all(), "place"


def _lock(*rows: models.Model) -> None:
    keys = sorted(row.pk for row in rows)
    list(type(rows[0])._default_manager.select_for_update().filter(pk__in=keys).order_by("pk"))


def _refusal(loser: Official | Place, winner: Official | Place) -> str:
    target = target_of(loser)
    if loser.pk == winner.pk:
        return _("不能与自己合并。")
    if {loser.pk, winner.pk} & united(target).keys():
        return _("其中一位已合并到别人，请先撤销那次合并。")
    if frozenset({loser.pk, winner.pk}) in declared_different(target):
        return _("编辑已判定两者不同，请先撤销那个判定。")
    return ""


def _follow(loser: Any, winner: Any) -> None:
    """Let links and addresses of the loser, and of all merged into it before, follow the merges that stand now."""
    target = target_of(loser)
    roots, group = united(target), group_of(target, loser.pk)
    links, owner = _links(loser)
    apart = _articles_to_derive(target, group | group_of(target, winner.pk))
    for member in sorted(group):
        root = roots.get(member, member)
        rows = links.annotate(own=Coalesce("before_merge", owner)).filter(own=member).exclude(article__in=apart)
        moving = list(rows.values_list("pk", flat=True))
        links.filter(pk__in=moving).update(**{owner: root, "before_merge": None if root == member else member})
        _readdress(loser, member, root)
    registered = follow_merges(target, group)
    touched = group | {winner.pk} if isinstance(loser, Official) else follow_place_merges(group, apart)
    for article in Article.objects.filter(pk__in=apart).order_by("pk"):
        touched |= findings.derive(article)
    officials_changed.send(Official, officials=touched | registered)


def _articles_to_derive(target: Target, group: set[int]) -> set[int]:
    """Articles in which several of the group stand, or whose findings are kept as read: their rows are derived."""
    links, owner = (Appearance, "official") if target == Target.OFFICIAL else (ArticlePlace, "place")
    own = links.objects.annotate(own=Coalesce("before_merge", owner)).filter(own__in=group)
    crowded = own.order_by().values("article").annotate(number=models.Count("pk")).filter(number__gt=1)
    kind = Target.APPEARANCE if target == Target.OFFICIAL else Target.ARTICLE_PLACE
    read = models.Q(pk__in=())
    for member in group:
        read |= models.Q(value__contains={kind.value: [{owner: member}]})
        if target == Target.PLACE:
            read |= models.Q(value__contains={Target.APPEARANCE.value: [{"jurisdiction": member}]})
    kept = ValueRead.objects.filter(read, target=Target.ARTICLE, field=findings.FINDINGS_FIELD)
    decided = Article.objects.filter(public_id__in=kept.values("key"))
    return {*crowded.values_list("article", flat=True), *decided.values_list("pk", flat=True)}


def _readdress(row: Official | Place, member: int, root: int) -> None:
    """Send readers of a merged official or place to the one that stands for it, or no longer."""
    if isinstance(row, Official):
        kind, old, new = Redirect.Kind.OFFICIAL, str(member), str(root)
    else:
        slugs = dict(Place.objects.filter(pk__in=(member, root)).values_list("pk", "slug"))
        kind, old, new = Redirect.Kind.PLACE, slugs[member], slugs[root]
    if member == root:
        Redirect.objects.filter(kind=kind, old=old).delete()
    else:
        moved(kind, old, new)


def _answer(one: Any, other: Any, decision: str, who: str) -> None:
    """Close the open questions whether two officials are one person."""
    if isinstance(one, Official):
        of_both = ReviewItem.objects.open().filter(candidates=one).filter(candidates=other)
        asked = of_both.filter(kind__in=("namesake", "registered"))
        keys = list(asked.values_list("pk", flat=True))
        ReviewItem.objects.filter(pk__in=keys).update(decided_at=timezone.now(), decided_by=who, decision=decision)


def _ask_about_links_made_since(correction: Correction, loser: Any, winner: Any) -> None:
    links, owner = _links(loser)
    made = links.filter(article__source__added_at__gt=correction.made_at, **{f"{owner}__in": (loser.pk, winner.pk)})
    if not (number := made.count()):
        return
    named = "；".join(f"{link.article.public_id} → {getattr(link, owner)}" for link in made[:NAMED_LINKS])
    item = ReviewItem.objects.create(
        kind="unmerged",
        key=f"unmerged-{correction.pk}",
        reason=_("{loser} 与 {winner} 合并期间新增 {number} 条联系，请核对各归谁：{named}").format(
            loser=loser, winner=winner, number=number, named=named
        ),
        confidence=0.5,
    )
    if isinstance(loser, Official):
        item.candidates.set([loser, winner])
