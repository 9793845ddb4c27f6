"""What machines ask: whether the site is up, and where crawlers may go."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /search/
Disallow: /en/search/
Disallow: /alerts/
Disallow: /en/alerts/
Disallow: /*.csv
Disallow: /*.jsonl
Disallow: /*.ttl
Disallow: /pages/
Disallow: /api/v1/
Disallow: /en/api/v1/
Disallow: /*&*&*&*=
"""


def healthz(_request: HttpRequest) -> HttpResponse:
    """200 where the database answers; the middleware makes it 503 where it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def robots(_request: HttpRequest) -> HttpResponse:
    """Crawlers may read everything but endless combinations of filters, and find all addresses in the sitemap."""
    return HttpResponse(f"{ROBOTS}\nSitemap: {settings.SITE_URL}/sitemap.xml\n", content_type="text/plain")


def opensearch(request: HttpRequest) -> HttpResponse:
    """What browsers need to know to offer the archive as one of their search engines."""
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "browsing/opensearch.xml", {"root": settings.SITE_URL}, content_type=kind)


def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers and feed readers ask for this fixed address; the icon's own one changes with its content."""
    return HttpResponseRedirect(static("icon.svg"), headers={"Cache-Control": "public, max-age=86400"})
