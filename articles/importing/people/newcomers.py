"""Officials whom the archive has not known before, as rows."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from pypinyin import Style, lazy_pinyin

from articles.models import Official, OfficialName

from .bearers import Namesakes
from .careers import Person


def make_official(name: str) -> Official:
    """An official of that name, with the name as the one form of it."""
    official = Official.objects.create(name=name, pinyin=_pinyin(name))
    OfficialName.objects.create(official=official, name=name)
    return official


def make_officials(newcomers: Sequence[tuple[Namesakes, Person]]) -> None:
    """Give each of these persons a new official. Whoever had a number in an export keeps it if nobody here has it."""
    told = [sorted({number for seat in person if (number := _number(seat.exported_as))}) for _all, person in newcomers]
    numbers = {number for several in told for number in several}
    free = numbers - set(Official.objects.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else numbers
    numbered: list[tuple[Official, Namesakes, Person]] = []
    others: list[tuple[Official, Namesakes, Person]] = []
    for (bearers, person), several in zip(newcomers, told, strict=True):
        name = min(bearers.names)
        official = Official(name=name, pinyin=_pinyin(name))
        official.pk = next((number for number in several if number in free), None)
        free -= {official.pk}
        (numbered if official.pk else others).append((official, bearers, person))
    Official.objects.bulk_create([official for official, *_rest in numbered])
    if numbered:
        _count_on_from(max(official.pk for official, *_rest in numbered))
    Official.objects.bulk_create([official for official, *_rest in others])
    made = [*numbered, *others]
    OfficialName.objects.bulk_create([OfficialName(official=official, name=official.name) for official, *_rest in made])
    for official, bearers, person in made:
        bearers.officials[person] = official.pk


def _pinyin(name: str) -> str:
    return " ".join(lazy_pinyin(name, style=Style.NORMAL))


def _number(exported_as: str) -> int:
    """The number of an official in an export; 0 where no export told of the person."""
    return int(exported_as.partition(":")[2] or 0)


def _count_on_from(number: int) -> None:
    """Let the database give larger numbers from now on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [Official._meta.db_table])
        (sequence,) = cursor.fetchone()
        cursor.execute("SELECT setval(%s, GREATEST(%s, nextval(%s)))", [sequence, number, sequence])
