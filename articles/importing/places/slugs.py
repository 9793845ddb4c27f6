"""The name of a place in its URL: pinyin that reads aloud."""

from __future__ import annotations

import re

from pypinyin import lazy_pinyin

SLUG_LENGTH = 100

WORDS = re.compile(
    "(城乡(?=一体化)|一体化|示范区|高新|技术|产业|开发区|经济|航空港|综合|实验区|工业园区|街道|社区|小区|回族|[省市县区镇乡村]$)"
)
"""Where a hyphen helps reading: 城乡一体化示范区 becomes chengxiang-yitihua-shifanqu, 温县 wen-xian."""

READINGS = {
    "太行": "taihang",
    "漯河": "luohe",
    "覃怀": "qinhuai",
    "郇封": "xunfeng",
    "浚": "xun",
    "泌阳": "biyang",
    "长垣": "changyuan",
    "长葛": "changge",
    "南乐": "nanle",
    "殷都": "yindu",
}
"""Place names of Henan that the dictionary of readings gets wrong."""


def place_slug(name: str, code: str = "") -> str:
    """The name in pinyin, its kind set off by a hyphen, and the code where one is given: wenchang-jiedao-410871062."""
    for written, reading in READINGS.items():
        name = name.replace(written, reading)
    words = ["".join(lazy_pinyin(word)) for word in WORDS.split(name) if word]
    slug = re.sub(r"[^a-z0-9-]", "", "-".join(words).lower())[:SLUG_LENGTH]
    return "-".join(filter(None, [slug, code]))
