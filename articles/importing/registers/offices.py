"""Which post a line of a register means: its place in the gazetteer, and an office that is a public one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.importing.people.seats import Office, Titled, offices_of
from articles.importing.places.lineage import Lineage
from articles.recognition.findings import PlaceRow
from articles.recognition.places import Hit, StoryPlaces
from articles.recognition.titles import find_chains
from articles.text.fold import fold

from .files import Line, LineError

MOST_CODES = 6


class Offices:
    """Reads the places and offices of lines by the gazetteer and by the word lists that recognise titles in print."""

    def __init__(self, rows: Iterable[PlaceRow], lineage: Lineage) -> None:
        self._lineage = lineage
        self._by_code: dict[str, PlaceRow] = {}
        self._by_name: dict[str, list[PlaceRow]] = defaultdict(list)
        for row in rows:
            self._by_code[row.code] = row
            for name in {row.name, *row.aliases}:
                self._by_name[fold(name)].append(row)

    def of(self, line: Line) -> Office:
        """The post of a line, at its place. Raises LineError where the place is not known, or the office is not one
        public office of a place that is."""
        place = self._place(line.place)
        office = fold(line.office)
        if not _is_public(office, place):
            reason = _("“{office}”不是识别所认得的公职").format(office=line.office)
            raise LineError(reason, _("只收公职；请核对，写成报上的样子，如“县长”“县委书记”“县教育局局长”"))
        found = offices_of(Titled(office, (), place.id, place.name, place.level), self._lineage)
        if len(found) != 1 or found[0].post.standing != "held":
            reason = _("“{office}”不是恰好一个职位").format(office=line.office)
            raise LineError(reason, _("每行写一个职位，不写“原”“拟任”与级别；兼任的分成几行"))
        if not isinstance(found[0].place, int):
            reason = _("“{office}”所在的“{place}”不在地名库里").format(office=line.office, place=found[0].place)
            raise LineError(reason, _("请在“地方”一列写它本身的名称或代码，职务里不再写地名"))
        return found[0]

    def _place(self, word: str) -> PlaceRow:
        if row := self._by_code.get(word):
            return row
        bearers = self._by_name.get(fold(word), [])
        if not bearers:
            remedy = _("请写地名库里的名称、别名或区划代码；库里没有的，先载入地名")
            raise LineError(_("地名库里没有“{place}”").format(place=word), remedy)
        if len(bearers) > 1:
            codes = "、".join(f"{row.code}" for row in bearers[:MOST_CODES])
            reason = _("有 {count} 个地方叫“{place}”").format(count=len(bearers), place=word)
            raise LineError(reason, _("请改写区划代码：{codes}").format(codes=codes))
        return bearers[0]


def _is_public(office: str, place: PlaceRow) -> bool:
    """Whether the office, printed with its place, would be read as one title of a holder of public office."""
    name = fold(place.name)
    text = office if office.startswith(name) else name + office
    places = StoryPlaces()
    places.add(Hit(0, len(name), place.name, place.level, None))
    chains = find_chains(text, places)
    return len(chains) == 1 and chains[0].is_office and (chains[0].start, chains[0].end) == (0, len(text))
