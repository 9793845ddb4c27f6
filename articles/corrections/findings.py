"""Officials and places of an article: what was read of them, what was decided, and the rows that follow from both.

As soon as an editor decides anything about them, all findings of the article are kept as they were read (`ValueRead`,
field `findings`). The rows are then derived from that and from the standing corrections, always in the same way: on
correcting, on undoing, and after each new recognition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db import models

from articles.models import Appearance, Article, ArticlePlace, Correction, Target

from .fields import CORRIGIBLE, PRESENT, column_of, target_of
from .spans import shift
from .standing import Name, forget_read, newest, read_of, remember_read, united

Finding = dict[str, Any]
Decided = dict[Name, dict[str, Correction]]
Findings = dict[str, Any]
"""Target → findings; and under `text` the paragraphs that they were read in, where they are kept."""

COLUMNS: dict[Target, tuple[str, ...]] = {
    Target.APPEARANCE: (
        "key", "official", "name", "title", "titles", "jurisdiction", "jurisdiction_name", "jurisdiction_parent",
        "level", "roles", "spans", "title_spans", "exported_as", "confidence", "recogniser",
    ),
    Target.ARTICLE_PLACE: ("key", "place", "primary", "spans", "confidence"),
}  # fmt: skip
OWNER = {Target.APPEARANCE: "official", Target.ARTICLE_PLACE: "place"}
"""What an article may be linked to once only."""
ROWS: dict[Target, Any] = {Target.APPEARANCE: Appearance, Target.ARTICLE_PLACE: ArticlePlace}
OWNED = {Target.APPEARANCE: Target.OFFICIAL, Target.ARTICLE_PLACE: Target.PLACE}
SPANS = ("spans", "title_spans")
BEFORE = "before_merge"
FINDINGS_FIELD = "findings"
LENT = "lent"
"""Where a finding came with its text by a split, a join or a move: [public id, key there, batch] of each step."""
TEXT = "text"
"""Where the paragraphs are kept that the spans of the findings point into."""


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
    read = kept_or_shown(article)
    taken = {finding["key"] for target in ROWS for finding in read[target.value]}
    taken |= {c.key.partition("/")[2] for c in Correction.objects.within(article.public_id)}
    number = 1
    while (key := name if number == 1 else f"{name}#{number}") in taken:
        number += 1
    return key


def keep_read(article: Article) -> None:
    """Keep the findings as they were read, before the first decision changes the rows or their text."""
    if read_of(name(article), FINDINGS_FIELD) is None:
        remember(article, shown(article))


def remember(article: Article, read: Findings) -> None:
    """Keep findings as what is read now, with the text that their spans point into."""
    remember_read(name(article), FINDINGS_FIELD, read | {TEXT: article.body})


def shown(article: Article) -> Findings:
    """The article's rows as findings, as they would be without merges."""
    give_keys(article)
    return {target.value: [finding_of(row) for row in rows] for target, rows in _rows(article).items()}


def kept_or_shown(article: Article) -> Findings:
    """The findings as they were read last; spans point into the text that they were read in."""
    kept = read_of(name(article), FINDINGS_FIELD)
    return kept.value if kept else shown(article) | {TEXT: article.body}


def derive(article: Article) -> set[int]:
    """Make the rows of an article follow from what was read and what was decided. Returns the officials touched."""
    give_keys(article)
    read = kept_or_shown(article)
    decided = newest(Correction.objects.standing().within(article.public_id))
    before, lent = _officials_of(article), _decided_by_lenders(read)
    roots = {owned: united(owned) for owned in OWNED.values()}
    needed = any(_needs_what_was_read(target, fields) for (target, _key), fields in decided.items())
    for target in ROWS:
        found = decide(article, target, in_text(read[target.value], read, article.body), decided | lent)
        combined = _combined(target, [_merged(target, columns(target, one), roots) for one in found])
        _write(article, target, combined)
        needed |= len(combined) < len(found)
    if needed:
        remember_read(name(article), FINDINGS_FIELD, read)
    else:
        forget_read(name(article), FINDINGS_FIELD)
    return before | _officials_of(article)


def concerned_by_merges(articles: Sequence[Article], done: Sequence[Article]) -> list[Article]:
    """Those of the articles, apart from the ones already done, that link to an official or place that was merged."""
    keys: set[int] = set()
    for target, model in ROWS.items():
        merged = models.Q(**{f"{OWNER[target]}__in": united(OWNED[target])})
        if target == Target.APPEARANCE:
            merged |= models.Q(jurisdiction__in=united(Target.PLACE))
        rows = model.objects.filter(merged, article__in=articles)
        keys.update(rows.values_list("article_id", flat=True))
    return [article for article in articles if article.pk in keys and article not in done]


def _needs_what_was_read(target: str, fields: dict[str, Correction]) -> bool:
    return target in COLUMNS or not fields.keys().isdisjoint((PRESENT, "paragraphs"))


def _officials_of(article: Article) -> set[int]:
    return set(article.appearances.values_list("official_id", flat=True))


def in_text(findings: Iterable[Finding], read: Findings, text: list[str]) -> list[Finding]:
    """The findings with spans in another text; those that stood somewhere and stand nowhere now are left out."""
    if read[TEXT] == text:
        return [dict(finding) for finding in findings]
    moved = [
        finding | {part: shift(finding[part], read[TEXT], text) for part in SPANS if part in finding}
        for finding in findings
    ]
    return [after for before, after in zip(findings, moved, strict=True) if after["spans"] or not before["spans"]]


