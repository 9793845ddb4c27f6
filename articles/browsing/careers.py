"""An official's posts, each with the sentence that proves it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Value, When
from django.utils.safestring import SafeString

from articles.models import Article, Official, Place, Post, RegisteredTerm, Tenure, TenureProof

from .lists.cards import proof
from .timelines import Span

MOST_TENURES = 60
MOST_HOLDERS = 120
MOST_INCUMBENTS = 40
MOST_TERMS = 120
RECENT = timedelta(days=730)
"""Who was not seen in a post for longer is not shown as holding it, though no article may have told of an end."""
KINDS: tuple[str, ...] = (
    TenureProof.Kind.SEEN,
    TenureProof.Kind.START,
    TenureProof.Kind.END,
    TenureProof.Kind.FORMER,
)
RANKS = (Post.Rank.CHIEF, Post.Rank.DEPUTY, Post.Rank.MEMBER)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a sentence proves of a tenure, the sentence, and its article."""

    kind: str
    label: str
    sentence: str | SafeString
    article: Article


@dataclass(frozen=True, slots=True)
class Office:
    """A tenure, the number of articles that prove it, and the first sentence for each thing that is proved of it.

    Where the person held the post more than once, these articles are those `within` two days.
    """

    tenure: Tenure
    count: int
    proofs: list[Proof]
    within: tuple[date, date] | None = None

    @property
    def article(self) -> Article | None:
        """The article that first proves the tenure."""
        return self.proofs[0].article if self.proofs else None


def offices_of(official: Official) -> list[Office]:
    """The posts in which articles name the official, in order of appearance."""
    return _offices(Tenure.objects.of_official(official)[:MOST_TENURES])


def holders_of(post: Post) -> list[Office]:
    """Everyone whom articles name in the post, in order of appearance."""
    return _offices(Tenure.objects.of_post(post)[:MOST_HOLDERS])


def held_posts(place: Place | None, place_name: str = "") -> QuerySet[Post]:
    """The posts of a place in which articles or registers name somebody, heads first. `place_name`: of one that no
    gazetteer has."""
    return Post.objects.held().filter(place=place, place_name=place_name).order_by("rank", "organisation", "pk")


def terms_of(official: Official) -> list[RegisteredTerm]:
    """The posts that registers give the official."""
    return list(RegisteredTerm.objects.of_official(official)[:MOST_TERMS])


def terms_in(post: Post) -> list[RegisteredTerm]:
    """Everyone whom registers give the post."""
    return list(RegisteredTerm.objects.of_post(post)[:MOST_TERMS])


def _offices(found: QuerySet[Tenure]) -> list[Office]:
    tenures = list(found)
    proofs = TenureProof.objects.filter(tenure__in=tenures).order_by()
    counts = dict(proofs.values_list("tenure").annotate(Count("appearance", distinct=True)))
    by_tenure: dict[int, list[Proof]] = defaultdict(list)
    for each in sorted(_first_proofs(tenures), key=lambda row: KINDS.index(row.kind)):
        by_tenure[each.tenure_id].append(_proof(each))
    within = _days_of_several(tenures)
    return [Office(each, counts.get(each.pk, 0), by_tenure[each.pk], within.get(each.pk)) for each in tenures]


def _first_proofs(tenures: Sequence[Tenure]) -> QuerySet[TenureProof]:
    """The first proof of each kind of each tenure, with its article.

    Nearly all proofs show somebody in a post, of a busy official tens of thousands. The first of these is looked up by
    the day that the tenure knows; all are gone through only where nothing of that day is found.
    """
    proofs = TenureProof.objects.filter(tenure__in=tenures)
    sightings = proofs.filter(kind=TenureProof.Kind.SEEN)
    known_day = {"appearance__official": F("tenure__official"), "appearance__date": F("tenure__first_seen")}
    firsts = dict(_firsts(sightings.filter(**known_day)))
    others = [tenure for tenure in tenures if tenure.pk not in firsts]
    keys = [
        *firsts.values(),
        *(pk for _tenure, pk in _firsts(sightings.filter(tenure__in=others))),
        *(pk for _tenure, pk in _firsts(proofs.exclude(kind=TenureProof.Kind.SEEN))),
    ]
    return TenureProof.objects.filter(pk__in=keys).select_related("appearance__article")


