"""A register of offices from elsewhere, a CSV file, as terms of officials: `load`. See docs/registers.md."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import corrections
from articles.importing.people import contradictions
from articles.importing.people.identity import Registry
from articles.importing.people.register_seats import own_official
from articles.importing.people.seats import Office
from articles.importing.people.tenures import post_key, posts_of
from articles.importing.places.gazetteer import rows
from articles.importing.places.lineage import Lineage
from articles.models import Official, RegisteredTerm, ReviewItem

from .files import Line, LineError, Refused, read_lines
from .matching import MATCHED, as_matched, match, send_on, show_decided
from .offices import Offices

TOLD = ("office", "since", "until", "source_title", "source_url", "source_date")
"""The columns that say what the file says; what tells a term from all others is in its key."""
DECIDED = ("since", "until", "is_shown")
DAYS = ("first_day", "surely_from", "surely_to", "last_day")
WRITTEN = (*TOLD, *DAYS, *MATCHED, "is_shown", "post", "post_before_merge", "changed_at")
QUESTIONS = ("registered", "contradiction")
BATCH = 500


@dataclass(slots=True)
class Report:
    """What a load came to, or would come to: terms that are new, changed and the same, those removed, those kept though
    the file lacks them, the lines refused; how the terms fit, officials made, and questions open."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0
    kept: int = 0
    refused: list[Refused] = field(default_factory=list)
    fits: Counter[str] = field(default_factory=Counter)
    officials: int = 0
    questions: int = 0


def load(data: bytes, file: str, register: str, *, dry_run: bool = False) -> Report:
    """Bring the terms of a register up to its file, in one transaction. RegisterError where no line can be used.

    Lines that cannot be used are refused one by one, and the others go in; terms that the file lacks go, unless lines
    were refused, which may have been theirs. Where a correction stands, its value is shown whatever the file says.
    """
    lines, refused = read_lines(data, file)
    with corrections.storing():
        report = _Load(register, lines, refused).run()
        if dry_run:
            transaction.set_rollback(True)
    return report


class _Load:
    """One load of one register."""

    def __init__(self, register: str, lines: Sequence[Line], refused: Sequence[Refused]) -> None:
        self._register = register
        self._rows = rows()
        self._lineage = Lineage(self._rows)
        self._registry = Registry(self._lineage)
        self._report = Report(refused=[*refused])
        self._lines = lines

    def run(self) -> Report:
        """Store the terms, and count what came of it."""
        asked, known = _open_questions(), Official.objects.count()
        stored = {term.key: term for term in _terms(RegisteredTerm.objects.filter(register=self._register))}
        before = {key: _values(term) for key, term in stored.items()}
        told = self._told(stored)
        gone = [] if self._report.refused else [term for key, term in stored.items() if key not in told]
        posts = {term.post_id for term in stored.values()}
        RegisteredTerm.objects.filter(pk__in=[term.pk for term in gone]).delete()
        self._write([*told.values()], {term.name for term in (*told.values(), *gone)})
        contradictions.settle(posts | {term.post_id for term in told.values()})
        changed = [term.pk for key, term in told.items() if key in stored and _values(term) != before[key]]
        RegisteredTerm.objects.filter(pk__in=changed).update(changed_at=timezone.now())
        self._report = replace(
            self._report,
            new=len(told.keys() - stored.keys()),
            changed=len(changed),
            same=len(told.keys() & stored.keys()) - len(changed),
            removed=len(gone),
            kept=len(stored.keys() - told.keys()) - len(gone),
            fits=Counter(term.fit for term in told.values()),
            officials=Official.objects.count() - known,
            questions=len(_open_questions() - asked),
        )
        return self._report

    def _told(self, stored: dict[str, RegisteredTerm]) -> dict[str, RegisteredTerm]:
        """The term of each line by its key: the stored one, with what the line says, or a new one."""
        found = self._with_offices()
        posts = posts_of({post_key(office): office for _line, office in found}, self._lineage)
        terms: dict[str, RegisteredTerm] = {}
        numbers: Counter[str] = Counter()
        for line, office in found:
            held = "|".join((self._register, line.name, line.person, *map(str, post_key(office))))
            numbers[held] += 1
            key = _digest(f"{held}|{numbers[held]}")
            term = stored.get(key) or RegisteredTerm(register=self._register, key=key, name=line.name)
            term.person = _digest(f"{self._register}|{line.name}|{line.person}") if line.person else ""
            for column in TOLD:
                setattr(term, column, getattr(line, column))
            term.post, term.post_before_merge = posts[post_key(office)], None
            term.is_shown, term.changed_at = True, term.changed_at or timezone.now()
            terms[key] = term
        return terms

    def _with_offices(self) -> list[tuple[Line, Office]]:
        """The lines in order of time, each with its post; those whose post is not known, and repetitions, are
        refused."""
        offices = Offices(self._rows, self._lineage)
        found: list[tuple[Line, Office]] = []
        first: dict[tuple[object, ...], int] = {}
        for line in sorted(self._lines, key=lambda line: (line.since, line.number)):
            try:
                office = offices.of(line)
                same = (line.name, line.person, post_key(office), line.since)
                if same in first:
                    reason = _("与第 {number} 行重复").format(number=first[same])
                    raise LineError(reason, _("请删去一行；同名的两个人，请在“区别”一列写不同的编号"))
            except LineError as error:
                self._report.refused.append(Refused(line.number, error.reason, error.remedy))
                continue
            first[same] = line.number
            found.append((line, office))
        self._report.refused.sort(key=lambda refused: refused.number)
        return found

    def _write(self, terms: list[RegisteredTerm], names: set[str]) -> None:
        """Match the terms, with those of other registers of the same names, and save them as editors decided."""
        conflicts = corrections.hold(terms, DECIDED)
        for term in terms:
            term.count_days()
        own = [term for term in terms if term.pk]
        forms = {form for name in names for form in self._registry.namesakes(name).names}
        of_others = RegisteredTerm.objects.filter(name__in=forms).exclude(pk__in=[term.pk for term in own])
        stored = [*own, *_terms(of_others)]
        former = {term.pk: own_official(term) for term in stored}
        as_matched(stored)
        new = [term for term in terms if term.pk is None]
        match([*new, *stored], self._registry, self._lineage)
        RegisteredTerm.objects.bulk_create(new)
        conflicts += corrections.hold(new, DECIDED)
        for term in new:
            term.count_days()
        show_decided([*new, *stored])
        RegisteredTerm.objects.bulk_update([*new, *stored], WRITTEN, batch_size=BATCH)
        corrections.ask(conflicts)
        send_on({(former[term.pk], own_official(term)) for term in stored})


def _terms(found: QuerySet[RegisteredTerm]) -> list[RegisteredTerm]:
    return list(found.select_related("post", "post_before_merge"))


def _values(term: RegisteredTerm) -> tuple[object, ...]:
    """What readers see of a term."""
    return (*(getattr(term, column) for column in (*TOLD, "is_shown", "fit")), term.official_id, term.post_id)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _open_questions() -> set[str]:
    return set(ReviewItem.objects.open().filter(kind__in=QUESTIONS).values_list("key", flat=True))
