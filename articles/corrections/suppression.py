"""Take an article or a name out of the public archive, and bring it back.

All three steps are corrections underneath, so that they reach page, search, facets, counts, exports and feeds in their
transaction, and stand against every later reading: a delisted or withdrawn article has no row (`present`), so that no
list can hold it; a masked name is not in the text. Of a delisted one the address still shows what was kept. The
`Suppression` says on whose request, and so does a line of the journal, which is no part of the database. The source's
bytes stay as they came.

A suppression of which nothing was carried out yet waits for its article: that is how steps taken after a backup are
repeated for what the restored archive has not read (`repeating.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Appearance, Article, Correction, ReviewItem, Suppression, Target

from . import findings, journal
from .decisions import Decision
from .fields import PRESENT, plain
from .presence import delisted_article, is_unlisted, keep_absent, take_away
from .record import locked, record, remove
from .turns import deciding
from .undoing import undo_batch
from .visible import MASK

MASKED_FIELDS = (
    "banner", "kicker", "headline", "subheadline", "reporters", "correspondents", "photographers", "paragraphs",
)  # fmt: skip

log = logging.getLogger("articles.suppression")


def delist(article: Article, decision: Decision, request_number: str) -> Suppression:
    """Take an article out of lists, search, counts, feeds, sitemap and exports. Its address still shows it."""
    return _on_request(Suppression.Kind.DELIST, article, decision, request_number)


def withdraw(article: Article, decision: Decision, request_number: str) -> Suppression:
    """Take an article out of the archive. Its address answers that it was withdrawn."""
    return _on_request(Suppression.Kind.WITHDRAW, article, decision, request_number)


def _on_request(kind: Suppression.Kind, article: Article, decision: Decision, request_number: str) -> Suppression:
    with deciding():
        made = _take_out(kind, article, decision, request_number)
        _note(kind, made, decision.who)
        return made


def _take_out(kind: Suppression.Kind, article: Article, decision: Decision, request_number: str) -> Suppression:
    article = locked(article)
    if is_unlisted(article) and kind == Suppression.Kind.DELIST:
        raise ValidationError(_("这篇报道已不再列出。"))
    made = _suppress(kind, article, decision, request_number)
    _carry_out(article, decision)
    return made


def _carry_out(article: Article, *decisions: Decision) -> None:
    """Take the row away, where there is one; it is back when all decisions are lifted."""
    has_row = not is_unlisted(article)
    if has_row:
        ReviewItem.objects.filter(article=article).update(article=None, issue=article.issue)
        keep_absent(article)
    for decision in decisions:
        decision.correction(article, PRESENT, article.fingerprint, False)
    if has_row:
        take_away(article)


def mask(article: Article, name: str, decision: Decision, request_number: str) -> Suppression:
    """Show a name in an article as its surname and 某, as long as it is; nobody of that name appears there any more.

    Raises ValidationError where the article does not show the name.
    """
    with deciding():
        made = _mask(article, name, decision, request_number)
        _note(made.kind, made, decision.who)
        return made


def _mask(article: Article, name: str, decision: Decision, request_number: str) -> Suppression:
    article = locked(article)
    if len(name) < 2:
        raise ValidationError(_("请给出完整的姓名。"))
    if not _shows(article, name):
        raise ValidationError(_("报道里没有“{}”。").format(name))
    made = _suppress(Suppression.Kind.MASK, article, decision, request_number, name)
    _carry_out_mask(article, name, decision)
    return made


def _carry_out_mask(article: Article, name: str, decision: Decision) -> None:
    if is_unlisted(article):
        _part_from(name, article, decision)
    else:
        for appearance in article.appearances.filter(name=name):
            remove(appearance, decision)
    record(article, {field: masked(plain(article, field), name) for field in MASKED_FIELDS}, decision)


def _part_from(name: str, article: Article, decision: Decision) -> None:
    """Let nobody of the name appear in a delisted article once it is listed again."""
    for finding in findings.kept_or_shown(article)[Target.APPEARANCE]:
        if finding["name"] == name:
            decision.correction(Appearance(article=article, key=finding["key"]), PRESENT, finding, False)


def _shows(article: Article, name: str) -> bool:
    """Whether a name is in the text of an article or among its officials."""
    texts = (plain(article, field) for field in MASKED_FIELDS)
    return any(masked(text, name) != text for text in texts) or article.appearances.filter(name=name).exists()


def lift(suppression: Suppression, who: str) -> None:
    """Bring back what was taken out. Raises ValidationError where later corrections build upon it."""
    with deciding():
        mine = Suppression.objects.select_for_update().get(pk=suppression.pk)
        if mine.lifted_at is None:
            Suppression.objects.filter(pk=mine.pk).update(lifted_at=timezone.now(), lifted_by=who)
            undo_batch(mine.batch, who=who)
            _mask_what_waits(mine.article)
            _note(journal.LIFTED, mine, who)


def is_withdrawn(public_id: str) -> bool:
    """Whether an article was taken out."""
    return Suppression.objects.withdrawn().filter(article=public_id).exists()


def take_out_again(article: Article) -> bool:
    """Take out an article, just read and saved, that waits for it or whose text was taken out as part of another
    source."""
    standing = list(_about([article]).exclude(kind=Suppression.Kind.MASK))
    own = [Decision(each.who, each.reason, each.batch) for each in standing if each.article == article.public_id]
    if own:
        public_id = article.public_id
        _carry_out(locked(article), *own)
        _mask_what_waits(public_id)
    elif standing:
        known = standing[0]
        decision = Decision(known.who, known.reason)
        _note_when_stored(_take_out(Suppression.Kind(known.kind), article, decision, known.request_number))
    return bool(standing)


def mask_again(articles: Sequence[Article]) -> None:
    """Mask names in articles, just read, that wait for it, whose text has the name masked in another source, or where
    that name was only now recognised: what is read is the text without the mask."""
    for known in list(_about(articles).filter(kind=Suppression.Kind.MASK).order_by("pk")):
        for article in articles:
            if not _shows(article, known.name):
                continue
            if known.article == article.public_id:
                _carry_out_mask(locked(article), known.name, Decision(known.who, known.reason, known.batch))
            elif _is_copy(article, known) and not _was_masked(article, known.name):
                decision = Decision(known.who, known.reason)
                _note_when_stored(_mask(article, known.name, decision, known.request_number))
            if not is_unlisted(article):
                article.refresh_from_db()


def _mask_what_waits(public_id: str) -> None:
    """Masks that waited while the article was withdrawn, or not read yet, now that its address shows it."""
    row = Article.objects.filter(public_id=public_id).first() or delisted_article(public_id)
    mask_again([row] if row else [])


def wait_for(step: journal.Step, decision: Decision) -> None:
    """Take out an article as soon as it is read that is not in the archive now."""
    expected = Article(public_id=step.article, fingerprint=step.fingerprint)
    made = _suppress(Suppression.Kind(step.step), expected, decision, step.request_number, step.name)
    _note(step.step, made, step.who)


def _about(articles: Sequence[Article]) -> QuerySet[Suppression]:
    """What stands about these articles or about their texts in other sources."""
    texts = {article.fingerprint for article in articles} - {""}
    own = Q(article__in=[article.public_id for article in articles])
    return Suppression.objects.standing().filter(own | Q(fingerprint__in=texts))


def _is_copy(article: Article, known: Suppression) -> bool:
    """Whether another source prints the same. What editors split off has no fingerprint and no copies."""
    return known.article != article.public_id and bool(known.fingerprint) and known.fingerprint == article.fingerprint


def _was_masked(article: Article, name: str) -> bool:
    """Whether the name was masked in this very article, be it lifted since."""
    masks = Suppression.objects.filter(kind=Suppression.Kind.MASK, article=article.public_id)
    return masks.filter(name=name).exists()


def masked(value: Any, name: str) -> Any:
    """A plain value with the name masked in all its texts.

    >>> masked(["禾东篱", "会上，禾东篱说"], "禾东篱")
    ['禾某某', '会上，禾某某说']
    """
    if isinstance(value, str):
        return value.replace(name, name[0] + MASK * (len(name) - 1))
    if isinstance(value, list):
        return [masked(item, name) for item in value]
    if isinstance(value, dict):
        return {key: masked(item, name) if key == "text" else item for key, item in value.items()}
    return value


def _suppress(
    kind: Suppression.Kind, article: Article, decision: Decision, request_number: str, name: str = ""
) -> Suppression:
    if not request_number.strip():
        raise ValidationError({"request_number": _("请写明申请编号。")})
    return Suppression.objects.create(
        kind=kind,
        article=article.public_id,
        fingerprint=article.fingerprint,
        name=name,
        request_number=request_number.strip(),
        reason=decision.reason,
        who=decision.who,
        batch=decision.batch,
    )


def _note(step: str, made: Suppression, who: str) -> None:
    """Add the last act of a step to the journal: what cannot be written there is not done. The system's log, where one
    is given, gets the line's hash, but no name and no reason, which may hold one."""
    try:
        digest = journal.append(journal.Step.of(step, made, who))
    except OSError as error:
        raise ValidationError(_("撤下记录写不进文件（{}），所以什么也没有改。").format(error)) from error
    said = (step, made.article, made.request_number, who, digest)
    log.warning("%s article=%s request=%r who=%r line=%s", *said)


def _note_when_stored(made: Suppression) -> None:
    """The same of what a reading took out because of its text: a reading that is rolled back, as in a dry run, leaves
    no line. One that cannot be written stops no reading, since the text says the same again."""
    transaction.on_commit(partial(_note, made.kind, made, made.who), robust=True)


def public(corrections: QuerySet[Correction]) -> QuerySet[Correction]:
    """Those of some corrections that the public may see: nothing of what was withdrawn or masked, lifted or not, and
    nothing that only confirmed what was read."""
    touched = Suppression.objects.values("article")
    return (
        corrections.exclude(value__isnull=False, value=F("value_read"))
        .exclude(batch__in=Suppression.objects.values("batch"))
        .exclude(article__in=touched)
    )
