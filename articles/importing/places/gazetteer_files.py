"""The gazetteer's CSV files, read and checked before anything touches the database. See docs/gazetteer.md."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

ALIASES_FILE = "aliases.csv"
COVERAGE_FILE = "coverage.csv"
DIVISION_COLUMNS = ("code", "name", "level", "parent", "aliases")
ALIAS_COLUMNS = ("code", "name", "aliases")
COVERAGE_COLUMNS = ("code",)
ALIAS_SEPARATOR = "；"
NAME_LENGTH = 60

CODE_LENGTHS = {"province": 2, "city": 4, "county": 6, "town": 9, "village": 12}
"""Digits of the official statistical code at each level, highest level first; a code begins with its city's code."""

LOWEST_COVERED = CODE_LENGTHS["county"]
"""A covered city covers its counties, but neither towns nor villages: those are found through their county."""


class GazetteerError(Exception):
    """A gazetteer file that cannot be used: which line, what is wrong, and what to do about it."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(_("{place}：{reason}。{remedy}。").format(place=place, reason=reason, remedy=remedy))


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division as the files describe it; `place` is the file and line that do."""

    code: str
    name: str
    level: str
    parent: str
    aliases: tuple[str, ...]
    place: str
    is_covered: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a CSV file, its values stripped."""

    place: str
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def aliases(self) -> tuple[str, ...]:
        return tuple(filter(None, (alias.strip() for alias in self["aliases"].split(ALIAS_SEPARATOR))))


def read_divisions(folder: Path) -> list[Division]:
    """Every division of the folder, parents before children. GazetteerError where a file cannot be used."""
    if not folder.is_dir():
        raise GazetteerError(str(folder), _("没有这个文件夹"), _("请给出存放地名 CSV 的文件夹"))
    files = sorted(path for path in folder.glob("*.csv") if path.name not in {ALIASES_FILE, COVERAGE_FILE})
    if not files:
        raise GazetteerError(str(folder), _("文件夹里没有地名 CSV"), _("格式见 docs/gazetteer.md"))
    divisions: dict[str, Division] = {}
    for path in files:
        for line in _lines(path, DIVISION_COLUMNS):
            _add(divisions, _division(line))
    _check_parents(divisions)
    _apply_aliases(divisions, folder / ALIASES_FILE)
    _apply_coverage(divisions, folder / COVERAGE_FILE)
    return sorted(divisions.values(), key=lambda division: (len(division.code), division.code))


def _lines(path: Path, columns: tuple[str, ...]) -> Iterator[Line]:
    """The lines below the header. Columns beyond `columns`, such as notes, are left alone."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise GazetteerError(
                    _place(path, 1),
                    _("缺少列 {columns}").format(columns=", ".join(missing)),
                    _("第一行应为 {columns}").format(columns=",".join(columns)),
                )
            for record in reader:
                yield _line(_place(path, reader.line_num), record)
    except UnicodeDecodeError as error:
        raise GazetteerError(path.name, _("不是 UTF-8 编码"), _("请另存为 UTF-8 的 CSV")) from error
    except csv.Error as error:
        raise GazetteerError(
            _place(path, reader.reader.line_num), _("CSV 格式有误：{error}").format(error=error), _("请检查引号与逗号")
        ) from error
    except OSError as error:
        raise GazetteerError(path.name, str(error.strerror), _("请检查路径和读取权限")) from error


def _place(path: Path, number: int) -> str:
    return _("{file} 第 {number} 行").format(file=path.name, number=number)


def _line(place: str, record: dict[str | None, str | None]) -> Line:
    if None in record or None in record.values():
        raise GazetteerError(place, _("列数与第一行不同"), _("请补齐或删去多余的逗号"))
    return Line(place, {str(column): str(value).strip() for column, value in record.items()})


def _division(line: Line) -> Division:
    code, name, level, aliases = line["code"], line["name"], line["level"], line.aliases()
    if level not in CODE_LENGTHS:
        raise GazetteerError(
            line.place,
            _("不认识的级别“{level}”").format(level=level),
            _("可用 {levels}").format(levels=", ".join(CODE_LENGTHS)),
        )
    if not (code.isascii() and code.isdigit() and len(code) == CODE_LENGTHS[level]):
        raise GazetteerError(
            line.place,
            _("区划代码“{code}”不对").format(code=code),
            _("{level} 的代码应为 {count} 位数字").format(level=level, count=CODE_LENGTHS[level]),
        )
    _check_names(line, (name, *aliases))
    return Division(code, name, level, line["parent"], aliases, line.place)


def _check_names(line: Line, names: tuple[str, ...]) -> None:
    for name in names:
        if not name or len(name) > NAME_LENGTH:
            raise GazetteerError(
                line.place,
                _("名称“{name}”为空或过长").format(name=name[:NAME_LENGTH]),
                _("名称和别名各为 1 至 {count} 字，别名之间用“；”").format(count=NAME_LENGTH),
            )


def _add(divisions: dict[str, Division], division: Division) -> None:
    first = divisions.setdefault(division.code, division)
    if first is not division:
        raise GazetteerError(
            division.place,
            _("区划代码 {code} 已见于 {place}").format(code=division.code, place=first.place),
            _("请删去其中一行"),
        )


def _check_parents(divisions: dict[str, Division]) -> None:
    for division in divisions.values():
        parent = divisions.get(division.parent)
        is_top = not division.parent and division.level == "province"
        if not is_top and (parent is None or len(parent.code) >= len(division.code)):
            raise GazetteerError(
                division.place,
                _("上级“{parent}”不在文件中，或不比它高").format(parent=division.parent),
                _("请填上级的区划代码，并确认上级也有一行"),
            )


def _apply_aliases(divisions: dict[str, Division], path: Path) -> None:
    """A `name` in the aliases file takes the place of the official one, which then becomes an alias."""
    for line in _lines(path, ALIAS_COLUMNS) if path.exists() else ():
        division = _known(divisions, line)
        name, aliases = line["name"] or division.name, line.aliases()
        _check_names(line, (name, *aliases))
        official = (division.name,) if name != division.name else ()
        divisions[division.code] = replace(division, name=name, aliases=(*division.aliases, *aliases, *official))


def _apply_coverage(divisions: dict[str, Division], path: Path) -> None:
    covered = [_known(divisions, line).code for line in _lines(path, COVERAGE_COLUMNS)] if path.exists() else []
    for code, division in divisions.items():
        if len(code) <= LOWEST_COVERED and code.startswith(tuple(covered)):
            divisions[code] = replace(division, is_covered=True)


def _known(divisions: dict[str, Division], line: Line) -> Division:
    if line["code"] not in divisions:
        raise GazetteerError(
            line.place,
            _("没有区划代码为“{code}”的地方").format(code=line["code"]),
            _("请改正代码，或先在地名 CSV 中加上它"),
        )
    return divisions[line["code"]]
