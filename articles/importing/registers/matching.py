"""Whose a register's terms are: laid upon the persons whom print alone has told apart, by the same table of rules.

A term is a stay in a seat, as a sighting is. Printed evidence decides who is who in print; a term never joins or parts
printed persons. It is linked where it fits exactly one of them; who fits none has an official without articles; where
it stays open, the term has such an official, too, and an editor is asked whether the two are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles import corrections
from articles.importing.people import contradictions
from articles.importing.people.bearers import Namesakes
from articles.importing.people.careers import Evidence, Judgement, Person, judge
from articles.importing.people.commonness import is_common
from articles.importing.people.identity import Registry
from articles.importing.people.newcomers import make_official
from articles.importing.people.register_seats import near, own_official, seat_of, stay_of
from articles.importing.people.seats import Seat, Stay
from articles.importing.places.lineage import Lineage
from articles.models import Appearance, Correction, Official, Redirect, RegisteredTerm, ReviewItem, Target

KIND = "registered"
UNDECIDED = 0.5
"""The confidence of a question that could be answered either way."""
Fit = RegisteredTerm.Fit
Pair = frozenset[int]
"""The keys of two officials."""
MATCHED = ("official", "before_merge", "fit")
"""The columns that matching writes."""


@dataclass(slots=True)
class _Laid:
    """The terms of one name laid upon its printed evidence: the seat of each, by its key, and the seats that are far
    apart in time."""

    evidence: Evidence
    seats: dict[str, Seat] = field(default_factory=dict)
    apart: set[frozenset[Seat]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Said:
    """What editors said of officials: which two are different, and whom a merge made another."""

    different: set[Pair]
    merged: dict[int, int]

    def is_open(self, pair: Pair) -> bool:
        """Whether nobody has said yet if the two are one."""
        return pair not in self.different and len({self.merged.get(key, key) for key in pair}) == 2


def match(terms: Sequence[RegisteredTerm], registry: Registry, lineage: Lineage) -> None:
    """Give all terms of some names their officials, and bring the questions about them up to date. Nothing but
    officials and questions is saved; terms need not be stored yet."""
    by_bearers: dict[int, list[RegisteredTerm]] = defaultdict(list)
    for term in terms:
        by_bearers[id(registry.namesakes(term.name))].append(term)
    said = _Said(corrections.declared_different(), corrections.merged_officials())
    asked: dict[Pair, str] = {}
    for several in by_bearers.values():
        open_pairs = _match(registry.namesakes(several[0].name), several, lineage, said)
        asked |= dict.fromkeys(open_pairs, several[0].name)
    _ask(asked, {own_official(term) for term in terms})


def match_again(names: Collection[str], registry: Registry, lineage: Lineage) -> None:
    """The same for the stored terms of these names, after what is printed of them changed, saved with all that follows
    from it."""
    if not RegisteredTerm.objects.filter(name__in=names).exists():
        return
    forms = {form for name in names for form in registry.namesakes(name).names}
    terms = list(RegisteredTerm.objects.filter(name__in=forms).select_related("post", "post_before_merge"))
    before = {term.pk: _held(term) for term in terms}
    as_matched(terms)
    match(terms, registry, lineage)
    show_decided(terms)
    changed = [term for term in terms if _held(term) != before[term.pk]]
    RegisteredTerm.objects.bulk_update(changed, MATCHED)
    send_on({(before[term.pk][0], own_official(term)) for term in changed})
    contradictions.settle({term.post_id for term in changed})


def as_matched(terms: Sequence[RegisteredTerm]) -> None:
    """Let stored terms be again whose they were before editors decided. They are not saved."""
    for term, official in zip(terms, corrections.as_read(terms, "official"), strict=True):
        term.official_id, term.before_merge_id = official, None


def show_decided(terms: Sequence[RegisteredTerm]) -> None:
    """Let matched terms show what editors decided and merged. They must be stored, and are not saved."""
    corrections.ask(corrections.hold(terms, ["official"]))
    corrections.terms_follow(terms)


def send_on(moves: Iterable[tuple[int, int]]) -> None:
    """Send readers of officials who were made for terms that others have now (from, to) to these."""
    for former, now in sorted(moves):
        known = Official.objects.filter(pk=former).exclude(Exists(Appearance.objects.filter(official=OuterRef("pk"))))
        terms = RegisteredTerm.objects.filter(official=former) | RegisteredTerm.objects.filter(before_merge=former)
        decided = Correction.objects.filter(target=Target.OFFICIAL, key=str(former))
        if former != now and known.exists() and not terms.exists() and not decided.exists():
            corrections.moved(Redirect.Kind.OFFICIAL, str(former), str(now))
            known.delete()


def _match(bearers: Namesakes, terms: Sequence[RegisteredTerm], lineage: Lineage, said: _Said) -> set[Pair]:
    """Give the terms of one name their officials. Returns the pairs of whom it stays open whether they are one."""
    laid = _lay(bearers, terms, lineage, said)
    judgement = judge(laid.evidence, all(map(is_common, bearers.names)), lineage)
    taken = {holder for seat in bearers.evidence.stays if (holder := _holder(bearers, seat)) is not None}
    officials: dict[Person, set[int]] = {}
    asked: set[Pair] = set()
    for person in judgement.persons:
        printed = officials[person] = {holder for seat in person if (holder := _holder(bearers, seat)) is not None}
        others = []
        for term in (term for term in terms if laid.seats[term.key] in person):
            plain = replace(laid.seats[term.key], exported_as="")
            direct = _holder(bearers, plain) if plain in person else None
            meant = printed if direct is None else {direct}
            if len(meant) == 1 and frozenset({*meant, term.official_id}) not in said.different:
                _give(term, min(meant), _fit(term, person, bearers, laid))
            else:
                others.append(term)
        if others:
            official = _official_of(others, taken)
            taken.add(official)
            for term in others:
                _give(term, official, Fit.ALONE)
            asked |= {frozenset({official, other}) for other in printed}
            officials[person] = {official}
    return _mark_open(terms, asked | _open(judgement, laid, officials), said)


def _open(judgement: Judgement, laid: _Laid, officials: dict[Person, set[int]]) -> set[Pair]:
    """The pairs of officials of whom the table, or the time between them, leaves open whether they are one."""
    questions = [question.persons for question in judgement.questions]
    for pair in laid.apart:
        one, other = (person for seat in pair for person in judgement.persons if seat in person)
        questions.append((one, other))
    return {frozenset(pair) for persons in questions for pair in product(*(officials[person] for person in persons))}


def _mark_open(terms: Sequence[RegisteredTerm], asked: set[Pair], said: _Said) -> set[Pair]:
    """The questions about officials whom registers alone know that no editor answered; their terms are marked."""
    alone = {own_official(term) for term in terms if term.fit == Fit.ALONE}
    left = {pair for pair in asked if pair & alone and said.is_open(pair)}
    for term in terms:
        if term.fit == Fit.ALONE and any(own_official(term) in pair for pair in left):
            term.fit = Fit.OPEN
    return left


def _lay(bearers: Namesakes, terms: Sequence[RegisteredTerm], lineage: Lineage, said: _Said) -> _Laid:
    """The terms in their seats, beside the printed stays. In one seat, those far from all others in time are two's."""
    printed = bearers.evidence
    stays = {seat: replace(stay, titles=set(stay.titles)) for seat, stay in printed.stays.items()}
    laid = _Laid(Evidence(stays, set(printed.decisive), set(printed.tied), set(printed.parted), set(printed.joined)))
    by_seat: dict[Seat, list[RegisteredTerm]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: (term.since, term.key)):
        by_seat[seat_of(term, lineage)].append(term)
    for seat, several in by_seat.items():
        plain = replace(seat, exported_as="")
        beside = [(plain, printed.stays[plain])] if plain in printed.stays else []
        for group, stay in _groups(several):
            far = [other for other, its_stay in beside if not near(its_stay, stay)]
            own = replace(seat, exported_as=f"{group[0].key}:far") if far and not seat.exported_as else seat
            laid.apart |= {frozenset({own, other}) for other in far}
            beside.append((own, stay))
            laid.seats |= {term.key: own for term in group}
            laid.evidence.stays.setdefault(own, Stay()).add(stay)
            laid.evidence.decisive.add(own)
    laid.evidence.parted |= laid.apart | _declared(bearers, terms, laid, said)
    return laid


