"""Titles to posts: `区委副书记、区长` is two posts of one place, each with its body, its head and its rank."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Literal

from articles.text.fold import fold

from .lexicon import alternation, longest_first, sections

Rank = Literal["chief", "deputy", "member"]
Standing = Literal["held", "former", "designate"]

LONGEST_NAME = 24  # characters; the longest division's name in the gazetteer has 20
GENERIC = ("社区", "街道", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村")
PARTY_GROUP = re.compile(r"(?:党组|党委|党工委|党总支|党支部|机关党委)$")
PRINCIPAL = ("党委", "政府", "党工委", "管委会", "办事处", "人大常委会", "政协")
CENTRAL = {"党委": "中共中央", "军委": "中央军委"}
COMMITTEE_PLACE = re.compile(r"[省市县州盟旗]$|(?<!社)区$")
BRACKETS = re.compile(r"\([^()]{0,40}\)")
FORMER = re.compile(r"^(?:原任?|时任|前任|曾任)")
DESIGNATE = re.compile(r"^(?:拟任|拟|候任)")
PRESENT = re.compile(r"^(?:该|现任|现|兼任|兼|担任|任|驻(?=村))?(?:中共(?!中央))?")
GRADE = r"(?P<grade>(?:常务|专职|第一|执行|代理?){0,2}副?)"
ACTING = re.compile(r"^代理?")
SETTLEMENT = re.compile(r"^[\u4e00-\u9fff]{1,8}?(?:街道|社区|[村镇乡])(?=党|村|社区|支|第一|委|办|人大|政府|居|妇)")


@dataclass(frozen=True, slots=True)
class PostName:
    """One post as a title names it.

    `place` is what the title says of the place: a name, a word like 市 that leaves it to the context, or "" where it
    says nothing. `organisation` is the body's plain name without the place, `role` the head with its grade. 代 is
    left out of the role: whoever acts in a post holds it. `standing` tells a post held from one given up (原) or not
    yet taken up (拟任).
    """

    place: str
    organisation: str
    role: str
    rank: Rank
    standing: Standing = "held"

    @property
    def leading(self) -> bool:
        """Whether this is one of the posts that lead a place, and not a department of it."""
        words = _words()
        department = self.organisation.removeprefix("党委")
        if department in words["party"]:
            return department in words["leading"] and self.rank == "chief"
        leads = self.rank != "member" or self.role == "常委"
        return self.organisation in words["leading"] and leads and "秘书长" not in self.role

    @property
    def principal(self) -> bool:
        """Whether at most one person of a place holds this post at a time: its secretary, its head of government …"""
        return self.rank == "chief" and self.organisation in PRINCIPAL and "秘书长" not in self.role


@dataclass(frozen=True, slots=True)
class _Context:
    """What a part of a title inherits from the part before it."""

    place: str = ""
    organisation: str = ""
    standing: Standing = "held"


def split_title(title: str, jurisdiction_name: str = "", places: Collection[str] = ()) -> tuple[PostName, ...]:
    """The posts that a title names, in its order; none for a collective label (区领导), a rank or an empty title.

    `places` are (folded) names of places that a title may begin with; the jurisdiction's own name is always one.

    >>> [(post.organisation, post.role) for post in split_title("云川县委副书记、县长", "云川县")]
    [('党委', '副书记'), ('政府', '县长')]
    """
    context = _Context()
    posts: list[PostName] = []
    for part in re.split(r"[、;,]|兼(?!职)", BRACKETS.sub("", fold(title))):
        post = _post(part.replace(" ", ""), context, (fold(jurisdiction_name), places))
        if post:
            posts.append(post)
            context = _Context(post.place, post.organisation, post.standing)
    return tuple(dict.fromkeys(posts))


def display_name(place: str, organisation: str, role: str) -> str:
    """The post's name as a reader says it.

    >>> display_name("云川县", "党委", "书记"), display_name("云川市", "政府", "市长")
    ('云川县委书记', '云川市市长')
    >>> display_name("禾县", "党委", "常委")
    '禾县县委常委'
    """
    body = organisation
    if place == "中央":
        return CENTRAL.get(organisation, organisation) + role
    if organisation == "政府" and role.endswith(tuple(_words()["governors"])):
        body = ""
    elif organisation.startswith("党委") and COMMITTEE_PLACE.search(place):
        body = (place[-1] if len(place) == 2 else "") + "委" + organisation.removeprefix("党委")
    return f"{place}{body}{role}"


def is_label(title: str) -> bool:
    """Whether a title only says that somebody belongs to the leaders: 市领导, 县领导, 市委常委会委员.

    >>> is_label("该市委常委会委员"), is_label("市委常委")
    (True, False)
    """
    return fold(title).endswith(("领导", "领导同志", "班子成员", "常委会委员", "常委会组成人员"))


def _post(part: str, context: _Context, names: tuple[str, Collection[str]]) -> PostName | None:
    part, standing = _standing(part)
    if not part or part.endswith(tuple(_words()["labels"])):
        return None
    place, rest = ("", part) if _head().fullmatch(part) else _place(part, *names)
    found = _head().search(rest)
    if not found:
        return None
    body = rest[: found.start()]
    if body.endswith("原"):
        body, standing = body[:-1], "former"
    grade, head = ACTING.sub("", found["grade"]), found["head"]
    if head == "支书":
        body, head = body or "党支部", "书记"
    if head in dict(_pairs("national")) and not body:
        return PostName(place, dict(_pairs("national"))[head], grade + head.removeprefix("国家"), "chief", standing)
    inherits = not place
    organisation = _organisation(body, grade + head, place, context)
    if organisation in ("", "党组"):
        return None
    if inherits:
        place = context.place
        standing = context.standing if standing == "held" else standing
    return PostName(place, organisation, grade + head, _rank(grade, head), standing)


def _standing(part: str) -> tuple[str, Standing]:
    if FORMER.match(part):
        return FORMER.sub("", part), "former"
    if DESIGNATE.match(part):
        return DESIGNATE.sub("", part), "designate"
    return PRESENT.sub("", part), "held"


def _rank(grade: str, head: str) -> Rank:
    if head in _words()["members"]:
        return "member"
    return "deputy" if "副" in grade else "chief"


def _place(part: str, own: str, names: Collection[str]) -> tuple[str, str]:
    """The place that a part begins with and what follows it: ('云川县', '委书记'), ('市', '公安局局长'), ('', …).

    Of places that follow one another (云川县云溪镇东坡村) it is the last.
    """
    place, rest = "", part
    while inner := _prefix(rest, own, names):
        place, rest = inner, rest[len(inner) :]
    if _head().fullmatch(rest):
        return place, rest
    generic = next((word for word in GENERIC if rest.startswith(word)), "")
    if generic and not rest.startswith(tuple(_words()["not_place"])) and len(rest) > len(generic):
        return place or generic, rest[len(generic) :]
    return place, rest


def _prefix(part: str, own: str, names: Collection[str]) -> str:
    """The longest name of a place, or else the village or town by its form, that a part begins with and goes on
    after."""
    for length in range(min(LONGEST_NAME, len(part) - 1), 1, -1):
        if part[:length] == own or part[:length] in names:
            return part[:length]
    settlement = SETTLEMENT.match(part)
    return settlement.group() if settlement and settlement.group() not in _no_settlements() else ""


def _organisation(body: str, role: str, place: str, context: _Context) -> str:
    words = _words()
    if role.endswith(tuple(words["governors"])) and body in ("", "政府", "人民政府"):
        return "政府"
    if place and body.startswith("委") and body != "委员会":
        # 云川县|委书记: the committee of the place; what follows is a department of it.
        return "党委" + _plain(body[1:])
    unit = next((ending for head, ending in _pairs("units") if role.endswith(head)), "")
    if body and unit and not body.endswith(unit) and "副" not in role:
        body += unit
    if not body:
        return _inherited(role, unit, place, context)
    plain = _plain(body)
    if plain in words["party"]:
        return "党委" + plain
    if plain in words["inner"] and not place:
        return _base(context.organisation) + plain
    return "人大常委会" if plain == "人大" and role.endswith("主任") else plain


def _inherited(role: str, unit: str, place: str, context: _Context) -> str:
    """The body of a part that names none: the one before it, the party group it was named for, or its counterpart."""
    if unit == "检察院":
        return unit
    if place:
        return "党委" if role.endswith(("书记", "常委")) and place not in ("村", "社区") else _village(role, place)
    base = _base(context.organisation)
    if role.endswith("书记") or _rank("", role) == "member" or base not in ("", "党委", "党工委"):
        return base or context.organisation
    if context.organisation == "党工委" and role.endswith("主任"):
        return "办事处" if context.place.endswith("街道") else "管委会"
    return "党委" if context.organisation == "党委" and role.endswith("秘书长") else ""


def _village(role: str, place: str) -> str:
    if place.endswith(("村", "社区")) and role.endswith("书记"):
        return "党支部"
    return {"主任": "村委会" if place.endswith("村") else "居委会"}.get(role.removeprefix("副"), "")


def _base(organisation: str) -> str:
    """The body whose party group this is; the committee of a place has none below it."""
    return organisation if organisation in ("党委", "党工委") else PARTY_GROUP.sub("", organisation)


def _plain(body: str) -> str:
    """The one name that the archive uses of a body, department by department: 人民政府办公室 is 政府办公室."""
    for long, short in _pairs("same"):
        if body == long or (body.startswith(long) and len(long) > 2 and not body.startswith(short)):
            return short + body[len(long) :]
    return body


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {name: longest_first(words) for name, words in sections("offices.txt").items()}


@cache
def _pairs(section: str) -> tuple[tuple[str, str], ...]:
    return tuple((left, right) for left, _, right in (word.partition("=") for word in _words()[section]))


@cache
def _no_settlements() -> frozenset[str]:
    """Words that look like a village or town before 党支部, 党委 … and are none."""
    words = sections("places.txt")
    return frozenset((*words["not_villages"], *words["not_towns"]))


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"{GRADE}(?P<head>{alternation(_words()['heads'])})$")
