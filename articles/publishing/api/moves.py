"""Objects by their ids: the one asked for, where it answers now, or that it was taken out on request."""

from __future__ import annotations

from typing import Any, NoReturn

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.corrections import is_withdrawn, successor
from articles.models import Redirect

from .answers import Moved, Refusal

NAMES: dict[str, str] = {
    Redirect.Kind.ISSUE: "api-issue",
    Redirect.Kind.ARTICLE: "api-article",
    Redirect.Kind.OFFICIAL: "api-official",
    Redirect.Kind.PLACE: "api-place",
    Redirect.Kind.GONE: "api-issue",
}


def refuse_missing(key: Any, *kinds: str) -> NoReturn:
    """Raises Moved where the object of that key answers elsewhere now, else Refusal: 410 for what was withdrawn on
    request, as its page says, and 404."""
    old = str(key)[:120]
    for kind in kinds:
        if new := successor(kind, old):
            raise Moved(reverse(NAMES[kind], args=[new]))
    if Redirect.Kind.ARTICLE in kinds and is_withdrawn(old):
        raise Refusal(410, _("这篇报道已应申请撤下。"))
    raise Refusal(404, _("没有这个对象。"))