def _groups(terms: Iterable[RegisteredTerm]) -> Iterator[tuple[list[RegisteredTerm], Stay]]:
    """The terms of one seat, in order, in groups that are near in time; those that a register gives one person are one
    group."""
    group: list[RegisteredTerm] = []
    whole = Stay()
    for term in terms:
        if group and not term.person and not near(whole, stay_of(term)):
            yield group, whole
            group, whole = [], Stay()
        group.append(term)
        whole.add(stay_of(term))
    yield group, whole


def _declared(bearers: Namesakes, terms: Sequence[RegisteredTerm], laid: _Laid, said: _Said) -> set[frozenset[Seat]]:
    """The seats of terms and of others whom an editor declared different."""
    held = [(laid.seats[term.key], own_official(term)) for term in terms if term.official_id]
    others = [(seat, holder) for seat in bearers.evidence.stays if (holder := _holder(bearers, seat)) is not None]
    return {
        frozenset({seat, other})
        for (seat, one), (other, two) in product(held, [*held, *others])
        if frozenset({one, two}) in said.different
    }


def _holder(bearers: Namesakes, seat: Seat) -> int | None:
    return bearers.holder(seat) if seat in bearers.holders else None


def _official_of(terms: Sequence[RegisteredTerm], taken: Collection[int]) -> int:
    """The official who was made for these terms before, the first of several, or a new one."""
    known = {own_official(term) for term in terms if term.official_id} - set(taken)
    return min(known) if known else make_official(terms[0].name).pk


