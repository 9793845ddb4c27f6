"""Gunicorn's settings for `make run` and for small installations: gunicorn -c python:newsroom.server newsroom.wsgi."""

from typing import Any

from newsroom.port import server_address

_host, _port = server_address()
_shown = f"[{_host}]" if ":" in _host else _host

bind = f"{_shown}:{_port}"
# Threads share what the process has loaded; a second process keeps answering while one is busy computing.
workers = 2
threads = 8
timeout = 60
graceful_timeout = 10
loglevel = "warning"
# Who is let in to say that a request came over HTTPS is Django's BEHIND_PROXY, never a header that anyone can send.
forwarded_allow_ips = ""
control_socket_disable = True


def when_ready(_server: Any) -> None:
    print(f"县闻 → http://{_shown}:{_port}  (Ctrl-C 停止 · stops)", flush=True)
