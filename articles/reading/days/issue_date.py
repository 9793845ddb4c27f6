"""The day an issue was printed: printed on the page, given, in the file name, or inferred from the days it reports.

A daily prints the events of the day before. The newest event day that the text reports is therefore the day before the
issue, or a few days before it; what lies ahead (元旦 before us, 今年 still running) bounds it from the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from articles.reading.days import bare_days, eras
from articles.reading.days.issue_year import year_of
from articles.reading.days.print_day import print_day
from articles.reading.days.reported_days import WEEKDAY, Event, Lead, day_in, events_in, exact, turns
from articles.reading.lines.file_names import day_in_name
from articles.reading.lines.notices import signs_notice
from articles.reading.readings import DateReading, Doubt
from articles.reading.stories.story import Story
from articles.text.dates import WEEKDAYS, find_dates

YEAR_END_AHEAD = re.compile(r"元旦[^。]{0,12}(?:脚步|临近|将至|来临|即将|前夕)|迎接?元旦|双节”?(?:临近|将至|即将)")
GIVEN_SURE = 0.95
NAMED_SURE = 0.9
BARE_SURE = 0.8
"""How much less sure a day is that was placed by a bare day."""
MOST_EVIDENCE = 5
OUTLIER, LONE = timedelta(days=7), timedelta(days=3)
SLACK = {True: 1, False: 3}
"""Days that the issue may lie beyond the likeliest day, with and without 昨日 beside the newest event."""


def decide(
    marks: Sequence[tuple[int, str]], given: date | None, name: str, stories: Sequence[Story]
) -> tuple[DateReading, tuple[Doubt, ...]]:
    """The issue's date by the best evidence there is: printed, given, in the file name, inferred, in this order.

    A printed date whose 星期 is wrong yields to a given one. What disagrees is doubted; how sure the rest is, the
    reading itself says.
    """
    printed = from_print(marks)
    named = given or day_in_name(name)
    if printed is not None and (named in (None, printed[0].date) or printed[0].confidence > 0.9):
        reading, doubts = printed
        if named not in (None, reading.date):
            reason = f"版面印着 {reading.date}，文件却说是 {named}"
            doubts = (*doubts, Doubt("date", reason, 0.7))
        return reading, doubts
    if named is not None:
        source = "导入时给出" if given else f"文件名：{name}"
        sure = GIVEN_SURE if given else NAMED_SURE
        return DateReading(named, "given", (named, named), (source,), sure), printed[1] if printed else ()
    return infer(*_texts(stories)), ()


def _texts(stories: Sequence[Story]) -> tuple[list[Lead], list[Lead], list[Lead]]:
    leads, bodies, headings = [], [], []
    for story in stories:
        texts = [unit for unit in story.units if unit.shape == "text"]
        if texts and not story.jump_from and not story.continuation:
            leads.append(Lead(texts[0].text, texts[0].lines[0].number))
        signed = [unit for unit in story.units if unit.shape == "heading" and signs_notice(unit.text)]
        bodies += [Lead(unit.text, unit.lines[0].number) for unit in [*texts, *signed]]
        headings += [Lead(unit.text, unit.lines[0].number) for unit in story.headings]
    return leads, bodies, headings


def from_print(texts: Sequence[tuple[int, str]]) -> tuple[DateReading, tuple[Doubt, ...]] | None:
    """The date that a masthead or folio prints (`texts` are its lines with their numbers), checked by its 星期."""
    found: list[tuple[date, int, str, bool | None]] = []
    for line, text in texts:
        for mention in find_dates(text):
            day = exact(mention)
            if day is None:
                continue
            weekday = WEEKDAY.search(text, mention.end)
            agrees = None if weekday is None else WEEKDAYS[weekday.group(1)] == day.weekday()
            found.append((day, line, text, agrees))
    if not found:
        return None
    day, line, text, agrees = next((row for row in found if row[3]), found[0])
    confidence = {True: 1.0, None: 0.95, False: 0.6}[agrees]
    evidence = f"第 {line} 行：{text[:60]}"
    doubts: tuple[Doubt, ...] = ()
    if agrees is False:
        reason = f"印的星期与日期不符：{text[:60]}"
        doubts = (Doubt("date", reason, confidence, ((line, line),)),)
    return DateReading(day, "printed", (day, day), (evidence,), confidence), doubts


def infer(leads: Sequence[Lead], bodies: Sequence[Lead], headings: Sequence[Lead]) -> DateReading:
    """The likeliest day of print by the days that the stories report, with window, evidence and confidence.

    `leads` are the beginnings of stories, `bodies` all their text, `headings` their headlines. Unknown where no day
    or no year can be told.
    """
    starts = {lead.line for lead in leads}
    events = [event for body in bodies for event in events_in(body, body.line in starts)]
    days = [event for event in events if event.mention.kind == "day" and not event.ahead]
    if not days:
        return DateReading(evidence=_era_evidence(bodies))
    spoken = eras.eras_of(body.text for body in bodies)
    year, certainty, reason = year_of(days, [event for event in events if event.ahead], bodies, headings, spoken)
    if year is None:
        quotes = tuple(f"第 {event.line} 行：{event.quote}" for event in days[:3])
        return DateReading(evidence=quotes + _era_evidence(bodies))
    found = _newest(days, year, certainty, reason, bodies)
    return _with_bare_day(found, leads, bodies) if found.window else found


def _with_bare_day(found: DateReading, leads: Sequence[Lead], bodies: Sequence[Lead]) -> DateReading:
    """The inferred day, moved on where a story begins with a bare day right after the newest full one."""
    assert found.date is not None
    assert found.window is not None
    bare = bare_days.latest_between(
        found.date - timedelta(days=1), found.window[1], [(lead.text, lead.line) for lead in leads]
    )
    if bare is None:
        return found
    likely = bare.day + timedelta(days=1)
    latest, bound = _bounded(likely, likely + (found.window[1] - found.date), bodies)
    told = f"第 {bare.line} 行只印日、未印月：{bare.quote}，按同版最近的事件日推为 {bare.day.isoformat()}"
    sure = round(BARE_SURE * found.confidence, 2)
    evidence = (told, *dict.fromkeys((*found.evidence, *bound)))
    return DateReading(likely, "inferred", (likely, latest), evidence, sure)


def _newest(days: list[Event], year: int, certainty: float, reason: str, bodies: Sequence[Lead]) -> DateReading:
    dated = [(day, event) for day, event in _placed(days, year) if day is not None]
    dated.sort(key=lambda pair: pair[0])
    dated = _without_outliers(dated)
    if not dated:
        return DateReading()
    newest = dated[-1][0]
    same = list({event.line: event for day, event in dated if day == newest}.values())
    yesterday = sum("昨日" in body.text or "昨天" in body.text or "昨晚" in body.text for body in bodies)
    likely = newest + timedelta(days=1)
    latest = likely + timedelta(days=SLACK[bool(yesterday) or len(same) >= 3])
    latest, bound = _bounded(likely, latest, bodies)
    if told := print_day(newest, bodies):
        likely = latest = told[0]
        bound = told[1]
    evidence = [f"最近的事件日 {newest.isoformat()}，第 {event.line} 行：{event.quote}" for event in same[:3]]
    evidence += [reason, *bound]
    support = min(1.0, 0.6 + 0.1 * len(same) + (0.1 if yesterday else 0.0))
    confidence = round(certainty * support, 2)
    return DateReading(likely, "inferred", (likely, latest), tuple(filter(None, evidence)), confidence)


def _placed(days: list[Event], year: int) -> Iterator[tuple[date | None, Event]]:
    """The day of each event; without a printed year, in the year that puts it nearest to the days that have one."""
    fixed = sorted(day for event in days if (day := exact(event.mention)) is not None and day.year == year)
    middle = fixed[len(fixed) // 2] if fixed else None
    turning = turns(days)
    for event in days:
        if event.mention.year is not None:
            yield exact(event.mention), event
        elif middle is None or turning:
            yield day_in(year, event, turning), event
        else:
            around = (day_in(other, event, turning=False) for other in (year - 1, year, year + 1))
            yield min(filter(None, around), key=lambda day: abs((day - middle).days), default=None), event


def _without_outliers(dated: list[tuple[date, Event]]) -> list[tuple[date, Event]]:
    """Drop days that lie far beyond all story beginnings: they are plans, not events."""
    leads = [(day, event) for day, event in dated if event.lead]
    if not leads:
        return dated
    newest, event = leads[-1]
    third, second = [date.min, date.min, *(day for day, _ in leads)][-3:-1]
    spread = max(OUTLIER, 2 * (second - third)) if third > date.min else timedelta.max
    is_lone = third == second > date.min and not event.opens and newest - second >= LONE
    if is_lone or newest - second > spread:
        newest = second
    return [(day, event) for day, event in dated if (day - newest).days <= 2]


def _bounded(likely: date, latest: date, bodies: Sequence[Lead]) -> tuple[date, list[str]]:
    """The latest day, not beyond a New Year's Day that the text still looks forward to."""
    year_end = date(likely.year, 12, 31)
    if likely.month != 12 or latest <= year_end:
        return latest, []
    for body in bodies:
        ahead = YEAR_END_AHEAD.search(body.text)
        if ahead:
            return year_end, [f"第 {body.line} 行：{ahead.group()[:30]}"]
    return latest, []


def _era_evidence(bodies: Sequence[Lead]) -> tuple[str, ...]:
    """The words that date the text, each with its first line."""
    spoken = [era.words for era in eras.eras_of(body.text for body in bodies)]
    found = {words: next((body.line for body in bodies if words in body.text), 0) for words in spoken}
    return tuple(f"第 {line} 行：{words}" for words, line in found.items() if line)[:MOST_EVIDENCE]
