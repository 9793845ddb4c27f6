"""Articles of an export that the archive holds already: an export is often read into the archive that it came from."""

from __future__ import annotations

from dataclasses import replace

from articles.models import Article, SourceFile
from articles.reading.readings import ArticleReading, SourceReading

from .values import fingerprint, fingerprint_of


def without_known(reading: SourceReading, own: SourceFile | None) -> tuple[SourceReading, int]:
    """A reading without the articles that the archive holds, under the id that the export gives them and with its text,
    from another source than its `own`; and how many these are. Pages and issues that this empties are left out.
    """
    claimed = {article.origin.public_id for issue in reading.issues for article in issue.articles if article.origin}
    if not claimed:
        return reading, 0
    there = Article.objects.filter(public_id__in=claimed).exclude(source=own)
    texts = {article.public_id: {article.fingerprint, fingerprint_of(article.body)} for article in there}
    if not texts:
        return reading, 0

    def is_new(article: ArticleReading) -> bool:
        return not article.origin or fingerprint(article) not in texts.get(article.origin.public_id, ())

    issues = []
    for issue in reading.issues:
        pages = [replace(page, articles=tuple(filter(is_new, page.articles))) for page in issue.pages]
        issues.append(replace(issue, pages=tuple(page for page in pages if page.articles)))
    left = replace(reading, issues=tuple(issue for issue in issues if issue.pages))
    before, after = (sum(len(issue.articles) for issue in one.issues) for one in (reading, left))
    return left, before - after
