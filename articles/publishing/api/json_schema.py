"""The words of JSON Schema 2020-12 in which the API's answers are described."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Schema = dict[str, Any]
Words = str | Promise
DAY = r"^(\d{4}-\d{2}-\d{2})?$"


def text(says: Words = "", **more: Any) -> Schema:
    return {"type": "string", **({"description": says} if says else {}), **more}


def word(says: Words, *words: str) -> Schema:
    return text(says, enum=list(words))


def day(says: Words = "") -> Schema:
    """YYYY-MM-DD, or nothing where it is unknown."""
    return text(says, pattern=DAY)


def number(says: Words = "", kind: Any = "integer") -> Schema:
    return {"type": kind, **({"description": says} if says else {})}


def yes_or_no(says: Words) -> Schema:
    return {"type": "boolean", "description": says}


def each(item: Schema, says: Words = "") -> Schema:
    return {"type": "array", "items": item, **({"description": says} if says else {})}


def record(says: Words = "", /, **members: Schema) -> Schema:
    about = {"description": says} if says else {}
    required = list(members)
    return {"type": "object", **about, "properties": members, "required": required, "additionalProperties": False}


def optional(schema: Schema, *names: str) -> Schema:
    """The record, in which these members may be missing."""
    return {**schema, "required": [name for name in schema["required"] if name not in names]}


def reference(name: str, says: Words = "") -> Schema:
    return {"$ref": f"#/components/schemas/{name}", **({"description": says} if says else {})}


def page(item: Schema, /, **members: Schema) -> Schema:
    """One page of a list."""
    return record(
        results=each(item, _("本页的各条")),
        **members,
        next=text(_("下一页的地址；最后一页为 null"), type=["string", "null"], format="uri"),
    )


def extended(schema: Schema, /, **members: Schema) -> Schema:
    """The record with more members."""
    return record(schema.get("description", ""), **schema["properties"], **members)