def _give(term: RegisteredTerm, official: int, fit: str) -> None:
    term.official_id, term.before_merge_id, term.fit = official, None, fit


def _fit(term: RegisteredTerm, person: Person, bearers: Namesakes, laid: _Laid) -> str:
    """How the term fits the printed person."""
    seat = replace(laid.seats[term.key], exported_as="")
    alike = [one for one in person if replace(one, exported_as="") == seat and _holder(bearers, one) is not None]
    seen = [bearers.evidence.stays[one] for one in alike]
    first, last = term.days
    if any(stay.first and stay.last and stay.first <= last and first <= stay.last for stay in seen):
        return Fit.MET
    return Fit.POST if seen else Fit.CAREER


def _held(term: RegisteredTerm) -> tuple[int, int, str]:
    """What matching decides of a term."""
    return own_official(term), term.official_id, term.fit


def _ask(asked: dict[Pair, str], own: Collection[int]) -> None:
    """Bring the open questions about these officials up to what is undecided now; what was decided is not asked
    again. `asked` has the name of each pair."""
    keys = {f"{KIND}-{min(pair)}-{max(pair)}": pair for pair in asked}
    stale = ReviewItem.objects.open().filter(kind=KIND, candidates__in=own).exclude(key__in=keys)
    ReviewItem.objects.filter(pk__in=stale.values("pk")).delete()
    reason = _("{name}：名录里的这位与报上的这位同名，职务与时间不足以断定是否同一人")
    items = [
        ReviewItem(kind=KIND, key=key, reason=reason.format(name=asked[pair]), confidence=UNDECIDED)
        for key, pair in keys.items()
    ]
    ReviewItem.objects.bulk_create(items, ignore_conflicts=True)
    for item in ReviewItem.objects.filter(key__in=keys):
        item.candidates.set(keys[item.key])
