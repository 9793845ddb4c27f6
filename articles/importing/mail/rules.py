"""The rules that chief editors keep, with the mailboxes that the operator set up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import MailRule
from newsroom.mailing import Fate, Inbox, Rule

from .mailboxes import read_former_rules


def with_rules(mailboxes: Iterable[Inbox], rules: Iterable[MailRule]) -> tuple[Inbox, ...]:
    """The mailboxes, each with its own of these rules, in the order of these."""
    known = list(rules)
    return tuple(
        replace(mailbox, rules=tuple(_rule(each) for each in known if each.mailbox == mailbox.name))
        for mailbox in mailboxes
    )


def strays(mailboxes: Iterable[Inbox], rules: Iterable[MailRule]) -> list[MailRule]:
    """The rules of mailboxes that there are none of."""
    names = {mailbox.name for mailbox in mailboxes}
    return [rule for rule in rules if rule.mailbox not in names]


@transaction.atomic
def load_former_rules(file: Path) -> list[tuple[MailRule, bool]]:
    """Save the rules of a file of before; each with whether it is new. What is there by that name stays as it is.

    Raises MailboxesError, and then saves none.
    """
    loaded = []
    for rule in read_former_rules(file):
        is_new = not MailRule.objects.filter(name=rule.name).exists()
        if is_new:
            rule.save()
        loaded.append((rule, is_new))
    return loaded


def fate_in_words(fate: Fate) -> str:
    """What becomes of a letter."""
    words = {
        "leave": _("信留着不动"),
        "seen": _("信标为已读"),
        "flag": _("信标为已读，加旗标"),
        "move": _("信移到“{}”").format(fate.folder),
        "delete": _("信删去"),
    }
    return words[fate.what]


def _rule(kept: MailRule) -> Rule:
    return Rule(
        name=kept.name,
        senders=tuple(kept.senders),
        folder=kept.folder,
        subjects=tuple(kept.subjects) or ("*",),
        attachments=tuple(kept.attachments) or ("*",),
        takes_text=kept.takes == MailRule.Takes.TEXT,
        newspaper=kept.newspaper,
        taken=Fate(cast(Any, kept.taken), kept.taken_folder),
        refused=Fate(cast(Any, kept.refused), kept.refused_folder),
    )
