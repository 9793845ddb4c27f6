"""What articles and offices are sorted into by what is printed: whose report it is, which branch of power an office
belongs to, whether a page is a front page. Nothing of it is stored; each is worked out where it is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db.models import Case, CharField, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OUTLETS: dict[str, str | Promise] = {
    "own": _("本报"),
    "xinhua": _("新华社"),
    "chinanews": _("中新社"),
    "people": _("人民网"),
    "cctv": _("央视"),
    "other": _("其他媒体"),
}
BY_DATELINE = {
    "^本[报刊网台]": "own",
    "^据?新华社": "xinhua",
    "^据?中新[社网]": "chinanews",
    "^据?人民网": "people",
    "^据?央视": "cctv",
    "^[又另]": "",  # the report above goes on, whoever made that
    ".": "other",
}
"""Whose report a dateline tells, by the first pattern that fits it. Reports without a dateline are nobody's."""

BRANCHES: dict[str, str | Promise] = {
    "party": _("党组织"),
    "congress": _("人大"),
    "government": _("政府及部门"),
    "conference": _("政协"),
    "discipline": _("纪检监察"),
    "court": _("法院"),
    "procuratorate": _("检察院"),
    "mass": _("群团"),
    "village": _("村（社区）"),
}
BY_ORGANISATION = {
    "检察": "procuratorate",
    "法院|法庭|审判|立案庭|^执行局": "court",
    "纪委|监委$|监察|纪检": "discipline",
    "人大": "congress",
    "政协": "conference",
    "工会|妇联|工商联|残联|文联|科协|侨联|红十字|关工委|共青团|团.{0,4}委": "mass",
    "^原?党|党工委$|[省市县区乡镇]委$|巡察": "party",
    "民委员会$|[村居]委会$|村监委会$|社区": "village",
    "政府|国务院|公署|管委会|办事处|指挥部|局|办公室$": "government",
    "[厅部署办委站]$|[^究]所$|[大支中]队$|[厅部署办委]党[组委]": "government",
}
"""The branch of an organisation as posts name it (`articles.recognition.posts`), by the first pattern that fits: the
party group of a court is the court's. Schools, hospitals and firms are of none."""

DOUBTS: dict[str, str | Promise] = {"none": _("没有待核的疑点"), "open": _("有待核的疑点")}
OF_READING = ("boundary", "heading", "jump", "order", "scan", "name", "jurisdiction")
"""The doubts of reading and recognition that concern an article (`ReviewItem.kind`). What readers reported is none."""

FRONT_PAGES = ("1", "01", "A1", "A01")
"""The numbers that a newspaper's first page bears."""


def outlet_of(dateline: str) -> str:
    """The same as OUTLET, of one dateline.

    >>> outlet_of("本报讯"), outlet_of("又讯"), outlet_of("云岭网讯")
    ('own', '', 'other')
    """
    return next((found for pattern, found in BY_DATELINE.items() if re.search(pattern, dateline)), "")


def sorted_by(patterns: Mapping[str, str], field: str) -> Case:
    """The first of the patterns that fits the field, as its class; "" where none does."""
    rules = (When(Q(**{f"{field}__regex": pattern}), then=Value(found)) for pattern, found in patterns.items())
    return Case(*rules, default=Value(""), output_field=CharField())


OUTLET = sorted_by(BY_DATELINE, "dateline")
BRANCH = sorted_by(BY_ORGANISATION, "organisation")
