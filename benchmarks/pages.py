"""How heavy each page type is on a first visit, and what it costs the server: a table in Markdown.

python benchmarks/pages.py [--generated 100]     ends with 1 where a page is above a bar
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import inputs
import serving
from playwright.sync_api import Browser, sync_playwright

KB = 1024
MOST_HTML = 30 * KB
MOST_BYTES = 100 * KB
MOST_REQUESTS = 5
MOST_PICTURE = 150 * KB
MOST_ENLARGED = 700 * KB  # its squares at first sight on a desk
ENLARGED = "a page enlarged"
REPEATED = 15
HEADER = "| page | HTML, KB compressed | first visit, KB | requests | picture, KB | no script | server, ms | queries |"
PICTURE = ".webp"
"""How addresses of page pictures end: they are loaded when they come into sight, and counted apart."""
BROWSER = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@dataclass(frozen=True)
class Figures:
    """What one page weighs and costs. `is_same` where the page says without a script all that it says with one;
    `picture` is counted in neither `total` nor `requests`."""

    html: int
    total: int
    requests: int
    picture: int
    is_same: bool
    milliseconds: float
    queries: int
    most_picture: int = MOST_PICTURE

    @property
    def holds(self) -> bool:
        is_light = self.html <= MOST_HTML and self.total <= MOST_BYTES and self.picture <= self.most_picture
        return is_light and self.requests <= MOST_REQUESTS and self.is_same

    def row(self, label: str) -> str:
        picture = f"{self.picture / KB:.0f}" if self.picture else "–"
        words = "same" if self.is_same else "OTHER"
        cells = [f"{self.html / KB:.1f}", f"{self.total / KB:.1f}", self.requests, picture, words]
        return f"| {label} | {' | '.join(map(str, cells))} | {self.milliseconds:.0f} | {self.queries} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--generated", type=int, default=100, help="generated pages beside the five real ones")
    options = parser.parse_args()
    folder = inputs.ROOT / "var" / "bench-pages"
    serving.prepare(folder)
    serving.fill(folder, options.generated)

    import django

    django.setup()
    with serving.served() as root:
        measured = list(_measured(root))
    return 0 if all(figures.holds for figures in measured) else 1


def _measured(root: str) -> Iterator[Figures]:
    urls = dict(page_types())  # before the browser: Django and its event loop do not share a thread
    queries = {label: queries_of(url) for label, url in urls.items()}
    print(f"{articles_held():,} articles\n\n{HEADER}")
    print("| --- |" + " ---: |" * (HEADER.count("|") - 2))
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER)
        for label, url in urls.items():
            html, milliseconds = answer_of(root, url)
            *_figures, plain = visit(browser, root + url, script=False)
            total, requests, picture, text = visit(browser, root + url, script=True)
            bar = MOST_ENLARGED if label == ENLARGED else MOST_PICTURE
            is_same = set(text.splitlines()) <= set(plain.splitlines())
            figures = Figures(html, total, requests, picture, is_same, milliseconds, queries[label], bar)
            print(figures.row(label), flush=True)
            yield figures
        browser.close()


def page_types() -> Iterator[tuple[str, str]]:
    """A label and the address of the heaviest page of each type."""
    from django.db.models import Count, Func, IntegerField
    from django.urls import reverse

    from articles.models import Article, Issue, Official, Place, Post

    length = Func("paragraphs", template="pg_column_size(%(expressions)s::text)", output_field=IntegerField())
    longest = Article.objects.annotate(length=length).latest("length")
    issue = Issue.objects.annotate(number=Count("articles")).latest("number")
    county = Place.objects.counties().annotate(number=Count("article_places")).latest("number")
    official = Official.objects.annotate(number=Count("appearances")).latest("number")
    post = Post.objects.annotate(number=Count("tenures")).latest("number")
    yield "front page", "/"
    yield "issues", reverse("issues")
    yield "an issue (most articles)", issue.get_absolute_url()
    yield "a page", reverse("page", args=[issue.slug, issue.pages.first().number or "p1"])
    yield "articles", reverse("articles")
    yield "search with hits", f"{reverse('articles')}?q={quote('会议')}"
    narrowed = f"place={county.slug}&level=city&level=county&branch=party&branch=government"
    yield "articles by what officials hold", f"{reverse('articles')}?{narrowed}"
    yield "search without", f"{reverse('articles')}?q={quote('查无此事')}"
    yield "an article (longest)", longest.get_absolute_url()
    yield "its whole source", reverse("article-source", args=[longest.public_id])
    printed = Article.objects.filter(source__form="pdf").annotate(length=length).latest("length")
    yield "a page with its picture", reverse("page", args=[printed.issue.slug, printed.page.number or "p1"])
    yield "an article with its picture", printed.get_absolute_url()
    yield ENLARGED, reverse("enlarged", args=[printed.issue.slug, printed.page.number or "p1"])
    ids = Article.objects.newest_first().values_list("public_id", flat=True)
    collected = {number: "&".join(f"a={each}" for each in ids[:number]) for number in (5, 70)}
    yield "a collection of five, with its code", f"{reverse('collection')}?{collected[5]}"
    yield "a collection of seventy, with its code", f"{reverse('collection')}?{collected[70]}"
    words = "&".join(f"w={quote(word)}" for word in ("会议", "项目", "群众", "活动"))
    yield "words over time", f"{reverse('trends')}?{words}"
    yield "shared text", reverse("reuse")
    yield "places", reverse("places")
    yield "places of a level", f"{reverse('places')}?level=village"
    yield "a county (most articles)", county.get_absolute_url()
    yield "officials", reverse("officials")
    yield "an official (most seen)", official.get_absolute_url()
    yield "a post (most holders)", post.get_absolute_url()
    yield "changes", reverse("changes")
    yield "about the data", reverse("about")
    yield "the API’s documentation", reverse("api-docs")
    yield "reporting an error", reverse("report", args=[longest.public_id])


def articles_held() -> int:
    from articles.models import Article

    return Article.objects.count()


def queries_of(url: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME=serving.HOST)
    client.get(url)  # what is loaded once a process counts for nobody
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def answer_of(root: str, url: str) -> tuple[int, float]:
    """Compressed bytes of the HTML, and the median time to its last byte over one connection."""
    connection = http.client.HTTPConnection(urlsplit(root).netloc)
    sizes, times = [], []
    for _ in range(REPEATED):
        began = time.perf_counter()
        connection.request("GET", url, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.getheader("Content-Encoding") != "gzip" or not gzip.decompress(body):
            sys.exit(f"{url}: the answer is not compressed")
        sizes.append(len(body))
    return max(sizes), statistics.median(times)


def visit(browser: Browser, url: str, *, script: bool) -> tuple[int, int, int, str]:
    """Bytes over the wire and requests of a first visit with an empty cache, pictures' bytes, and the page's words."""
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    asked: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.goto(url, wait_until="networkidle")
    text = page.locator("body").inner_text()
    context.close()
    pictures = {key for key, address in asked.items() if address.endswith(PICTURE)}
    requests = sum(address.startswith("http") for address in {asked[key] for key in asked.keys() - pictures})
    total = sum(size for key, size in sizes.items() if key not in pictures)
    return int(total), requests, int(sum(sizes.get(key, 0) for key in pictures)), text


if __name__ == "__main__":
    sys.exit(main())
