"""The errors with which the embedded database refuses its user."""

from pathlib import Path

import psycopg

LOG_TAIL_LINES = 12


class EmbeddedDatabaseError(psycopg.OperationalError):
    """What is wrong, where, and what to do, in Chinese and English; Django's OperationalError wraps it."""


class UnknownRoleError(EmbeddedDatabaseError):
    """A database that no `migrate` has prepared for the site: a new one, or one of an older version."""

    def __init__(self) -> None:
        super().__init__(
            "数据库尚未就绪：请先运行 manage.py migrate。\nThe database is not ready: run manage.py migrate first."
        )


class DatabaseStartError(EmbeddedDatabaseError):
    """The server did not start."""

    def __init__(self, chinese: str, english: str, *, log: Path | None = None) -> None:
        parts = [f"数据库未能启动：{chinese}", f"The database did not start: {english}"]
        if log and (tail := log_tail(log)):
            parts.append(f"{log}:\n{tail}")
        super().__init__("\n".join(parts))


def log_tail(log: Path) -> str:
    """The last lines of the server's log, '' when there is none."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(lines[-LOG_TAIL_LINES:])
