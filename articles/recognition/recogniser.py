"""The one verb: stories in, findings out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .events import event_dates
from .findings import Doubt, Findings, KnownOfficial, OfficialMention, Role, Span, Story
from .flat import FlatStory, flatten
from .gazetteer import Gazetteer, Place, RawHit
from .homes import Home, find_home
from .jurisdiction import UNKNOWN, Seat, Viewpoint, seat_of
from .known import NameTable
from .local_pages import PageStory, local_cities
from .names import NameReader
from .people import Mention, People, acting, bare, titled
from .places import StoryPlaces, find_places
from .printed import printed_names
from .roles import deeds
from .scope import place_mentions
from .titles import Chain, find_chains
from .voices import own_county, speaks_as

RECOGNISER_VERSION = "12"
UNTITLED_ROLES = frozenset({"主持", "出席", "讲话", "调研", "宣讲", "慰问", "列席", "陪同"})
"""What makes a name without a title an official's, where it is known from elsewhere or the story goes on from another
page: a resident of that name is interviewed or takes part, but does none of these."""


@dataclass(slots=True)
class _Work:
    """One story on its way through the steps."""

    story: Story
    flat: FlatStory
    raw: list[RawHit]
    places: StoryPlaces
    people: People
    reader: NameReader


def recognise(
    stories: Sequence[Story],
    gazetteer: Gazetteer,
    *,
    known: Iterable[KnownOfficial] = (),
    issue_date: date | None = None,
    newspaper: str = "",
    imprint: Iterable[str] = (),
) -> tuple[Findings, ...]:
    """The officials, places and event dates of each story, aligned with `stories`.

    Give the stories of one issue (or file) together: names and counties that one story explains help the others.
    `known` are officials whom the archive has already; `issue_date` resolves 昨日 and days without a year; the name of
    the `newspaper` and its `imprint`, the lines of its pages that belong to no story, tell whose 市 is meant. A large
    archive gives only those officials that `KnownOfficials.named_in` these stories.
    """
    known = tuple(known)
    archive = frozenset(official.name for official in known if official.titles)
    works, home = _read_titles(stories, gazetteer, archive, newspaper, imprint)
    page_counties = _page_counties(works, gazetteer, home)
    local = _local_cities(works, page_counties, gazetteer, home)
    views = [_view(work, page_counties, local, gazetteer, home) for work in works]
    seats = [_seats(work.people, view) for work, view in zip(works, views, strict=True)]
    elsewhere = _archive_seats(known, gazetteer) | _issue_seats(works, seats)
    table = NameTable(elsewhere)
    findings = []
    for work, view, own in zip(works, views, seats, strict=True):
        _read_bare(work, table)
        findings.append(_findings(work, view, own, elsewhere, issue_date))
    return _with_doubt_of_home(findings, home)


def _view(
    work: _Work, counties: Mapping[str, Place], local: Mapping[str, Place], gazetteer: Gazetteer, home: Home
) -> Viewpoint:
    """From where a story speaks: its own newsroom's county, else its page's, else the paper's."""
    page, own = work.story.page, own_county(work.flat, gazetteer, home)
    county = own or counties.get(page) or home.county
    city = own or local.get(page) or home.county
    if (
        city is None
        or not city.name.endswith("市")
        or not (own or speaks_as(city, work.flat, work.places, gazetteer, home))
    ):
        city = None
    return Viewpoint(gazetteer, home, work.places, work.flat, county, city)


def _read_titles(
    stories: Sequence[Story], gazetteer: Gazetteer, archive: frozenset[str], newspaper: str, imprint: Iterable[str]
) -> tuple[list[_Work], Home]:
    flats = [flatten(story) for story in stories]
    raws = [list(gazetteer.find(flat.text)) for flat in flats]
    home = find_home(gazetteer, [flat.text for flat in flats], raws, newspaper, imprint)
    works = []
    for story, flat, raw in zip(stories, flats, raws, strict=True):
        places = find_places(flat, raw, gazetteer, home)
        reader = NameReader(flat.text, archive, flat.gaps)
        people = titled(flat.text, find_chains(flat.text, places), reader)
        people.drop_places(places.covered)
        works.append(_Work(story, flat, raw, places, people, reader))
    printed = printed_names(((work.flat, work.places) for work in works), gazetteer)
    for work in works:
        work.places.printed = printed
    return works, home


