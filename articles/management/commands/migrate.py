"""`manage.py migrate`, as the owner of the tables, who gives the site's role its rights (`articles.rights`)."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from articles.rights import UNPROTECTED, may_alter_log
from newsroom.connecting import as_owner


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        with as_owner(connections[options["database"]]):
            return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if may_alter_log(options["database"]):
            self.stderr.write(self.style.WARNING(str(UNPROTECTED)))
