"""POST to an address that a stranger named, so that it reaches that stranger's machine and none beside this one."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

PATIENCE = 10  # seconds, for an answer as a whole: one that comes in drops must not hold a thread of the site
MOST_READ = 1000  # bytes of an answer
MOST_TRIED = 2  # addresses of one name
PATIENCE_TO_CONNECT = 5  # seconds, for each
PORTS = {443, 8443}
ASSIGNED = ip_network("2000::/3")
"""All of IPv6 that is given to anybody. What lies outside is private, or leads to addresses of IPv4 (NAT64)."""
UNKNOWN_TO_PYTHON = (ip_network("2002::/16"), ip_network("3fff::/20"))
"""Of it, what older Pythons take for global: 6to4, which leads to addresses of IPv4, and documentation."""


class CallError(Exception):
    """Why an address was not called, or gave no answer, in words for who named it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, and the beginning of the text."""

    status: int
    text: str

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


def checked(url: str) -> SplitResult:
    """The address in parts. Raises CallError for one that is never called: of another scheme, port or form."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise CallError(_("这不像网址。")) from None
    if not parts.hostname or not url.isascii() or not url.isprintable() or " " in url:
        raise CallError(_("这不像网址。"))
    if parts.username is not None or parts.fragment:
        raise CallError(_("网址里不能有用户名、密码和 #。"))
    if parts.netloc.lower() in settings.WEBHOOK_HOSTS and parts.scheme in {"http", "https"}:
        return parts
    if parts.scheme != "https":
        raise CallError(_("只送到 https:// 开头的网址。"))
    if (port or 443) not in PORTS:
        raise CallError(_("只送到 443 和 8443 端口。"))
    return parts


def call(url: str, headers: Mapping[str, str], body: bytes) -> Answer:
    """Post there once and give the answer; a redirect is one, and is not followed. Raises CallError."""
    parts = checked(url)
    path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    try:
        with _connected(parts) as connection:
            connection.request("POST", path, body, dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(MOST_READ).decode(errors="replace"))
    except ssl.SSLCertVerificationError as error:
        raise CallError(_("程序的证书无效：{}").format(error.verify_message)) from error
    except (OSError, HTTPException, ValueError) as error:
        raise CallError(_("程序没有应答，或应答不完整。")) from error


@contextmanager
def _connected(parts: SplitResult) -> Iterator[HTTPConnection]:
    """A connection to the very address that was checked, so that a name that means another one a moment later leads
    nowhere else; cut off when the time is over."""
    host, is_secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    found = _addresses(host, port)
    if parts.netloc.lower() not in settings.WEBHOOK_HOSTS and not all(map(is_public, found)):
        raise CallError(_("这个网址不在公开的互联网上。"))
    connection = (HTTPSConnection if is_secure else HTTPConnection)(host, port)
    with _linked(found, port) as link, link.dup() as handle, closing(connection):
        link.settimeout(PATIENCE)
        clock = Timer(PATIENCE, _cut, [handle])
        clock.start()
        try:
            secured = ssl.create_default_context().wrap_socket(link, server_hostname=host) if is_secure else link
            connection.sock = secured
            yield connection
        finally:
            clock.cancel()


def _linked(found: Sequence[IPv4Address | IPv6Address], port: int) -> socket.socket:
    """A link to the first that can be reached of the first few addresses."""
    *others, last = found[:MOST_TRIED]
    for address in others:
        with suppress(OSError):
            return socket.create_connection((str(address), port), PATIENCE_TO_CONNECT)
    return socket.create_connection((str(last), port), PATIENCE_TO_CONNECT)


def _cut(link: socket.socket) -> None:
    with suppress(OSError):
        link.shutdown(socket.SHUT_RDWR)


def _addresses(host: str, port: int) -> list[IPv4Address | IPv6Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise CallError(_("找不到主机 {}。").format(host)) from error
    return [ip_address(str(address[0]).partition("%")[0]) for *_kind, address in found]


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anybody on the internet would reach the same machine by it."""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if isinstance(address, IPv6Address):
        return address.is_global and address in ASSIGNED and not any(address in each for each in UNKNOWN_TO_PYTHON)
    return address.is_global and not address.is_multicast