def _archive_seats(known: Iterable[KnownOfficial], gazetteer: Gazetteer) -> dict[str, Seat]:
    """Where the archive's officials sit, those with a title."""
    seats = {}
    for official in known:
        place = None if official.jurisdiction is None else gazetteer.by_row.get(official.jurisdiction)
        if official.titles:
            seats[official.name] = seat_of(place) if place is not None else UNKNOWN
    return seats


def _issue_seats(works: list[_Work], seats: list[dict[Chain, Seat]]) -> dict[str, Seat]:
    """Where the officials sit whom some story of the issue prints with an office, read without doubt."""
    return {
        mention.name: own[mention.chain]
        for work, own in zip(works, seats, strict=True)
        for mention in work.people.mentions
        if mention.is_office and mention.chain is not None and mention.confidence >= 0.8
    }


def _page_counties(works: list[_Work], gazetteer: Gazetteer, home: Home) -> dict[str, Place]:
    """The home county that most stories of a page name, where more than half of those with any name it."""
    votes: dict[str, Counter[int]] = {}
    for work in works:
        named = work.places.counties(gazetteer)
        counties = {place.key for place in named if place.key >= 0 and home.holds(gazetteer, place)}
        if counties:
            votes.setdefault(work.story.page, Counter()).update(counties)
            votes[work.story.page][-1] += 1
    chosen = {}
    for page, counter in votes.items():
        stories = counter.pop(-1)
        key, count = counter.most_common(1)[0]
        if count * 2 > stories:
            chosen[page] = gazetteer.places[key]
    return chosen


def _local_cities(
    works: list[_Work], counties: Mapping[str, Place], gazetteer: Gazetteer, home: Home
) -> dict[str, Place]:
    stories = [PageStory(work.story.page, work.flat.text, work.places, work.people.mentions) for work in works]
    return local_cities(stories, counties, gazetteer, home)


def _read_bare(work: _Work, elsewhere: NameTable) -> None:
    """Names without a title: later mentions, officials known from elsewhere, and who acts as an official."""
    text, people, story = work.flat.text, work.people, work.story
    here = set(people.officials())
    bare(text, people, here, work.reader)
    present = {name for _, name in elsewhere.find(text)} - here - people.others - story.credited
    continued = story.continued or (not story.headings and not story.dateline)
    if continued:
        present |= acting(text, work.reader) - people.others - story.credited - here
    bare(text, people, present, work.reader)
    bare(text, people, people.others, work.reader, is_office=False)


def _findings(
    work: _Work, view: Viewpoint, seats: dict[Chain, Seat], elsewhere: Mapping[str, Seat], issue_date: date | None
) -> Findings:
    acts = deeds(work.flat, work.people.mentions)
    officials, doubts = [], []
    for name, mentions in work.people.officials().items():
        seat = elsewhere.get(name) or view.city_seat()
        found = _official(mentions, seats, acts[name], work, seat, view.gazetteer)
        if not found.titles and not UNTITLED_ROLES.intersection(found.roles):
            continue
        officials.append(found)
        doubts.extend(_doubts(found))
    doubts.extend(_seatless(officials))
    doubts.extend(_unparted(work))
    places = place_mentions(work.story, view, seats, work.people)
    dates = event_dates(work.flat, issue_date)
    return Findings(tuple(officials), places, dates, tuple(doubts), tuple(sorted(work.people.others)))


