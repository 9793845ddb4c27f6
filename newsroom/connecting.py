"""Two roles of the database: the site works in the tables, their owner changes them. See docs/database.md."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from newsroom.database.places import DATABASE, ROLE, SITE_ROLE

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Server = dict[str, Any]

KEPT = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
# An unreachable server must not hold a request for the minutes that TCP would allow.
PATIENCE = {"connect_timeout": 5, "tcp_user_timeout": 10_000}


def databases(env: Env) -> tuple[dict[str, Server], Server]:
    """The site's connection, and what is different in its owner's: nothing where one role is all there is."""
    if not env.str("DATABASE_URL", default=""):
        if env.str("DATABASE_OWNER_URL", default=""):
            raise ImproperlyConfigured(
                "DATABASE_OWNER_URL: 还缺 DATABASE_URL（本站的角色）。DATABASE_URL, the site's role, is missing."
            )
        return {"default": {"ENGINE": "newsroom.database", "NAME": DATABASE, "USER": SITE_ROLE, **KEPT}}, {"USER": ROLE}
    site = _server(env, "DATABASE_URL")
    if not env.str("DATABASE_OWNER_URL", default=""):
        return {"default": site}, {}
    owner = _server(env, "DATABASE_OWNER_URL")
    if owner["NAME"] != site["NAME"] or not site["USER"] or owner["USER"] == site["USER"]:
        raise ImproperlyConfigured(
            "DATABASE_URL, DATABASE_OWNER_URL: 同一个库，两个不同的角色。One database, and two roles, each named."
        )
    return {"default": site}, {key: owner[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}


def _server(env: Env, variable: str) -> Server:
    if not env.str(variable).startswith(("postgres://", "postgresql://")):
        raise ImproperlyConfigured(f"{variable}: 只支持 PostgreSQL。Only postgres://… is supported.")
    server = env.db_url(variable, engine="django.db.backends.postgresql")
    return {**KEPT, **server, "OPTIONS": {**PATIENCE, **server.get("OPTIONS", {})}}


@contextmanager
def as_owner(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Work as the owner of the tables, where that is another role than the site's. Outside of transactions."""
    site = connection.settings_dict
    connection.close()
    connection.settings_dict = {**site, **settings.DATABASE_OWNER}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = site
