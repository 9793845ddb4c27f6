"""The project's own gazetteer in the test database: read once by each worker, copied from then on."""

from functools import cache

from django.conf import settings
from django.db import connection, transaction

from articles.importing.places.gazetteer import load
from articles.models import Place

TABLE = Place._meta.db_table
KEYS_GO_ON = f"""SELECT setval('{TABLE}_id_seq', greatest((SELECT max(id) FROM {TABLE}), last_value))
FROM {TABLE}_id_seq"""


def load_places() -> None:
    """The places of `manage.py load_gazetteer`, for an archive that has none yet."""
    copy = _rows()
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {TABLE} FROM STDIN (FORMAT binary)") as into:
            into.write(copy)
        cursor.execute(KEYS_GO_ON)


@cache
def _rows() -> bytes:
    """What the load makes of the files, as PostgreSQL hands it out."""
    with transaction.atomic():
        load(settings.FIXTURES / "gazetteer")
        with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} TO STDOUT (FORMAT binary)") as out:
            rows = b"".join(map(bytes, out))
        transaction.set_rollback(True)
    return rows
