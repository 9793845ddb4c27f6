"""The three roles of the editors' side, as groups with their permissions. Made after each migrate."""

from __future__ import annotations

from typing import Any

VIEWER, EDITOR, CHIEF = "查阅", "编辑", "主编"

VIEWED = (
    "appearance", "article", "articleplace", "correction", "importrun", "issue", "official", "officialname", "page",
    "place", "post", "registeredterm", "reviewitem", "sourcefile", "tenure",
)  # fmt: skip
CORRECTED = (
    "appearance", "article", "articleplace", "issue", "official", "page", "place", "registeredterm", "reviewitem",
)  # fmt: skip
USERS = tuple(f"{action}_user" for action in ("view", "add", "change"))

CODES: dict[str, tuple[str, ...]] = {
    VIEWER: tuple(f"view_{model}" for model in VIEWED),
    EDITOR: (*(f"view_{model}" for model in VIEWED), *(f"change_{model}" for model in CORRECTED)),
}
CODES[CHIEF] = (*CODES[EDITOR], "merge", "suppress", "add_sourcefile", *USERS)


def make_groups(using: str, **_signal: Any) -> None:
    """Bring the groups up to the table above. Groups of other names are left alone."""
    from django.contrib.auth.models import Group, Permission

    for name, codes in CODES.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        wanted = Permission.objects.using(using).filter(
            codename__in=codes, content_type__app_label__in=("articles", "auth")
        )
        group.permissions.set(wanted)
