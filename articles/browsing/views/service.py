"""What machines ask: whether the site is up, and where crawlers may go."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /en/search/
Disallow: /*&*&*&*=
"""


def healthz(_request: HttpRequest) -> HttpResponse:
    """200 where the database answers; the middleware makes it 503 where it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def robots(_request: HttpRequest) -> HttpResponse:
    """Crawlers may read everything but endless combinations of filters."""
    return HttpResponse(ROBOTS, content_type="text/plain")
