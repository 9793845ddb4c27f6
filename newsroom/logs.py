"""Where messages go: to standard error, and what was taken out on request also to the system's log."""

from __future__ import annotations

from logging.handlers import SYSLOG_UDP_PORT, SysLogHandler
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

SUPPRESSIONS = "articles.suppression"


def logging_to(level: str, syslog: str) -> dict[str, Any]:
    """What `logging.config.dictConfig` takes. `syslog` is `/dev/log`, a host, `host:514`, or nothing."""
    console = {"class": "logging.StreamHandler", "formatter": "line"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
            "tagged": {"format": "xianwen: {message}", "style": "{"},
        },
        "handlers": {"console": console} | ({"syslog": _syslog(syslog)} if syslog else {}),
        "root": {"handlers": ["console"], "level": level},
        # Django's own handlers would mail administrators, whom nobody has named, and print everything twice.
        "loggers": {
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.request": {"level": "ERROR"},  # not each page that a visitor asked for in vain
            SUPPRESSIONS: {"handlers": ["syslog"] if syslog else [], "level": "WARNING"},
        },
    }


def _syslog(address: str) -> dict[str, Any]:
    """The facility is that of logins: on Debian, root and the group adm read it, and journald alone writes it."""
    handler = {"class": "logging.handlers.SysLogHandler", "formatter": "tagged", "facility": SysLogHandler.LOG_AUTHPRIV}
    if address.startswith("/"):
        if not Path(address).is_socket():
            raise ImproperlyConfigured(f"XIANWEN_SYSLOG={address}: 那里没有系统日志 · no system log listens there")
        return handler | {"address": address}
    host, _colon, port = address.partition(":")
    if not host or not (port or "0").isdecimal():
        raise ImproperlyConfigured(f"XIANWEN_SYSLOG={address}: /dev/log, host, host:514")
    return handler | {"address": (host, int(port or SYSLOG_UDP_PORT))}
