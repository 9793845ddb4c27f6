"""Says in one sentence whether the address that the site would be served at is free: python -m newsroom.port."""

import errno
import os
import socket
import sys


def server_address() -> tuple[str, int]:
    """HOST and PORT of the environment; ValueError when PORT is no port number."""
    port = os.environ.get("PORT", "8000")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError(f"PORT={port} 不是端口号（1–65535）。PORT={port} is no port number (1 to 65535).")
    return os.environ.get("HOST", "127.0.0.1"), int(port)


def trouble_at(host: str, port: int) -> str:
    """Why nothing can be served at this address, '' when it is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return (
                    f"端口 {port} 已被占用。请换一个，例如：PORT={port % 65535 + 1} make run\n"
                    f"Port {port} is taken. Choose another, for example: PORT={port % 65535 + 1} make run"
                )
            return f"{host}:{port}: {error.strerror}"
    return ""


def main() -> None:
    try:
        trouble = trouble_at(*server_address())
    except ValueError as error:
        trouble = str(error)
    if trouble:
        sys.exit(trouble)


if __name__ == "__main__":
    main()
