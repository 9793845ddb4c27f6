"""Rows for tests, with invented names. Each function makes one valid object; pass what the test is about."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from articles import searching
from articles.models import (
    Appearance,
    Article,
    ArticlePlace,
    Issue,
    Official,
    OfficialName,
    Page,
    Place,
    Post,
    RegisteredTerm,
    SourceFile,
)

_numbers = count(1)


def source(text: str = "第一行\n第二行\n第三行\n", **values: Any) -> SourceFile:
    number = next(_numbers)
    values = {"sha256": f"{number:064x}", "name": f"page-{number}.txt", "form": "text"} | values
    return SourceFile.objects.create(text=text, content=text.encode(), encoding="utf-8", **values)


def issue(day: str | None = "2031-05-06", **values: Any) -> Issue:
    values = {
        "newspaper": "云川日报",
        "slug": f"{day or 'undated'}-{next(_numbers)}",
        "date_basis": "printed" if day else "unknown",
    } | values
    return Issue.objects.create(date=date.fromisoformat(day) if day else None, **values)


def page(of: Issue, number: str = "A01", **values: Any) -> Page:
    values = {"name": "要闻", "position": of.pages.count() + 1} | values
    return Page.objects.create(issue=of, number=number, source=values.pop("source", None) or source(), **values)


def article(of: Page, *paragraphs: str, **values: Any) -> Article:
    """An article with body paragraphs, findable by search."""
    texts = paragraphs or ("本报讯 云川县召开防汛工作会议。", "会议要求抓好落实。")
    number = next(_numbers)
    values = {
        "public_id": f"t{number:09}",
        "kind": "news",
        "headline": "云川县召开防汛会议",
        "position": of.issue.articles.count() + 1,
        "paragraphs": [{"text": text, "role": "body", "lines": [], "segments": []} for text in texts],
        "fingerprint": f"{number:064x}",
        "source_lines": [[1, 2]],
    } | values
    made = Article.objects.create(issue=of.issue, page=of, source=of.source, date=of.issue.date, **values)
    searching.index([made])
    return made


def place(name: str = "云川县", level: str = "county", **values: Any) -> Place:
    values = {"slug": f"place-{next(_numbers)}", "is_covered": level == "county"} | values
    return Place.objects.create(name=name, level=level, **values)


def official(name: str = "禾东篱", **values: Any) -> Official:
    made = Official.objects.create(name=name, **({"pinyin": "he dong li"} | values))
    OfficialName.objects.create(official=made, name=name)
    return made


def appearance(of: Official, where: Article, title: str = "县长", **values: Any) -> Appearance:
    """The official in the article, with every place of the name as spans."""
    values = {
        "title": title,
        "titles": [title],
        "level": "county",
        "spans": spans_of(of.name, where),
        "recogniser": "test",
    } | values
    return Appearance.objects.create(official=of, article=where, name=of.name, date=where.date, **values)


def term(of: Official, post: Post, **values: Any) -> RegisteredTerm:
    """The official in the post, as a register tells."""
    values = {
        "key": f"{next(_numbers):064x}",
        "register": "云川县志",
        "office": post.role,
        "since": "2029-03",
        "until": "2031",
        "source_title": "云川县志",
        "source_url": "https://example.org/annals?a=1&b=2",
        "source_date": "2032-01",
        "fit": "met",
        "changed_at": timezone.now(),
    } | values
    return RegisteredTerm.objects.create(official=of, name=of.name, post=post, **values)


def article_place(where: Place, of: Article, **values: Any) -> ArticlePlace:
    """The place in the article, with every place of the name as spans."""
    values = {"spans": spans_of(where.name, of)} | values
    return ArticlePlace.objects.create(place=where, article=of, date=of.date, **values)


def spans_of(word: str, of: Article) -> list[list[int]]:
    """[paragraph, first character, character after the last] of each occurrence of the word in the body."""
    found = []
    for number, text in enumerate(of.body):
        at = text.find(word)
        while at >= 0:
            found.append([number, at, at + len(word)])
            at = text.find(word, at + len(word))
    return found
