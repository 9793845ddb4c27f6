"""The embedded server as its users meet it: real processes, real kills, real PostgreSQL."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from newsroom.database import cluster
from newsroom.database.errors import DatabaseStartError
from newsroom.database.keeper import Keeper
from newsroom.database.places import DATABASE, PORT, ROLE
from tests.newsroom.servers import NO_GRACE, PROJECT, Server, copy_data, wait_until


@contextlib.contextmanager
def connection(server: Server) -> Iterator[psycopg.Connection]:
    address = {"host": str(server.places.sockets), "port": PORT, "user": ROLE, "dbname": DATABASE}
    with psycopg.connect(**address, autocommit=True) as connected:
        yield connected


def ask(server: Server, question: str) -> object:
    with connection(server) as connected:
        row = connected.execute(question).fetchone()
        return row[0] if row else None


def test_two_processes_share_one_server_and_it_stops_after_the_last(server: Server) -> None:
    first = server.user()
    process = server.process()
    second = server.user()
    assert server.process() == process
    server.leave(first)
    assert ask(server, "SELECT 1") == 1
    server.leave(second)
    wait_until(server.is_gone)


def test_it_stops_although_its_users_were_killed(server: Server) -> None:
    user = server.user()
    user.kill()
    wait_until(server.is_gone)


def test_within_the_grace_the_next_user_finds_it_running(server: Server) -> None:
    server.leave(server.user(grace=3600))
    process = server.process()
    server.user()
    assert server.process() == process


def test_a_killed_server_is_started_again_and_has_lost_nothing(server: Server) -> None:
    server.user()
    with connection(server) as connected:
        connected.execute("CREATE TABLE kept AS SELECT '温县' AS county")
    os.kill(server.process(), signal.SIGKILL)
    server.user()
    assert ask(server, "SELECT county FROM kept") == "温县"


def test_a_server_whose_watchdog_was_killed_still_stops(server: Server) -> None:
    user = server.user()
    os.kill(server.watchdog(), signal.SIGKILL)
    wait_until(lambda: server.watchdog() == 0)
    server.leave(server.user())
    assert server.is_running()
    server.leave(user)
    wait_until(server.is_gone)


def test_data_that_were_removed_take_no_server_of_new_ones_with_them(server: Server, fresh_data: Path) -> None:
    """As after `rm -rf var` while the last server still runs."""
    old_user = server.user()
    old = server.process()
    shutil.rmtree(server.var)
    copy_data(fresh_data, server.var)
    server.user()
    process = server.process()
    server.leave(old_user)
    wait_until(lambda: not Path(f"/proc/{old}").exists())
    assert (server.process(), ask(server, "SELECT 1")) == (process, 1)


def test_four_starters_at_once_on_an_empty_folder_get_one_server(folder: Path) -> None:
    server = Server(folder / "var")
    starters = [server.start_user() for _ in range(4)]
    for starter in starters:
        server.leave(starter)
    wait_until(server.is_gone)
    log = server.places.log.read_text()
    assert log.count("syncing data to disk") == 1
    assert log.count("ready to accept connections") == 1
    server.clean_up()


def test_the_process_number_of_somebody_else_is_not_believed(server: Server) -> None:
    """A number left by a killed server may belong to any program later."""
    places = server.places
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, **places.account.popen_arguments()) as other:
        lines = [str(other.pid), str(places.data), "1700000000", str(PORT), "/nowhere", "", "0 0", "ready"]
        (places.data / "postmaster.pid").write_text("\n".join(lines) + "\n")
        server.user()
        assert ask(server, "SELECT 1") == 1


@pytest.mark.parametrize("name", ["县 闻", 'it\'s, "quoted" $HOME', "long" * 50])
def test_any_path_will_do(fresh_data: Path, folder: Path, name: str) -> None:
    var = folder / name
    copy_data(fresh_data, var)
    server = Server(var)
    user = server.user()
    assert ask(server, "SHOW data_directory") == str(var / "postgres" / "data")
    server.leave(user)
    wait_until(server.is_gone)
    server.clean_up()


def test_below_a_closed_folder_root_keeps_the_data_elsewhere_and_says_where(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    server = Server(closed / "var")
    user = server.user()
    home = server.places.home
    if os.geteuid() == 0:
        assert (closed / "var" / "postgres.location").read_text() == f"{home}\n"
        assert home.parent == Path("/var/lib/xianwen")
    else:
        assert home == closed / "var" / "postgres"
    assert ask(server, "SHOW data_directory") == str(home / "data")
    server.leave(user)
    wait_until(server.is_gone)
    server.clean_up()


def test_chinese_text_is_cut_at_its_commas(server: Server) -> None:
    """In a database of locale C the whole sentence would be one word."""
    server.user()
    assert ask(server, "SELECT length(to_tsvector('simple', '焦作，温县'))") == 2


def test_neither_network_nor_weakened_safety(server: Server) -> None:
    server.user()
    wanted = {"listen_addresses": "", "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
    assert {name: ask(server, f"SHOW {name}") for name in wanted} == wanted


def test_variables_of_the_shell_do_not_reach_the_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "5999")
    monkeypatch.setenv("PGDATA", "/nowhere")
    server.user()
    assert ask(server, "SHOW port") == str(PORT)


def complaint(var: Path) -> str:
    with pytest.raises(DatabaseStartError) as caught:
        Keeper(var, NO_GRACE).ensure()
    return str(caught.value)


def test_data_of_another_version_are_refused_with_the_way_out(server: Server) -> None:
    (server.places.data / "PG_VERSION").write_text("16\n")
    text = complaint(server.var)
    assert "holds data of PostgreSQL 16, the programs are 18" in text
    assert "docs/database.md" in text


def test_missing_programs_are_named(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", "/nowhere/bin")
    text = complaint(server.var)
    assert "/nowhere/bin" in text
    assert "DATABASE_URL" in text


def test_programs_of_another_version_are_refused(server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "postgres"
    program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.18 (Debian)'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PG_BIN", str(folder))
    assert f"{folder} holds PostgreSQL 15.18, but 18 is needed" in complaint(server.var)


def test_a_var_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "var").write_text("a file where a folder should be")
    text = complaint(folder / "var")
    assert f"{folder}/var" in text
    assert "XIANWEN_VAR" in text


def test_too_full_a_disk_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "FRESH_DATA_BYTES", 2**62)
    assert f"are free for {folder}/var/postgres" in complaint(folder / "var")


def test_a_server_that_ends_at_once_shows_the_end_of_its_log(server: Server) -> None:
    with (server.places.data / "postgresql.conf").open("a") as settings:
        settings.write("no_such_setting = 1\n")
    text = complaint(server.var)
    assert 'unrecognized configuration parameter "no_such_setting"' in text
    assert str(server.places.log) in text


def test_a_socket_folder_that_somebody_else_may_enter_is_refused(fresh_data: Path, folder: Path) -> None:
    var = folder / "县闻"
    copy_data(fresh_data, var)
    server = Server(var)
    server.places.sockets.mkdir()
    server.places.sockets.chmod(0o777)
    text = complaint(var)
    assert f"{server.places.sockets} is not a private folder" in text
    server.clean_up()


def test_a_command_that_needs_no_database_starts_none(folder: Path) -> None:
    environment = os.environ | {"XIANWEN_VAR": str(folder / "var"), "DATABASE_URL": ""}
    subprocess.run([sys.executable, "manage.py", "check"], check=True, env=environment, capture_output=True)
    assert not (folder / "var" / "postgres").exists()


def test_postgresqls_own_programs_reach_it_for_dump_and_restore(server: Server, folder: Path) -> None:
    def program(*arguments: str) -> str:
        command = [sys.executable, "-m", "newsroom.database", *arguments]
        environment = os.environ | {"XIANWEN_VAR": str(server.var)}
        done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    program("psql", "-c", "CREATE TABLE kept AS SELECT '温县' AS county")
    program("pg_dump", "--format=custom", f"--file={folder}/archive.dump")
    program("psql", "-c", "DROP TABLE kept")
    program("pg_restore", "--dbname=xianwen", f"{folder}/archive.dump")
    assert program("psql", "-At", "-c", "SELECT county FROM kept") == "温县"