def _merged(target: Target, finding: Finding, roots: dict[Target, dict[int, int]]) -> Finding:
    """A finding linked to the one whom its official or place was merged into; and so for a jurisdiction."""
    finding = finding | _standing_for(finding[OWNER[target]], roots[OWNED[target]], OWNER[target], BEFORE)
    if target == Target.APPEARANCE:
        place = finding["jurisdiction"]
        finding |= _standing_for(place, roots[Target.PLACE], "jurisdiction", "jurisdiction_before_merge")
    return finding


def _standing_for(own: int, roots: dict[int, int], shown: str, kept: str) -> Finding:
    root = roots.get(own, own)
    return {shown: root, kept: None if root == own else own}


def name(article: Article) -> Name:
    return (Target.ARTICLE, article.public_id)


def _rows(article: Article) -> dict[Target, list[Any]]:
    return {
        Target.APPEARANCE: list(article.appearances.order_by("pk")),
        Target.ARTICLE_PLACE: list(article.article_places.select_related("place").order_by("pk")),
    }


def finding_of(row: Any) -> Finding:
    """A row of either kind as a finding, as it would be without merges."""
    target = target_of(row)
    finding = {column: getattr(row, column_of(row, column).attname) for column in COLUMNS[target]}
    finding[OWNER[target]] = row.before_merge_id or finding[OWNER[target]]
    if target == Target.APPEARANCE:
        finding["jurisdiction"] = row.jurisdiction_before_merge_id or row.jurisdiction_id
    return finding


def read_finding(article: Article, target: Target, key: str) -> Finding:
    """What was read of one finding; empty where an editor added it."""
    return next((one for one in kept_or_shown(article)[target.value] if one["key"] == key), {})


def _decided_by_lenders(read: Findings) -> Decided:
    """What was decided about lent findings where they stood before, as long as the step that moved them stands."""
    lent = [step for target in ROWS for finding in read[target.value] for step in finding.get(LENT, ())]
    if not lent:
        return {}
    batches = {batch for _article, _key, batch in lent}
    stand = set(map(str, Correction.objects.standing().filter(batch__in=batches).values_list("batch", flat=True)))
    lenders = {article for article, _key, batch in lent if batch in stand}
    return newest(Correction.objects.standing().filter(article__in=lenders, target__in=ROWS))


def decide(article: Article, target: Target, read: Iterable[Finding], decided: Decided) -> list[Finding]:
    """The findings of one kind after the standing corrections, the added ones at the end. Nothing is merged yet."""
    own = {
        key.partition("/")[2]: fields
        for (of, key), fields in decided.items()
        if of == target and key.startswith(f"{article.public_id}/")
    }
    found = []
    for finding in read:
        ways = ((target, f"{lender}/{key}") for lender, key, _batch in finding.get(LENT, ()))
        decisions = [*(decided.get(way, {}) for way in ways), own.pop(finding["key"], {})]
        found.append(reduce(or_, (_values(target, decision) for decision in decisions), finding))
    added = [
        {"key": key} | fields[PRESENT].value | _values(target, fields)
        for key, fields in own.items()
        if PRESENT in fields and fields[PRESENT].value
    ]
    return [finding for finding in (*found, *added) if finding.get(PRESENT, True)]


def columns(target: Target, finding: Finding) -> Finding:
    """The part of a finding that is a row's. What was kept of one before there was a column leaves that as it is."""
    return {column: finding[column] for column in COLUMNS[target] if column in finding}


def _values(target: Target, corrections: dict[str, Correction]) -> dict[str, Any]:
    """The decided values of one finding. What an editor added stays as it was added, also when it is read later."""
    values: dict[str, Any] = {}
    if PRESENT in corrections:
        added = corrections[PRESENT].value or {}
        values = {field: added[field] for field in CORRIGIBLE[target] if field in added}
        values[PRESENT] = bool(added)
    if "jurisdiction_name" in corrections:
        values["jurisdiction_parent"] = ""  # the city read belongs to the name read
    return values | {field: c.value for field, c in corrections.items() if field in CORRIGIBLE[target]}


def _combined(target: Target, findings: list[Finding]) -> list[Finding]:
    """Findings of one official, or one place, as one: the first, with the others' spans, titles and roles."""
    found: dict[int, Finding] = {}
    for finding in findings:
        first = found.setdefault(finding[OWNER[target]], finding)
        if first is not finding:
            found[finding[OWNER[target]]] = joined(first, finding)
    return list(found.values())


def joined(one: Finding, other: Finding) -> Finding:
    """Two findings of one official or place as one, with the values of the first."""
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
        if _differs(row, finding) or row.date != article.date:
            _fill(row, article, finding).save()
    for finding in findings:
        if finding["key"] not in kept:
            _fill(model(article=article), article, finding).save()


def _differs(row: Any, finding: Finding) -> bool:
    return any(getattr(row, column_of(row, column).attname) != value for column, value in finding.items())


def _fill(row: Any, article: Article, finding: Finding) -> Any:
    for column, value in finding.items():
        setattr(row, column_of(row, column).attname, value)
    row.date = article.date
    return row
