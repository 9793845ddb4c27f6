"""Readings as plain JSON and back, checked on the way in: how a reading leaves a child process that nobody trusts."""

from __future__ import annotations

import base64
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


class NotAReadingError(ValueError):
    """What came in does not have the shape of the type that was asked for."""


def encode(value: object) -> Plain:
    """A reading, or any part of one, as what `json.dumps` takes: dataclasses as objects, tuples as lists."""
    if is_dataclass(value):
        return {item.name: encode(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(f"a reading holds no {type(value).__name__}")


def decode(kind: typing.Any, value: Plain) -> typing.Any:
    """The value of the given type that `encode` made this of. Raises NotAReadingError for anything else."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple(arguments, value)
    if origin is dict:
        return _dict(arguments, value)
    if origin in (typing.Union, types.UnionType):
        return None if value is None and type(None) in arguments else decode(arguments[0], value)
    if origin is typing.Literal:
        return _checked(value, value in arguments, kind)
    if kind is date:
        return _date(value)
    if kind is bytes:
        return _bytes(value)
    if is_dataclass(kind):
        return _dataclass(kind, value)
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    return _checked(value, type(value) is kind, kind)


def _checked(value: Plain, right: bool, kind: object) -> Plain:
    if not right:
        raise NotAReadingError(f"{kind} expected, found {str(value)[:40]!r}")
    return value


def _tuple(arguments: tuple[typing.Any, ...], value: Plain) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise NotAReadingError(f"list expected, found {str(value)[:40]!r}")
    if arguments[-1] is Ellipsis:
        return tuple(decode(arguments[0], item) for item in value)
    if len(arguments) != len(value):
        raise NotAReadingError(f"{len(arguments)} items expected, found {len(value)}")
    return tuple(decode(kind, item) for kind, item in zip(arguments, value, strict=True))


def _dict(arguments: tuple[typing.Any, ...], value: Plain) -> dict[object, object]:
    if not isinstance(value, dict):
        raise NotAReadingError(f"object expected, found {str(value)[:40]!r}")
    key_kind, item_kind = arguments
    try:
        return {key_kind(key): decode(item_kind, item) for key, item in value.items()}
    except ValueError as error:
        raise NotAReadingError(str(error)) from error


def _date(value: Plain) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise NotAReadingError(f"date expected, found {str(value)[:40]!r}") from error


def _bytes(value: Plain) -> bytes:
    try:
        return base64.b64decode(str(value), validate=True)
    except ValueError as error:
        raise NotAReadingError(f"bytes expected, found {str(value)[:40]!r}") from error


def _dataclass(kind: typing.Any, value: Plain) -> object:
    if not isinstance(value, dict):
        raise NotAReadingError(f"object expected, found {str(value)[:40]!r}")
    hints = _hints(kind)
    if value.keys() != hints.keys():
        raise NotAReadingError(f"{kind.__name__} has no {sorted(value.keys() ^ hints.keys())[:3]}")
    return kind(**{name: decode(hints[name], item) for name, item in value.items()})


@cache
def _hints(kind: type) -> dict[str, typing.Any]:
    return typing.get_type_hints(kind)
