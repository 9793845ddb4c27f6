"""An official's posts, each with the sentence that proves it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from articles.models import Appearance, Article, Official, Tenure, TenureProof

from .cards import proof

MOST_TENURES = 60


@dataclass(frozen=True, slots=True)
class Office:
    """A tenure, the sentence that first proves it, and the article of that sentence."""

    tenure: Tenure
    sentence: str | SafeString
    article: Article | None


def offices_of(official: Official) -> list[Office]:
    """The posts in which articles name the official, in order of appearance."""
    tenures = list(Tenure.objects.of_official(official)[:MOST_TENURES])
    first = TenureProof.objects.filter(tenure__in=tenures).order_by("tenure_id", "appearance__date", "pk")
    proofs = first.distinct("tenure_id").select_related("appearance__article")
    seen = {each.tenure_id: each.appearance for each in proofs}
    return [_office(tenure, seen.get(tenure.pk)) for tenure in tenures]


def _office(tenure: Tenure, seen: Appearance | None) -> Office:
    if seen is None:
        return Office(tenure, "", None)
    return Office(tenure, proof(seen.article, seen.title_spans or seen.spans), seen.article)
