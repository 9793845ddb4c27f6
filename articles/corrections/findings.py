"""Officials and places of an article: what was read of them, what was decided, and the rows that follow from both.

As soon as an editor decides anything about them, all findings of the article are kept as they were read (`ValueRead`,
field `findings`). The rows are then derived from that and from the standing corrections, always in the same way: on
correcting, on undoing, and after each new recognition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import models

from articles.models import Appearance, Article, ArticlePlace, Correction, Target

from .fields import CORRIGIBLE, PRESENT, column_of, target_of
from .spans import shift
from .standing import Name, forget_read, newest, read_of, remember_read

Finding = dict[str, Any]
Findings = dict[str, list[Finding]]

COLUMNS: dict[Target, tuple[str, ...]] = {
    Target.APPEARANCE: (
        "key", "official", "name", "title", "titles", "jurisdiction", "jurisdiction_name", "level", "roles", "spans",
        "title_spans", "confidence", "recogniser",
    ),
    Target.ARTICLE_PLACE: ("key", "place", "primary", "spans", "confidence"),
}  # fmt: skip
OWNER = {Target.APPEARANCE: "official", Target.ARTICLE_PLACE: "place"}
"""What an article may be linked to once only."""
ROWS: dict[Target, Any] = {Target.APPEARANCE: Appearance, Target.ARTICLE_PLACE: ArticlePlace}
SPANS = ("spans", "title_spans")


def give_keys(article: Article) -> None:
    """Number and store the keys by which the article's findings are found again after another recognition."""
    for target, rows in _rows(article).items():
        taken = Counter(row.key.partition("#")[0] for row in rows if row.key)
        fresh = [row for row in rows if not row.key]
        for row in fresh:
            name = row.name if target == Target.APPEARANCE else row.place.slug
            taken[name] += 1
            row.key = name if taken[name] == 1 else f"{name}#{taken[name]}"
        ROWS[target].objects.bulk_update(fresh, ["key"])


def free_key(article: Article, name: str) -> str:
    """A key for an official or place that the machine did not find in the article."""
    taken = {finding["key"] for findings in kept_or_shown(article).values() for finding in findings}
    taken |= {c.key.partition("/")[2] for c in Correction.objects.within(article.public_id)}
    number = 1
    while (key := name if number == 1 else f"{name}#{number}") in taken:
        number += 1
    return key


def keep_read(article: Article) -> None:
    """Keep the findings as they were read, before the first decision changes the rows."""
    if read_of(_name(article), "findings") is None:
        remember_read(_name(article), "findings", shown(article))


def shown(article: Article) -> Findings:
    """The article's rows as findings."""
    give_keys(article)
    return {target.value: [_finding(target, row) for row in rows] for target, rows in _rows(article).items()}


def kept_or_shown(article: Article) -> Findings:
    """The findings as they were read last."""
    kept = read_of(_name(article), "findings")
    return kept.value if kept else shown(article)


def derive(article: Article) -> None:
    """Make the rows of an article follow from what was read and what was decided."""
    read = kept_or_shown(article)
    decided = newest(Correction.objects.standing().within(article.public_id))
    for target in ROWS:
        _write(article, target, _combined(target, _decide(target, read[target.value], decided)))
    if not any(target in COLUMNS for target, _key in decided):
        forget_read(_name(article), "findings")


def move_spans(article: Article, old: list[str]) -> None:
    """Let the article's findings follow a change of its text from the paragraphs `old`."""
    kept = read_of(_name(article), "findings")
    if kept:
        _shift(kept.value, old, article.body)
        kept.save(update_fields=["value"])
        derive(article)
        return
    findings = shown(article)
    _shift(findings, old, article.body)
    for target in ROWS:
        _write(article, target, findings[target.value])


def _shift(findings: Findings, old: list[str], new: list[str]) -> None:
    for finding in (one for several in findings.values() for one in several):
        for part in SPANS:
            if part in finding:
                finding[part] = shift(finding[part], old, new)


