from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class ArticleSearch(models.Model):
    """What search knows of an article; `articles.searching.index` writes it, nothing else does.

    `tsv` holds the overlapping pairs of characters of the folded text and finds candidates; `text` is that folded
    text, one field or paragraph a line, against which longer words are checked. `prints` stand for its passages
    (`articles.searching.prints`): those that two articles have in common are word for word the same.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="search", verbose_name=_("报道")
    )
    tsv = SearchVectorField(_("字对"))
    text = models.TextField(_("折叠的文字"))
    prints = ArrayField(models.IntegerField(), default=list, verbose_name=_("段落指纹"))

    class Meta:
        verbose_name = _("检索")
        verbose_name_plural = _("检索")
        indexes = [
            GinIndex(fields=["tsv"], name="articlesearch_tsv", fastupdate=False),
            GinIndex(fields=["prints"], name="articlesearch_prints", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.article_id)


class SharedPrint(models.Model):
    """A print that a few articles have, and one of these. `articles.searching.index` writes them; of what stands in
    many there are none. Where all others of a print go, the row that is left goes, too, as a trigger sees to."""

    pk = models.CompositePrimaryKey("print", "article")
    print = models.IntegerField(_("段落指纹"))
    article = models.ForeignKey(Article, models.CASCADE, related_name="shared_prints", verbose_name=_("报道"))

    class Meta:
        verbose_name = _("相同的段落")
        verbose_name_plural = _("相同的段落")

    def __str__(self) -> str:
        return f"{self.print} {self.article_id}"


class Photograph(models.Model):
    """A photograph that an article shows, the so many-th from 1: its miniature, and keys by which the same is found, of
    the whole and of the parts that are left when edges are cut (`articles.searching.likeness`).
    `articles.searching.index` writes them."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("报道"))
    number = models.PositiveSmallIntegerField(_("第几张"))
    miniature = models.TextField(_("照片缩样"))
    whole = models.IntegerField(_("整幅的键"))
    parts = ArrayField(models.IntegerField(), verbose_name=_("各部分的键"))

    class Meta:
        verbose_name = _("照片")
        verbose_name_plural = _("照片")
        indexes = [
            models.Index(fields=["whole"], name="photograph_whole"),
            GinIndex(fields=["parts"], name="photograph_parts", fastupdate=False),
        ]

    def __str__(self) -> str:
        return str(self.whole)


class SamePhotograph(models.Model):
    """An article and another that shows the same photograph; each pair is there both ways."""

    pk = models.CompositePrimaryKey("article", "other")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("报道"))
    other = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("另一篇"))

    class Meta:
        verbose_name = _("相同的照片")
        verbose_name_plural = _("相同的照片")

    def __str__(self) -> str:
        return f"{self.article_id} {self.other_id}"