def _firsts(proofs: QuerySet[TenureProof]) -> QuerySet[TenureProof, tuple[int, int]]:
    """(tenure, proof) for the first proof of each tenure and kind."""
    in_order = proofs.order_by("tenure_id", "kind", "appearance__date", "pk")
    return in_order.distinct("tenure_id", "kind").values_list("tenure_id", "pk")


def _days_of_several(tenures: Iterable[Tenure]) -> dict[int, tuple[date, date]]:
    """The first and last day of the articles that prove a tenure, of those who held the post more than once."""
    times = Counter((tenure.official_id, tenure.post_id) for tenure in tenures)
    several = [tenure for tenure in tenures if times[tenure.official_id, tenure.post_id] > 1]
    if not several:
        return {}
    days = TenureProof.objects.filter(tenure__in=several).order_by().values_list("tenure")
    found = days.annotate(first=Min("appearance__date"), last=Max("appearance__date"))
    return {tenure: (first, last) for tenure, first, last in found if first and last}


def _proof(row: TenureProof) -> Proof:
    seen = row.appearance
    label = "" if row.kind == TenureProof.Kind.SEEN else row.get_kind_display()
    return Proof(row.kind, label, proof(seen.article, seen.title_spans or seen.spans), seen.article)


def spans_of(offices: Iterable[Office], label: Callable[[Tenure], Official | Post]) -> list[Span]:
    """What is drawn of tenures of which a day is known."""
    return [
        Span(str(named), named.get_absolute_url(), tenure.first_seen, tenure.last_seen)
        for tenure in (office.tenure for office in offices)
        if tenure.first_seen and tenure.last_seen
        for named in [label(tenure)]
    ]


def spans_of_terms(terms: Iterable[RegisteredTerm], label: Callable[[RegisteredTerm], Official | Post]) -> list[Span]:
    """What is drawn of registers' terms: the outermost days that they may mean."""
    return [
        Span(str(named), named.get_absolute_url(), term.first_day, term.last_day, is_registered=True)
        for term in terms
        for named in [label(term)]
    ]


@dataclass(frozen=True, slots=True)
class Incumbent:
    """Who holds posts of a place, as far as the archive tells, and when last seen in one of them."""

    official: Official
    tenures: list[Tenure]
    last_seen: date


def incumbents_of(place: Place, day: date | None) -> list[Incumbent]:
    """Who was last seen in the posts of a place not long before that day, and is not known to have left.

    Of a post that one person holds, only who was seen there last; heads before deputies.
    """
    if day is None:
        return []
    left = Q(ended__gte=F("last_seen")) | Q(over_by__gte=F("last_seen"))
    rank = Case(*(When(post__rank=each, then=Value(at)) for at, each in enumerate(RANKS)), output_field=IntegerField())
    recent = Tenure.objects.filter(post__place=place, last_seen__gt=day - RECENT).exclude(left)
    in_order = recent.order_by(rank, "-last_seen", "post__organisation", "pk")  # type: ignore[misc]
    later = Tenure.objects.filter(official=OuterRef("official"), post=OuterRef("post"), number__gt=OuterRef("number"))
    in_order = in_order.exclude(Exists(later))
    by_official: dict[Official, list[Tenure]] = defaultdict(list)
    for tenure in _last_of_each_chief(in_order.select_related("official", "post")[:MOST_INCUMBENTS]):
        by_official[tenure.official].append(tenure)
    return [
        Incumbent(official, tenures, max(tenure.last_seen for tenure in tenures if tenure.last_seen))
        for official, tenures in by_official.items()
    ]


def _last_of_each_chief(tenures: Iterable[Tenure]) -> list[Tenure]:
    """The tenures, latest first, without those of a head whom another was seen to follow."""
    kept: list[Tenure] = []
    headed: set[int] = set()
    for tenure in tenures:
        if tenure.post_id not in headed:
            kept.append(tenure)
        if tenure.post.rank == Post.Rank.CHIEF:
            headed.add(tenure.post_id)
    return kept
