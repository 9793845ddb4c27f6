"""The rights of the site's role in the database, given by the owner of the tables after each migrate: everything but
altering the log."""

from __future__ import annotations

from typing import Any, LiteralString

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.core.management.base import CommandError
from django.db import DatabaseError, connections, transaction
from django.utils.translation import gettext_lazy as _
from psycopg import sql

APPEND_ONLY = {
    "articles_correction": ("undone_at", "undone_by"),
    "articles_suppression": ("lifted_at", "lifted_by"),
}
"""The log, by table. Rows are only added; these columns of a row are filled in later, once, as a trigger sees to."""

UNPROTECTED = _(
    "本站连接数据库所用的角色能够改动撤下与更正的记录。请让本站用一个不拥有这些表的角色，见 docs/database.md。"
)

UNKNOWN = _("问不到数据库，无从知道本站能否改动撤下与更正的记录。")

# Two of them at once, as in tests, both find no role.
MAKE_ROLE = """
DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
"""
ALL_TABLES = """
GRANT USAGE ON SCHEMA public TO {role};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role};
"""
LOG_TABLE = """
REVOKE ALL ON {table} FROM PUBLIC, {role};
GRANT SELECT, INSERT, UPDATE ({columns}) ON {table} TO {role};
"""
MAY_ALTER = """
SELECT bool_or(rolsuper OR rolcreaterole
  OR has_table_privilege(rolname, c.oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
  OR pg_has_role(rolname, relowner, 'MEMBER') OR pg_has_role(rolname, nspowner, 'MEMBER')
  OR pg_has_role(rolname, datdba, 'MEMBER'))
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace, pg_database, pg_roles
WHERE relname = ANY(%s) AND nspname = current_schema AND datname = current_database()
  AND rolname = coalesce(nullif(%s, ''), current_user)
"""


def may_alter_log(using: str = "default") -> bool:
    """Whether the site's role could alter the log, or take the triggers off that protect it."""
    with connections[using].cursor() as cursor:
        cursor.execute(MAY_ALTER, [list(APPEND_ONLY), site_role(using)])
        return bool(cursor.fetchone()[0])


def site_role(using: str) -> str:
    """'' where the system's user is meant."""
    return settings.DATABASES[using]["USER"]


def grant_rights(using: str, **_signal: Any) -> None:
    """Give the site's role its rights in all tables there are now. Where one role is all there is, do nothing."""
    if not settings.DATABASE_OWNER:
        return
    role = site_role(using)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        if not settings.DATABASE_URL:
            cursor.execute(_sql(MAKE_ROLE, role))
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            raise CommandError(_("数据库里没有角色“{0}”，请先建立：CREATE ROLE {0} LOGIN PASSWORD '…'").format(role))
        cursor.execute(_sql(ALL_TABLES, role))
        for table in APPEND_ONLY.keys() & set(connections[using].introspection.table_names(cursor)):
            filled_in = sql.SQL(", ").join(map(sql.Identifier, APPEND_ONLY[table]))
            cursor.execute(_sql(LOG_TABLE, role, table=sql.Identifier(table), columns=filled_in))


def _sql(template: LiteralString, role: str, **names: sql.Composable) -> sql.Composed:
    return sql.SQL(template).format(role=sql.Identifier(role), **names)


def check_log(**_asked: Any) -> list[CheckMessage]:
    """`manage.py check --deploy`, of a server of one's own. On the embedded one the site never has more rights."""
    if not settings.DATABASE_URL:
        return []
    try:
        weak = may_alter_log()
    except DatabaseError as error:
        return [Warning(str(UNKNOWN), hint=str(error), id="articles.W001")]
    return [Warning(str(UNPROTECTED), id="articles.W002")] if weak else []
