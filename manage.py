#!/usr/bin/env python
"""Django's command line for 县闻."""

import os
import sys

BROKEN_PIPE, INTERRUPTED = 128 + 13, 128 + 2
"""What a shell says of programs that these signals ended."""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from newsroom.database.errors import EmbeddedDatabaseError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if isinstance(error.__cause__, EmbeddedDatabaseError):
            sys.exit(str(error))
        raise
    except BrokenPipeError:
        # Whoever read the output has seen enough, as `head` has. Nothing is left to be written when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(BROKEN_PIPE)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
