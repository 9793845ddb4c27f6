"""The site's role and the owner's, as an operator meets them: a new archive, an old one, and a server of one's own."""

import os
import subprocess
import sys

import pytest

from tests.newsroom.servers import NO_GRACE, PROJECT, Server

PAGE = "fixtures/pages/000_57a3882660efe3ee.txt"
WITHDRAW_AND_WIPE = """
from articles import corrections; from articles.corrections import Decision; from articles.models import *
corrections.withdraw(Article.objects.first(), Decision(who="主编", reason="本人申请"), "2031-7")
assert Suppression.objects.count() == 1; print("withdrawn", flush=True)
from django.db import connection; connection.cursor().execute("TRUNCATE articles_suppression")
"""
NOT_INHERITED = ("DATABASE_", "DJANGO_ALLOW_ASYNC_UNSAFE")  # the last is the browser tests' own


class Operator:
    """Runs commands of the project at a server's folder."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.environment = {"XIANWEN_VAR": str(server.var), "DATABASE_GRACE": "20"}

    def run(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(NOT_INHERITED)}
        environment = inherited | self.environment | more
        return subprocess.run(
            [sys.executable, *command], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
        )

    def manage(self, *arguments: str, **more: str) -> str:
        done = self.run("manage.py", *arguments, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def refused(self, *arguments: str, **more: str) -> str:
        done = self.run("manage.py", *arguments, **more)
        assert done.returncode != 0
        return done.stdout + done.stderr

    def psql(self, *statements: str) -> None:
        done = self.run("-m", "newsroom.database", "psql", *(f"--command={each}" for each in statements))
        assert done.returncode == 0, done.stderr


@pytest.fixture
def operator(server: Server) -> Operator:
    server.user(NO_GRACE)
    return Operator(server)


def works_and_is_protected(operator: Operator, **urls: str) -> None:
    operator.manage("import_pages", PAGE, "--newspaper", "云川日报", **urls)
    said = operator.refused("shell", "-v", "0", "-c", WITHDRAW_AND_WIPE, **urls)
    assert "withdrawn" in said and "permission denied for table articles_suppression" in said


def test_the_embedded_server_asks_for_migrate_and_then_the_site_may_not_touch_its_log(operator):
    said = operator.refused("load_gazetteer")
    assert "run manage.py migrate first" in said and "Traceback" not in said
    operator.manage("migrate", "--verbosity", "0")
    works_and_is_protected(operator)


def test_an_archive_from_before_there_were_two_roles_is_upgraded_by_migrate(operator):
    operator.manage("migrate", "--verbosity", "0")
    operator.psql("DROP OWNED BY xianwen_site", "DROP ROLE xianwen_site")
    assert "run manage.py migrate first" in operator.refused("load_gazetteer")
    operator.manage("migrate", "--verbosity", "0")
    operator.manage("load_gazetteer")


class TestServerOfOnesOwn:
    @pytest.fixture
    def urls(self, operator) -> dict[str, str]:
        operator.psql("CREATE ROLE keeper LOGIN", "CREATE DATABASE archive OWNER keeper")
        address = f"/archive?host={operator.server.places.sockets}"
        return {"DATABASE_URL": f"postgres://web@{address}", "DATABASE_OWNER_URL": f"postgres://keeper@{address}"}

    def test_the_owner_migrates_and_the_site_may_not_touch_its_log(self, operator, urls):
        assert "CREATE ROLE web LOGIN" in operator.refused("migrate", "--verbosity", "0", **urls)
        operator.psql("CREATE ROLE web LOGIN")
        assert not operator.manage("migrate", "--verbosity", "0", **urls)
        del urls["DATABASE_OWNER_URL"]
        works_and_is_protected(operator, **urls)
        assert "articles.W" not in operator.manage("check", "--deploy", **urls)

    def test_who_gives_one_role_goes_on_and_is_told(self, operator, urls):
        one = {"DATABASE_URL": urls["DATABASE_OWNER_URL"]}
        assert "能够改动撤下与更正的记录" in operator.manage("migrate", "--verbosity", "0", **one)
        assert "articles.W002" in operator.manage("check", "--deploy", **one)
        operator.manage("load_gazetteer", **one)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"DATABASE_OWNER_URL": "postgres://keeper@/archive"},
            {"DATABASE_OWNER_URL": "postgres://keeper@/archive", "DATABASE_URL": "postgres://keeper@/archive"},
            {"DATABASE_OWNER_URL": "postgres://keeper@/archive", "DATABASE_URL": "postgres:///archive"},
            {"DATABASE_OWNER_URL": "postgres://keeper@/archive", "DATABASE_URL": "postgres://web@/another"},
        ],
    )
    def test_addresses_that_do_not_fit_are_refused(self, operator, wrong):
        assert "DATABASE_URL" in operator.refused("check", **wrong)
