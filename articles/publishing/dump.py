"""The whole archive as a directory of files that need no program of ours: rows, a README and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Prefetch
from django.template.loader import render_to_string

from articles.models import Article, Issue, Official, Page, Place, Post, RegisteredTerm, Tenure

from .export import write_jsonl
from .records import (
    issue_record,
    named,
    official_record,
    place_record,
    post_record,
    registered_record,
    tenure_days,
)
from .rows import BATCH, rows

CHUNK = 1 << 20  # bytes hashed at a time


def dump_archive(directory: Path) -> dict[str, int]:
    """Write the archive, as it is at one moment, into a directory that does not exist yet. Returns rows by file.

    It appears under its name when it is complete. Raises OSError, FileExistsError where the name is taken.
    """
    if directory.exists():
        raise FileExistsError(str(directory))
    partial = directory.with_name(directory.name + ".part")
    partial.mkdir(parents=True)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        counts = {name: _write(partial / name, found) for name, found in _files().items()}
    readme = render_to_string("publishing/dump_readme.md", {"counts": counts, "site": settings.SITE_URL})
    (partial / "README.md").write_text(readme, encoding="utf-8")
    sums = [f"{_sha256(partial / name)}  {name}\n" for name in [*counts, "README.md"]]
    (partial / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    partial.rename(directory)
    return counts


def _files() -> dict[str, Iterable[dict[str, Any]]]:
    return {
        "articles.jsonl": rows(Article.objects.as_printed()),
        "issues.jsonl": _issues(),
        "officials.jsonl": _officials(),
        "posts.jsonl": _posts(),
        "places.jsonl": _places(),
    }


def _write(path: Path, found: Iterable[dict[str, Any]]) -> int:
    with path.open("w", encoding="utf-8", newline="") as stream:
        return write_jsonl(found, stream)


def _issues() -> Iterator[dict[str, Any]]:
    pages = Page.objects.select_related("source").only("issue", "number", "name", "position", "source__sha256")
    for issue in Issue.objects.order_by("pk").prefetch_related(Prefetch("pages", pages)).iterator(chunk_size=BATCH):
        held = [{"number": page.number, "name": page.name, "source": page.source.sha256} for page in issue.pages.all()]
        yield {**issue_record(issue), "pages": held}


def _officials() -> Iterator[dict[str, Any]]:
    tenures, terms = Tenure.objects.in_order().select_related("post"), RegisteredTerm.objects.shown().in_order()
    linked = ("names", Prefetch("tenures", tenures), Prefetch("registered_terms", terms))
    listed = Official.objects.listed().order_by("pk").prefetch_related(*linked)
    for official in listed.iterator(chunk_size=BATCH):
        held = [{"post": named(tenure.post), **tenure_days(tenure)} for tenure in official.tenures.all()]
        told = [{"post": named(term.post), **registered_record(term)} for term in official.registered_terms.all()]
        yield {**official_record(official), "tenures": held, "registered": told}


def _posts() -> Iterator[dict[str, Any]]:
    held = Post.objects.held().order_by("pk").select_related("place")
    return map(post_record, held.iterator(chunk_size=BATCH))


def _places() -> Iterator[dict[str, Any]]:
    places = Place.objects.unmerged().order_by("pk").select_related("parent")
    return map(place_record, places.iterator(chunk_size=BATCH))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
