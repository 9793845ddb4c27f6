#!/usr/bin/env python
"""Django's command line for 县闻."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from newsroom.database.errors import DatabaseStartError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if isinstance(error.__cause__, DatabaseStartError):
            sys.exit(str(error))
        raise


if __name__ == "__main__":
    main()
