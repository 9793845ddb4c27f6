"""Django's PostgreSQL backend, with the embedded server behind it: ENGINE = "newsroom.database"."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, client
from django.db.utils import OperationalError
from psycopg import OperationalError as DriverError

from newsroom.database.errors import UnknownRoleError
from newsroom.database.keeper import Keeper
from newsroom.database.places import PORT, SITE_ROLE

NO_ROLE = f'role "{SITE_ROLE}" does not exist'


@cache
def keeper_of(var: Path, grace: float) -> Keeper:
    """One keeper a process, so that it registers as a user once."""
    return Keeper(var, grace)


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`: psql at the embedded server."""

    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.ensure_connection()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        return super().settings_to_cmd_args_env(settings_dict | address(), parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Starts the server before the first connection, not before: importing settings starts nothing."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {name.lower(): value for name, value in address().items()}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Later connections find the server running, unless somebody killed it."""
        keeper = embedded()
        if not keeper.in_use:
            keeper.ensure()
        try:
            return super().get_new_connection(conn_params)
        except (OperationalError, DriverError) as error:
            if NO_ROLE in str(error):
                raise UnknownRoleError from error
            keeper.ensure()
            return super().get_new_connection(conn_params)


def embedded() -> Keeper:
    """The keeper for this project's settings."""
    return keeper_of(settings.VAR_DIR, settings.DATABASE_GRACE)


def address() -> dict[str, Any]:
    return {"HOST": str(embedded().places.sockets), "PORT": PORT}
