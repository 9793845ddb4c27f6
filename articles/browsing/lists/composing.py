"""A search expression from boxes, for who does not want to learn how one is written."""

from __future__ import annotations

import re

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

OPERATORS = re.compile(r"[|｜~～()（）\"＂“”「」『』]|(?<!\S)[-－−]")
LONGEST_BOX = 60


class ComposeForm(forms.Form):
    """What is wanted, box by box; words stand apart by spaces."""

    all = forms.CharField(label=_("这些词都要有"), max_length=LONGEST_BOX, required=False)
    phrase = forms.CharField(label=_("这几个字连在一起"), max_length=LONGEST_BOX, required=False)
    any = forms.CharField(label=_("这些词有一个就行"), max_length=LONGEST_BOX, required=False)
    none = forms.CharField(label=_("这些词都不要"), max_length=LONGEST_BOX, required=False)
    title = forms.CharField(label=_("标题里有"), max_length=LONGEST_BOX, required=False)
    author = forms.CharField(label=_("作者是"), max_length=LONGEST_BOX, required=False)


def composed(asked: QueryDict) -> QueryDict:
    """The query of a list that asks for what was asked, with the boxes as its expression.

    Nothing but `q` is looked into: the list checks it like anything else that is typed.
    """
    if not set(asked) & set(ComposeForm.base_fields):
        return asked
    found = asked.copy()
    words = {name: OPERATORS.sub(" ", " ".join(found.pop(name, []))).split() for name in ComposeForm.base_fields}
    for name in [name for name, value in found.items() if not value]:
        del found[name]
    pieces = [
        *words["all"],
        f"“{' '.join(words['phrase'])}”" if words["phrase"] else "",
        " | ".join(words["any"]),
        *(f"标题:{word}" for word in words["title"]),
        *(f"作者:{word}" for word in words["author"]),
        *(f"-{word}" for word in words["none"]),
    ]
    if expression := " ".join(filter(None, [found.get("q", ""), *pieces])):
        found["q"] = expression
    return found
