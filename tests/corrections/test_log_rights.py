"""Nothing that the site's role may do in the database alters the log: these tests run under that role."""

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from psycopg.errors import InsufficientPrivilege

from articles import corrections, rights
from articles.corrections import Decision
from articles.models import Correction, Suppression
from newsroom.connecting import as_owner
from tests import factories


@pytest.fixture
def withdrawn(db) -> Suppression:
    article = factories.article(factories.page(factories.issue()))
    return corrections.withdraw(article, Decision(who="主编", reason="本人申请"), "2031-7")


def said(table: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t ORDER BY id")
        return cursor.fetchall()


ATTACKS = [
    "UPDATE {table} SET reason = 'x'",
    "UPDATE {table} SET id = id + 1",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
    "DROP TABLE {table}",
    "DROP TRIGGER append_only ON {table}",
    "ALTER TABLE {table} DISABLE TRIGGER append_only",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "ALTER TABLE {table} RENAME TO elsewhere",
    "ALTER TABLE {table} SET SCHEMA pg_temp",
    "ALTER TABLE {table} ALTER reason TYPE text USING 'x'",
    "ALTER TABLE {table} DROP COLUMN reason",
    "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    "CREATE RULE silent AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "CREATE TRIGGER t BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "DROP FUNCTION {table}_append_only() CASCADE",
    "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET reason = 'x'",
    "MERGE INTO {table} l USING {table} r ON l.id = r.id WHEN MATCHED THEN DELETE",
    "CREATE TABLE heir () INHERITS ({table})",
    "SET ROLE {owner}",
    "SET SESSION AUTHORIZATION {owner}",
    "GRANT {owner} TO CURRENT_USER",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "CREATE ROLE another SUPERUSER",
    "DROP SCHEMA public CASCADE",
    "ALTER SCHEMA public RENAME TO elsewhere",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "UPDATE pg_trigger SET tgenabled = 'D'",
    "CREATE FUNCTION bad() RETURNS void LANGUAGE c AS 'libc', 'system'",
]


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("table", rights.APPEND_ONLY)
def test_every_way_to_alter_the_log_is_refused(withdrawn, table, attack):
    before = said(table)
    assert before
    owner = settings.DATABASE_OWNER["USER"]
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(table=table, owner=owner))
    assert isinstance(refused.value.__cause__, InsufficientPrivilege)
    assert said(table) == before


@pytest.mark.django_db
def test_what_is_added_to_a_row_later_is_added_once_and_not_taken_back(withdrawn):
    corrections.lift(withdrawn, "主编")
    for model in (Correction, Suppression):
        at, by = rights.APPEND_ONLY[model._meta.db_table]
        for change in ({at: None}, {by: "别人"}, {at: None, by: ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.update(**change)


@pytest.mark.django_db(transaction=True)
def test_the_trigger_refuses_also_the_owner(withdrawn):
    with as_owner(connection):
        for model in (Correction, Suppression):
            with pytest.raises(IntegrityError):
                model.objects.update(reason="x")
            with pytest.raises(IntegrityError):
                model.objects.all().delete()


@pytest.mark.django_db
def test_the_list_of_append_only_tables_is_that_of_the_triggers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
        assert {table for (table,) in cursor.fetchall()} == set(rights.APPEND_ONLY)


@pytest.mark.django_db
def test_the_site_works_in_every_other_table():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND NOT ("
            "has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT') "
            "AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))"
        )
        assert {table for (table,) in cursor.fetchall()} == set(rights.APPEND_ONLY)


@pytest.mark.django_db
def test_the_sites_role_is_known_to_be_harmless_and_cannot_give_itself_more():
    with connection.cursor() as cursor:
        for table in rights.APPEND_ONLY:
            cursor.execute(f"GRANT ALL ON {table} TO CURRENT_USER")  # a warning, and nothing is granted
    assert not rights.may_alter_log()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "right",
    [
        "GRANT UPDATE ON articles_suppression TO {role}",
        "GRANT DELETE ON articles_correction TO {role}",
        "GRANT TRIGGER ON articles_correction TO {role}",
        "ALTER TABLE articles_suppression OWNER TO {role}",
        "ALTER SCHEMA public OWNER TO {role}",
        "GRANT {owner} TO {role}",
        "ALTER ROLE {role} CREATEROLE",
        "ALTER DATABASE {database} OWNER TO {role}",
    ],
)
def test_a_role_that_could_alter_the_log_is_found_out(right):
    site = settings.DATABASES["default"]
    names = {"role": site["USER"], "owner": settings.DATABASE_OWNER["USER"], "database": site["NAME"]}
    with as_owner(connection), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(right.format(**names))
        assert rights.may_alter_log()
        transaction.set_rollback(True)
    assert not rights.may_alter_log()


@pytest.mark.django_db(transaction=True)
def test_a_chief_editor_is_told_where_the_site_could_alter_the_log(admin_client):
    address, role = reverse("admin:articles_suppression_changelist"), rights.site_role("default")
    assert str(rights.UNPROTECTED) not in admin_client.get(address).content.decode()
    with as_owner(connection), connection.cursor() as cursor:
        cursor.execute(f"GRANT DELETE ON articles_suppression TO {role}")
    try:
        assert str(rights.UNPROTECTED) in admin_client.get(address).content.decode()
    finally:
        with as_owner(connection), connection.cursor() as cursor:
            cursor.execute(f"REVOKE DELETE ON articles_suppression FROM {role}")
