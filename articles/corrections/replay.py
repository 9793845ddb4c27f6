"""Replay what editors decided over what the machine reads anew. Importer and recogniser write only what they read,
and call these in the same transaction: `hold` before saving rows, `replay_findings` after writing findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import models

from articles.models import Article, Correction, Issue, OfficialName, Page, ReviewItem, Target, ValueRead

from . import findings
from .conflicts import ask, conflict_of
from .consequences import add_names, arrange
from .fields import CORRIGIBLE, FINDINGS, NAMES, ORDER, PRESENT, full, plain_of, put_decided, target_of
from .findings import Finding, Findings
from .spans import spans_of
from .standing import Name, name_of, newest, read_of, remember_read, shown_of, standing_of
from .suppression import mask_again


def hold(rows: Iterable[models.Model], fields: Collection[str]) -> list[ReviewItem]:
    """Put the decided values back into rows that carry values as read in these fields. The rows are not saved.

    Returns the conflicts, to be opened with `ask` as soon as the rows are saved.
    """
    named = {name_of(row, target_of(row)): row for row in rows if isinstance(row, Article) or row.pk}
    items: list[ReviewItem] = []
    for name, corrections in standing_of(named).items():
        items += _hold_row(named[name], name, {field: c for field, c in corrections.items() if field in fields})
    return items


def _hold_row(row: models.Model, name: Name, corrections: dict[str, Correction]) -> list[ReviewItem]:
    items = []
    for field in CORRIGIBLE[target_of(row)]:
        if not (correction := corrections.get(field)):
            continue
        read = full(row, field)
        remember_read(name, field, read)
        put_decided(row, field, correction.value, read)
        items.append(conflict_of(correction, plain_of(field, read), **_objects(row)))
    return [item for item in items if item]


def _objects(row: models.Model) -> dict[str, Any]:
    if isinstance(row, Article):
        return {"article": row}
    if isinstance(row, Page):
        return {"issue": row.issue}
    return {"issue": row} if isinstance(row, Issue) else {}


def learn_names(forms: Iterable[OfficialName]) -> None:
    """Store the forms in which names were just found printed, but those that an editor took out of an official's."""
    fresh = []
    for form in forms:
        name: Name = (Target.OFFICIAL, str(form.official_id))
        kept = read_of(name, NAMES)
        if kept and form.name not in kept.value:
            remember_read(name, NAMES, sorted([*kept.value, form.name]))
        if kept is None or form.name not in _refused(name):
            fresh.append(form)
    add_names(fresh)


def _refused(name: Name) -> set[str]:
    """The printed forms of an official that the correction which is shown took out."""
    correction = shown_of(name, NAMES)
    return set(correction.value_read) - set(correction.value) if correction else set()


def hold_order(pages: Iterable[Page]) -> None:
    """Let the articles of pages, just stored in the order in which they were read, stand as an editor arranged them."""
    for page in pages:
        name = name_of(page, Target.PAGE)
        correction = standing_of([name]).get(name, {}).get(ORDER)
        if correction is None:
            continue
        read = full(page, ORDER)
        remember_read(name, ORDER, read)
        known = set(correction.value_read)
        common = [one for one in read if one in known]
        same = common == [one for one in correction.value_read if one in set(read)]
        ask(list(filter(None, [conflict_of(correction, correction.value_read if same else read, issue=page.issue)])))
        arrange(page, correction.value)


def replay_findings(articles: Sequence[Article]) -> None:
    """Let event dates and the rows of officials and places, just written as recognised, show what was decided."""
    _replay_event_dates(articles)
    by_id = {article.public_id: article for article in articles}
    decided: dict[str, dict[Name, dict[str, Correction]]] = {key: {} for key in _kept_as_read(by_id)}
    corrections = Correction.objects.standing().filter(article__in=by_id, target__in=FINDINGS)
    for name, fields in newest(corrections).items():
        decided.setdefault(name[1].partition("/")[0], {})[name] = fields
    for public_id, names in decided.items():
        _replay(by_id[public_id], names)
    for article in findings.concerned_by_merges(articles, [by_id[public_id] for public_id in decided]):
        findings.derive(article)
    mask_again(articles)


def _kept_as_read(public_ids: Iterable[str]) -> list[str]:
    kept = ValueRead.objects.filter(target=Target.ARTICLE, field=findings.FINDINGS_FIELD, key__in=list(public_ids))
    return sorted(kept.values_list("key", flat=True))


def _replay_event_dates(articles: Sequence[Article]) -> None:
    decided = Correction.objects.standing().filter(
        target=Target.ARTICLE, article__in=[article.public_id for article in articles], field="event_dates"
    )
    corrected = set(decided.values_list("article", flat=True))
    rows = [article for article in articles if article.public_id in corrected]
    ask(hold(rows, ["event_dates"]))
    Article.objects.bulk_update(rows, ["event_dates"])


def _replay(article: Article, decided: dict[Name, dict[str, Correction]]) -> None:
    kept = read_of((Target.ARTICLE, article.public_id), findings.FINDINGS_FIELD)
    now = findings.shown(article)
    ask([item for name, fields in decided.items() for item in _conflicts(article, name, fields, now)])
    _keep_ways(now, kept.value if kept else {})
    _carry_over(now, kept.value if kept else {}, decided, article)
    findings.remember(article, now)
    findings.derive(article)


def _conflicts(article: Article, name: Name, corrections: dict[str, Correction], now: Findings) -> Iterable[ReviewItem]:
    target, key = name[0], name[1].partition("/")[2]
    finding = next((one for one in now[target] if one["key"] == key), None)
    for field, correction in corrections.items():
        if field == PRESENT:
            continue
        value = finding.get(field) if finding else None
        if item := conflict_of(correction, value, article=article):
            yield item


def _keep_ways(now: Findings, kept: Findings) -> None:
    """What came with its text from another article still comes from there, also when it is recognised here."""
    ways = {
        (target, finding["key"]): finding[findings.LENT]
        for target in FINDINGS
        for finding in kept.get(target, ())
        if findings.LENT in finding
    }
    for target in FINDINGS:
        for finding in now[target]:
            if (target, finding["key"]) in ways:
                finding[findings.LENT] = ways[target, finding["key"]]


def _carry_over(now: Findings, kept: Findings, decided: dict[Name, dict[str, Correction]], article: Article) -> None:
    """Keep what an editor corrected and the machine finds no more: an editor's word is never lost."""
    for (target, key), fields in decided.items():
        own = key.partition("/")[2]
        wanted = any(field != PRESENT for field in fields) and not any(one["key"] == own for one in now[target])
        last = next((one for one in kept.get(target, []) if one["key"] == own), None)
        if wanted and last:
            now[target].append(_where_it_is_now(last, article))


def _where_it_is_now(finding: Finding, article: Article) -> Finding:
    """A finding that the machine no longer makes, with spans in the text as it is now."""
    if "name" not in finding:
        return finding | {"gone": True, "spans": []}
    return finding | {"gone": True, "spans": spans_of(finding["name"], article.body), "title_spans": []}
