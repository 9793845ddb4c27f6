"""Who held which post, drawn from the appearances that prove it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import cast

from articles import corrections
from articles.importing.places.lineage import Lineage
from articles.models import Appearance, Post, Tenure, TenureProof
from articles.recognition.announcements import find_announcements
from articles.recognition.posts import display_name

from . import contradictions
from .comebacks import DAYS, Held, event_day, settle
from .identity import titled_of
from .seats import Office, Titled, offices_of

BATCH = 500
KINDS = {"start": TenureProof.Kind.START, "end": TenureProof.Kind.END}

PostKey = tuple[int | None, str, str, str]
"""Place, name of a place that the gazetteer lacks (a county's after its city's), organisation, role."""
TenureKey = tuple[int, PostKey]
"""Official and post."""


@dataclass(slots=True)
class _Span:
    """What appearances say of one official in one post."""

    office: Office
    days: dict[str, date] = field(default_factory=dict)
    proofs: set[tuple[int, str]] = field(default_factory=set)

    def add(self, kind: str, appearance: Appearance, day: date | None) -> None:
        self.proofs.add((appearance.pk, kind))
        if day is None:
            return
        for name in ("first_seen", "last_seen") if kind in ("seen", "start") else ():
            self._extend(name, day)
        if kind != "seen":
            self._extend({"start": "started", "end": "ended", "former": "over_by"}[kind], day)

    def _extend(self, name: str, day: date) -> None:
        self.days[name] = _later_or_earlier(name, self.days.get(name), day)


def _later_or_earlier(name: str, one: date | None, other: date | None) -> date:
    """Of two days the one that a field keeps: the last for the ends, the first for the rest."""
    days = [day for day in (one, other) if day]
    return max(days) if name in ("last_seen", "ended") else min(days)


def follow(new: Sequence[Appearance], changed: Collection[int], lineage: Lineage) -> None:
    """Bring the tenures up to new appearances, and to officials any of whose older appearances changed or went.

    Costs as much as there are new appearances, and for each changed official all of his or hers.
    """
    touched = _rebuild(changed, lineage) if changed else set()
    if others := [row for row in new if row.official_id not in changed]:
        touched |= _extend(others, lineage)
    if touched:
        settle(touched)
        contradictions.settle(contradictions.registered({post for _official, post in touched}))


def _extend(rows: Sequence[Appearance], lineage: Lineage) -> set[Held]:
    spans = _spans(rows, lineage)
    tenures = _tenures({official for official, _post in spans})
    for key, span in spans.items():
        if tenure := tenures.get(key):
            for name, day in span.days.items():
                setattr(tenure, name, _later_or_earlier(name, getattr(tenure, name), day))
    known = [tenures[key] for key in spans if key in tenures]
    Tenure.objects.bulk_update(known, DAYS, batch_size=BATCH)
    _create(spans, tenures, lineage)
    _prove(spans, tenures)
    return {(tenures[key].official_id, tenures[key].post_id) for key in spans}


def _rebuild(officials: Collection[int], lineage: Lineage) -> set[Held]:
    further = _gather_proofs(officials)
    rows = Appearance.objects.filter(official__in=officials).select_related("article")
    spans = _spans(rows.defer("article__heading_blocks", "article__source_lines"), lineage)
    tenures = _tenures(officials)
    held = {(tenure.official_id, tenure.post_id) for tenure in tenures.values()}
    gone = [tenure for key, tenure in tenures.items() if key not in spans]
    gone += [tenure for tenure in further if _tenure_key(tenure) not in spans]
    Tenure.objects.filter(pk__in=[tenure.pk for tenure in gone]).delete()
    changed = [tenure for key, tenure in tenures.items() if key in spans and _redate(tenure, spans[key])]
    Tenure.objects.bulk_update(changed, DAYS, batch_size=BATCH)
    _create(spans, tenures, lineage)
    _drop_proofs(spans, tenures)
    _prove(spans, tenures)
    return held | {(tenures[key].official_id, tenures[key].post_id) for key in spans}


def _gather_proofs(officials: Collection[int]) -> list[Tenure]:
    """Give the proofs of second and further stints to the first. Returns the tenures that this leaves without any."""
    further = list(Tenure.objects.filter(official__in=officials, number__gt=1).select_related("post"))
    first = _tenures({tenure.official_id for tenure in further})
    for tenure in further:
        TenureProof.objects.filter(tenure=tenure).update(tenure=first[_tenure_key(tenure)])
    return further


def _redate(tenure: Tenure, span: _Span) -> bool:
    """Give a tenure exactly these days; whether that changed it."""
    before = [getattr(tenure, name) for name in DAYS]
    for name in DAYS:
        setattr(tenure, name, span.days.get(name))
    return before != [getattr(tenure, name) for name in DAYS]


def _spans(rows: Iterable[Appearance], lineage: Lineage) -> dict[TenureKey, _Span]:
    found: dict[TenureKey, _Span] = {}
    merged = corrections.merged_places()
    for row in rows:
        for claimed, kind, day in _claims(row, lineage):
            office = Office(claimed.post, merged.get(cast(int, claimed.place), claimed.place))
            key = (row.official_id, post_key(office))
            found.setdefault(key, _Span(office)).add(kind, row, day)
    return found


def _claims(row: Appearance, lineage: Lineage) -> Iterator[tuple[Office, str, date | None]]:
    """What an appearance says of posts: printed with the name, or announced in the text."""
    titled = titled_of(row)
    for office in offices_of(titled, lineage):
        if office.post.standing != "designate":
            yield office, "seen" if office.post.standing == "held" else "former", row.date
    spans = [(span[0], span[1], span[2]) for span in row.spans]
    for announced in find_announcements(row.name, row.article.body, spans):
        for office in announced_offices(announced.title, titled, lineage):
            yield office, KINDS[announced.change].value, event_day(row.article.date, row.article.event_dates)


def announced_offices(title: str, titled: Titled, lineage: Lineage) -> tuple[Office, ...]:
    """The posts of an announced title, at the place that the person's own jurisdiction gives them."""
    return offices_of(replace(titled, title=title, titles=()), lineage)


