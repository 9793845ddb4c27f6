"""What can be done about a delisted article where it is, without listing it again first."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import corrections
from articles.corrections import OF_UNLISTED, Decision
from articles.models import Article

from .articles import ArticleForm
from .operations import Step


class Correct(Step, ArticleForm):
    """The fields that its address shows, corrected as those of any article."""

    title, name, permission = gettext_lazy("更正"), "correct", "articles.suppress"
    button = gettext_lazy("保存更正")
    corrigible = OF_UNLISTED

    class Meta:
        model = Article
        fields = OF_UNLISTED

    def __init__(self, row: Article, data: Any = None) -> None:
        super().__init__(data, instance=row)
        self.row = row

    def run(self, decision: Decision) -> str:
        try:
            made = corrections.record(self.row, self.changes(), decision, seen=self.seen_values())
        except corrections.CollisionError as other:
            raise ValidationError(_("什么也没有改：别人刚改动过其中的内容。")) from other
        return _("已更正") if made else _("没有什么要改的。")
