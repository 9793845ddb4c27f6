"""What shared text costs in a big archive of generated articles, and how much of what was copied is found.

python benchmarks/reuse.py [--articles 100000]     in var/bench-reuse, which later runs find filled
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import inputs
import serving

PAPERS = ("甲日报", "乙晚报", "丙时报")
AN_ISSUE = 33  # articles
COPIED, CHANGED = 0.10, 0.12  # of the articles have a part of one of the latest, word for word or changed
LATEST = 400  # articles
BETWEEN = (15, 20, 30, 45)  # letters between two changes, on average
PASSES = 5
LOOKED_AT = 400  # articles of each kind
LETTERS = [chr(0x4E00 + at) for at in range(2500)]


class Writer:
    """Articles of clauses that papers print and of letters by chance, some with a part of an earlier one."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pages = [*inputs.ROOT.glob("fixtures/pages/*.txt"), *inputs.ROOT.glob("tests/gold/*/pages/*.txt")]
        text = "".join(page.read_text(encoding="utf-8", errors="ignore").replace("\n", "") for page in sorted(pages))
        self.clauses = sorted({each for each in re.split("[，。；：！？]", text) if 8 <= len(each) <= 40})
        self.latest: list[str] = []

    def article(self) -> tuple[str, str]:
        """What kind it is, and its text."""
        chance = self.random.random()
        if not self.latest or chance > COPIED + CHANGED:
            self.latest = [*self.latest, self.text(self.random.randint(200, 900))][-LATEST:]
            return "own", self.latest[-1]
        former = self.random.choice(self.latest)
        start = self.random.randint(0, len(former) // 2)
        part = former[start : start + self.random.randint(80, 500)]
        if chance < COPIED:
            return "word for word", part + self.text(100)
        return "changed", self.changed(part, self.random.choice(BETWEEN)) + self.text(100)

    def text(self, length: int) -> str:
        found = ""
        while len(found) < length:
            is_clause = self.random.random() < 0.6
            found += self.random.choice(self.clauses) if is_clause else self.letters(self.random.randint(8, 40))
            found += self.random.choice("，，，。")
        return found

    def letters(self, number: int) -> str:
        return "".join(self.random.choices(LETTERS, k=number))

    def changed(self, text: str, between: int) -> str:
        """One to six letters replaced, left out or put in, again and again."""
        found, at = "", 0
        while at < len(text):
            step = max(1, int(self.random.expovariate(1 / between)))
            found += text[at : at + step]
            chance, number = self.random.random(), self.random.randint(1, 6)
            found += self.letters(number) if chance < 0.5 or chance >= 0.75 else ""
            at += step + (number if chance < 0.75 else 0)
        return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    serving.prepare(inputs.ROOT / "var" / "bench-reuse")
    serving.manage("migrate", "--verbosity", "0")
    serving.manage("collectstatic", "--no-input", "--verbosity", "0")

    import django

    django.setup()
    from articles.models import Article

    fill(options.articles)
    kinds = dict(Article.objects.values_list("pk", "headline"))
    print(f"{len(kinds):,} articles\n\n| what | ms |\n| --- | ---: |")
    for what, milliseconds in figures():
        print(f"| {what} | {milliseconds} |", flush=True)
    print("\n| articles with a part of another | looked at | listed | shown | as changed |\n| --- |" + " ---: |" * 4)
    for kind in ("word for word", "changed", "own"):
        print(f"| {kind} | {' | '.join(map(str, found_of([pk for pk, each in kinds.items() if each == kind])))} |")


def fill(number: int) -> None:
    """The archive, unless a former run did. What kind an article is stands as its headline."""
    from django.db import connection, transaction

    from articles import searching
    from articles.models import Article, Issue, Page, SourceFile

    if Article.objects.exists():
        return
    writer = Writer(5)
    source = SourceFile.objects.create(name="-", sha256="0" * 64, form="text", text="-", content=b"-", encoding="utf-8")
    for day in range(number // AN_ISSUE):
        held = Issue.objects.create(
            newspaper=PAPERS[day % 3], slug=f"day-{day}", date=date(2010, 1, 1) + timedelta(day), date_basis="printed"
        )
        page = Page.objects.create(issue=held, number="A01", name="要闻", position=1, source=source)
        texts = [writer.article() for _ in range(AN_ISSUE)]
        with transaction.atomic():
            rows = Article.objects.bulk_create(
                Article(
                    public_id=f"{day}x{at}", issue=held, page=page, source=source, date=held.date, position=at + 1,
                    kind="news", headline=kind, fingerprint=f"{day * AN_ISSUE + at:064x}", source_lines=[],
                    paragraphs=[
                        {"text": text[start : start + 120], "role": "body", "lines": [], "segments": []}
                        for start in range(0, len(text), 120)
                    ],
                )
                for at, (kind, text) in enumerate(texts)
            )  # fmt: skip
            searching.index(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def figures() -> Iterator[tuple[str, str]]:
    """What is measured, in milliseconds."""
    from django.db import transaction
    from django.test import Client

    from articles import searching
    from articles.models import Article, SharedPrint
    from articles.searching.sharing import share

    client = Client(headers={"host": "localhost"})
    for url in ("/articles/", "/reuse/", "/reuse/?newspaper=乙晚报", "/articles/?same=1"):
        yield f"`{url}`", f"{min(spent(lambda url=url: client.get(url)) for _ in range(PASSES)):.0f}"
    sharing = Article.objects.filter(pk__in=SharedPrint.objects.values("article")).order_by("-pk")
    times = [spent(lambda article=article: searching.reuses([article])) for article in sharing[:1000:40]]
    yield "passages of an article in others, median and highest", f"{statistics.median(times):.1f}, {max(times):.1f}"
    rows = list(Article.objects.order_by("pk")[:300])
    with transaction.atomic():
        yield "indexing an article", f"{spent(lambda: searching.index(rows)) / len(rows):.1f}"
    yield "of which what it shares", f"{spent(lambda: share([row.pk for row in rows])) / len(rows):.1f}"


def found_of(keys: list[int]) -> tuple[int, int, int, int]:
    """Of some of these articles: how many are looked at, listed as sharing text, shown with it, shown as changed."""
    from articles import searching
    from articles.models import Article

    looked_at = Article.objects.filter(pk__in=random.Random(3).sample(keys, min(LOOKED_AT, len(keys))))
    found = [searching.reuses([article]) for article in looked_at]
    nearly = sum(any(not each.is_exact for each in reuses) for reuses in found)
    return len(found), searching.with_shared_text(looked_at).count(), sum(map(bool, found)), nearly


def spent(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
