"""Runs one of PostgreSQL's programs at the embedded server: python -m newsroom.database pg_dump --format=custom …"""

import os
import subprocess
import sys
from pathlib import Path

from newsroom.database.binaries import find_binaries
from newsroom.database.errors import DatabaseStartError
from newsroom.database.keeper import Keeper
from newsroom.database.places import DATABASE, PORT, ROLE

GRACE_SECONDS = 15.0


def main(arguments: list[str]) -> int:
    """The program's own exit status. The server runs at least until the program has ended."""
    if not arguments:
        print("python -m newsroom.database psql | pg_dump | pg_restore | … [arguments]", file=sys.stderr)
        return 2
    project = Path(__file__).resolve().parents[2]
    keeper = Keeper(Path(os.environ.get("XIANWEN_VAR", project / "var")), GRACE_SECONDS)
    keeper.ensure()
    address = {"PGHOST": str(keeper.places.sockets), "PGPORT": str(PORT), "PGUSER": ROLE, "PGDATABASE": DATABASE}
    program = find_binaries() / arguments[0]
    return subprocess.run([program, *arguments[1:]], env=os.environ | address, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (DatabaseStartError, FileNotFoundError) as error:
        sys.exit(str(error))
