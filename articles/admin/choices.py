"""How an item of the review queue can be answered, and what each answer does at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.corrections import Decision
from articles.models import Correction, ReviewItem


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its stable word, what the button says, who may, and what it does besides closing the item."""

    word: str
    label: Any
    permission: str = "articles.change_reviewitem"
    act: Callable[[ReviewItem, Decision], None] | None = None


def _merge(item: ReviewItem, decision: Decision) -> None:
    """The later official becomes the earlier one, whose address is older."""
    winner, *losers = item.candidates.order_by("pk")
    for loser in losers:
        corrections.merge(loser, winner, decision)


def _differ(item: ReviewItem, decision: Decision) -> None:
    first, *others = item.candidates.order_by("pk")
    for other in others:
        corrections.differ(first, other, decision)


def _take_reading(item: ReviewItem, decision: Decision) -> None:
    corrections.undo(correction_of(item), who=decision.who)


def _confirm_day(item: ReviewItem, decision: Decision) -> None:
    """The day becomes a known one: pages of that day that come later join the issue."""
    if item.issue and item.issue.date:
        corrections.confirm(item.issue, ["date"], decision)


def _confirm_heading(item: ReviewItem, decision: Decision) -> None:
    if item.article:
        corrections.confirm(item.article, corrections.HEADING, decision)


def correction_of(item: ReviewItem) -> Correction:
    """The correction that a conflict is about."""
    return Correction.objects.get(pk=item.key.split("-")[1])


FINE = Choice("fine", gettext_lazy("没有问题"))
UNSURE = Choice("unsure", gettext_lazy("无法判断，不再询问"))
MENDED = Choice("mended", gettext_lazy("已更正"))
WHO = (
    Choice("same", gettext_lazy("是同一人，合并"), "articles.merge", _merge),
    Choice("different", gettext_lazy("不是同一人"), "articles.merge", _differ),
    UNSURE,
)
CHOICES: dict[str, tuple[Choice, ...]] = {
    "namesake": WHO,
    "registered": WHO,
    "contradiction": (FINE, MENDED, UNSURE),
    "conflict": (
        Choice("keep", gettext_lazy("更正仍然有效")),
        Choice("take", gettext_lazy("撤销更正，采用新的读法"), "articles.change_article", _take_reading),
    ),
    "date": (Choice("fine", gettext_lazy("日期正确"), act=_confirm_day), MENDED, UNSURE),
    "heading": (Choice("fine", gettext_lazy("标题正确"), act=_confirm_heading), MENDED),
    "report": (MENDED, FINE),
}


def choices_of(item: ReviewItem, user: Any) -> list[Choice]:
    """The answers that this user may give to an item."""
    offered = CHOICES.get(item.kind, (FINE, MENDED))
    if item.kind == "conflict" and not item.key.startswith("conflict-"):
        offered = (FINE, MENDED)
    return [choice for choice in offered if user.has_perm(choice.permission)]


def is_withheld(item: ReviewItem, user: Any) -> bool:
    """Whether an item has answers that an editor may not give, but a chief editor."""
    choices = CHOICES.get(item.kind, ())
    return user.has_perm(FINE.permission) and not all(user.has_perm(choice.permission) for choice in choices)


def plain_answer(kind: str) -> Choice:
    """The answer to an item of a kind that says that there is no error."""
    return next((choice for choice in CHOICES.get(kind, ()) if choice.word == FINE.word), FINE)


def answer(item: ReviewItem, choice: Choice, who: str) -> bool:
    """Close an item with an answer and do what that means, at once. Returns whether it was still open. Raises
    ValidationError where it cannot be done."""
    decision = Decision(who=who, reason=_("待核：{}").format(item.reason)[:500])
    with corrections.deciding():
        fresh = ReviewItem.objects.open().select_for_update().filter(pk=item.pk).first()
        if fresh is None:
            return False
        if choice.act:
            choice.act(fresh, decision)
        ReviewItem.objects.filter(pk=item.pk).update(
            decided_at=timezone.now(), decided_by=who, decision=f"{choice.word} {decision.batch}"
        )
        return True


def take_back(who: str) -> ReviewItem | None:
    """Reopen the item that this person answered last, and undo what that did. None where there is none."""
    with corrections.deciding():
        item = ReviewItem.objects.select_for_update().filter(decided_by=who).order_by("-decided_at").first()
        if item is None:
            return None
        _word, _space, batch = item.decision.partition(" ")
        if batch:
            corrections.undo_batch(UUID(batch), who=who)
        ReviewItem.objects.filter(pk=item.pk).update(decided_at=None, decided_by="", decision="")
        return item