def post_key(office: Office) -> PostKey:
    """What tells a post from all others."""
    if isinstance(office.place, int):
        return (office.place, "", office.post.organisation, office.post.role)
    return (None, str(office.place), office.post.organisation, office.post.role)


def _tenures(officials: Collection[int]) -> dict[TenureKey, Tenure]:
    """The tenures of these officials; of several in one post the first."""
    stored = Tenure.objects.filter(official__in=officials, number=1).select_related("post")
    return {_tenure_key(tenure): tenure for tenure in stored}


def _tenure_key(tenure: Tenure) -> TenureKey:
    return (tenure.official_id, _key_of(tenure.post))


def _key_of(post: Post) -> PostKey:
    return (post.place_id, post.place_name, post.organisation, post.role)


def _create(spans: dict[TenureKey, _Span], tenures: dict[TenureKey, Tenure], lineage: Lineage) -> None:
    missing = {key: span for key, span in spans.items() if key not in tenures}
    posts = posts_of({key[1]: span.office for key, span in missing.items()}, lineage)
    made = [Tenure(official_id=key[0], post=posts[key[1]], **span.days) for key, span in missing.items()]
    Tenure.objects.bulk_create(made, batch_size=BATCH)
    tenures.update(zip(missing, made, strict=True))


def posts_of(offices: dict[PostKey, Office], lineage: Lineage) -> dict[PostKey, Post]:
    """The rows of these posts; those not seen before are made."""
    organisations = {key[2] for key in offices}
    roles = {key[3] for key in offices}
    candidates = Post.objects.filter(organisation__in=organisations, role__in=roles)
    found = {_key_of(post): post for post in candidates if _key_of(post) in offices}
    new = {key: _post(key, office, lineage) for key, office in offices.items() if key not in found}
    Post.objects.bulk_create(new.values(), batch_size=BATCH)
    return found | new


def _post(key: PostKey, office: Office, lineage: Lineage) -> Post:
    place, place_name, organisation, role = key
    return Post(
        place_id=place,
        place_name=place_name,
        organisation=organisation,
        role=role,
        rank=office.post.rank,
        name=display_name(lineage.name(office.place), organisation, role),
    )


def _prove(spans: dict[TenureKey, _Span], tenures: dict[TenureKey, Tenure]) -> None:
    proofs = [
        TenureProof(tenure=tenures[key], appearance_id=appearance, kind=kind)
        for key, span in spans.items()
        for appearance, kind in sorted(span.proofs)
    ]
    TenureProof.objects.bulk_create(proofs, batch_size=BATCH, ignore_conflicts=True)


def _drop_proofs(spans: dict[TenureKey, _Span], tenures: dict[TenureKey, Tenure]) -> None:
    wanted: dict[int, set[tuple[int, str]]] = defaultdict(set)
    for key, span in spans.items():
        wanted[tenures[key].pk] |= span.proofs
    stored = TenureProof.objects.filter(tenure__in=wanted).values_list("pk", "tenure_id", "appearance_id", "kind")
    stale = [pk for pk, tenure, appearance, kind in stored if (appearance, kind) not in wanted[tenure]]
    TenureProof.objects.filter(pk__in=stale).delete()