def _seats(people: People, view: Viewpoint) -> dict[Chain, Seat]:
    """The seat of every title; a title that tells none takes over that of the one before it in the sentence."""
    seats: dict[Chain, Seat] = {}
    before: Seat | None = None
    last_end = -1
    for mention in people.mentions:
        chain = mention.chain
        if chain is None or not mention.is_office or chain in seats:
            continue
        if view.flat.text.find("。", max(0, last_end), chain.start) >= 0 and last_end >= 0:
            before = None
        view.note(chain)
        seats[chain] = before = view.seat(chain, before)
        view.first = view.first or before
        last_end = chain.end
    return seats


def _official(
    mentions: list[Mention],
    seats: dict[Chain, Seat],
    roles: tuple[Role, ...],
    work: _Work,
    elsewhere: Seat,
    gazetteer: Gazetteer,
) -> OfficialMention:
    printed = work.flat.printed
    chains = [mention.chain for mention in mentions if mention.chain is not None]
    texts = {chain: printed[chain.start : chain.end].removeprefix("该") for chain in chains}
    longest = max(chains, key=lambda chain: (not chain.is_roster, len(texts[chain])), default=None)
    seat = seats[longest] if longest is not None else elsewhere
    spans: tuple[Span, ...] = work.flat.spans([(m.name_start, m.name_end) for m in mentions])
    confidence = max(mention.confidence for mention in mentions)
    return OfficialMention(
        name=printed[mentions[0].name_start : mentions[0].name_end],
        title=texts[longest] if longest is not None else "",
        jurisdiction=seat.place.row if seat.place is not None else None,
        jurisdiction_name=work.places.printed.get(seat.place.key, seat.name) if seat.place is not None else seat.name,
        level=seat.level,
        roles=roles,
        spans=spans,
        titles=tuple(dict.fromkeys(texts.values())),
        title_spans=work.flat.spans([(chain.start, chain.end) for chain in chains]),
        confidence=confidence if chains else min(confidence, 0.6),
        jurisdiction_parent=gazetteer.city_name(seat.place) if seat.place is None or seat.place.row is None else "",
    )


def _doubts(found: OfficialMention) -> list[Doubt]:
    doubts = []
    if not found.titles:
        reason = f"“{found.name}”在文中没有职务，据其活动或他处的职务认作官员"
        doubts.append(Doubt("title", found.name, reason, found.confidence, found.spans))
    elif found.confidence < 0.8:
        reason = f"“{found.name}”的姓名或职务“{found.title}”据上下文推断"
        doubts.append(Doubt("name", found.name, reason, found.confidence, found.spans))
    return doubts


def _with_doubt_of_home(findings: list[Findings], home: Home) -> tuple[Findings, ...]:
    """The findings of an issue; where it is unsure whose paper it is, one doubt, with the first office that it gave."""
    city = home.city.name if home.city is not None and home.doubt else None
    for number, found in enumerate(findings if city else ()):
        for official in found.officials:
            if official.titles and official.jurisdiction_name == city and city[:-1] not in official.title:
                doubt = Doubt("jurisdiction", official.name, home.doubt, home.confidence, official.title_spans)
                findings[number] = replace(found, doubts=(*found.doubts, doubt))
                return tuple(findings)
    return tuple(findings)


def _unparted(work: _Work) -> Iterator[Doubt]:
    for start, end in work.people.unparted:
        names = work.flat.printed[start:end]
        reason = f"“{names}”是一串没有标点的姓名，无法确定如何断开"
        yield Doubt("name", names, reason, 0.4, work.flat.spans([(start, end)]))


def _seatless(officials: list[OfficialMention]) -> list[Doubt]:
    """One doubt for all titles of a story that do not tell whose office they are."""
    found = [official for official in officials if official.titles and not official.jurisdiction_name]
    if not found:
        return []
    names = "、".join(f"{official.title}{official.name}" for official in found)
    spans = tuple(span for official in found for span in official.title_spans)
    return [Doubt("jurisdiction", found[0].name, f"文中没有说明是何地的职务：{names}", 0.5, spans)]