def _name(article: Article) -> Name:
    return (Target.ARTICLE, article.public_id)


def _rows(article: Article) -> dict[Target, list[Any]]:
    return {
        Target.APPEARANCE: list(article.appearances.order_by("pk")),
        Target.ARTICLE_PLACE: list(article.article_places.select_related("place").order_by("pk")),
    }


def finding_of(row: models.Model) -> Finding:
    """A row of either kind as a finding."""
    return _finding(target_of(row), row)


def read_finding(article: Article, target: Target, key: str) -> Finding:
    """What was read of one finding; empty where an editor added it."""
    return next((one for one in kept_or_shown(article)[target.value] if one["key"] == key), {})


def _finding(target: Target, row: models.Model) -> Finding:
    return {column: getattr(row, column_of(row, column).attname) for column in COLUMNS[target]}


def _decide(target: Target, read: Iterable[Finding], decided: dict[Name, dict[str, Correction]]) -> list[Finding]:
    """The findings of one kind after the standing corrections, the added ones at the end."""
    own = {key.partition("/")[2]: fields for (of, key), fields in decided.items() if of == target}
    found = [finding | _values(target, own.pop(finding["key"], {})) for finding in read]
    added = [
        {"key": key} | fields[PRESENT].value | _values(target, fields)
        for key, fields in own.items()
        if PRESENT in fields and fields[PRESENT].value
    ]
    return [_columns(target, finding) for finding in (*found, *added) if finding.get(PRESENT, True)]


def _columns(target: Target, finding: Finding) -> Finding:
    return {column: finding[column] for column in COLUMNS[target]}


def _values(target: Target, corrections: dict[str, Correction]) -> dict[str, Any]:
    """The decided values of one finding. What an editor added stays as it was added, also when it is read later."""
    values: dict[str, Any] = {}
    if PRESENT in corrections:
        added = corrections[PRESENT].value or {}
        values = {field: added[field] for field in CORRIGIBLE[target] if field in added}
        values[PRESENT] = bool(added)
    return values | {field: c.value for field, c in corrections.items() if field in CORRIGIBLE[target]}


def _combined(target: Target, findings: list[Finding]) -> list[Finding]:
    """Findings of one official, or one place, as one: the first, with the others' spans, titles and roles."""
    found: dict[int, Finding] = {}
    for finding in findings:
        first = found.setdefault(finding[OWNER[target]], finding)
        if first is not finding:
            found[finding[OWNER[target]]] = _joined(first, finding)
    return list(found.values())


def _joined(one: Finding, other: Finding) -> Finding:
    joined = dict(one)
    for part in (*SPANS, "titles", "roles"):
        if part in one:
            joined[part] = [*one[part], *(item for item in other[part] if item not in one[part])]
    for part in SPANS:
        if part in joined:
            joined[part] = sorted(joined[part])
    if "primary" in one:
        joined["primary"] = one["primary"] or other["primary"]
    return joined


def _write(article: Article, target: Target, findings: list[Finding]) -> None:
    """Bring the rows of one kind to these findings; rows that stay keep their primary keys."""
    model, owner = ROWS[target], f"{OWNER[target]}_id"
    rows = {row.key: row for row in _rows(article)[target]}
    staying = [f for f in findings if f["key"] in rows and getattr(rows[f["key"]], owner) == f[OWNER[target]]]
    kept = {finding["key"] for finding in staying}
    model.objects.filter(pk__in=[row.pk for key, row in rows.items() if key not in kept]).delete()
    for finding in staying:
        row = rows[finding["key"]]
        if _finding(target, row) != finding or row.date != article.date:
            _fill(row, article, finding).save()
    for finding in findings:
        if finding["key"] not in kept:
            _fill(model(article=article), article, finding).save()


def _fill(row: Any, article: Article, finding: Finding) -> Any:
    for column, value in finding.items():
        setattr(row, column_of(row, column).attname, value)
    row.date = article.date
    return row
