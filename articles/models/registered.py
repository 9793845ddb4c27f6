from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .appearance import Appearance
from .official import Official
from .post import Post
from .suppression import Suppression

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def days_of(text: str) -> tuple[date, date]:
    """The first and the last day that a day, month or year of ISO 8601 (2018, 2018-03, 2018-03-05) may mean.

    Raises ValueError for anything else.
    """
    found = DAY.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])


def check_day(text: str) -> None:
    """Raises ValidationError for what is no day, month or year."""
    try:
        days_of(text)
    except ValueError as error:
        raise ValidationError(
            _("“%(text)s”不是日期，请写成 2018、2018-03 或 2018-03-05"), params={"text": text}
        ) from error


class RegisteredTermQuerySet(models.QuerySet["RegisteredTerm"]):
    def shown(self) -> RegisteredTermQuerySet:
        """Those that no editor took out. Of a name that was masked on request in an article, those alone of officials
        whom other articles show."""
        masked = Suppression.objects.standing().filter(name=models.OuterRef("name"))
        printed = Appearance.objects.filter(official=models.OuterRef("official"))
        return self.filter(is_shown=True).filter(models.Exists(printed) | ~models.Exists(masked))

    def in_order(self) -> RegisteredTermQuerySet:
        """Oldest first, with what names them."""
        return self.select_related("official", "post__place").order_by("since", "pk")

    def of_official(self, official: Official) -> RegisteredTermQuerySet:
        """The posts that registers give a person, in order."""
        return self.shown().filter(official=official).in_order()

    def of_post(self, post: Post) -> RegisteredTermQuerySet:
        """Everyone whom registers give a post, in order."""
        return self.shown().filter(post=post).in_order()

    def holding(self, post: Post, day: date) -> RegisteredTermQuerySet:
        """Who held the post on that day as registers tell, also where a month or a year leaves it open whether they
        had begun or still did; `surely_held` tells."""
        sure = models.Q(surely_from__lte=day, surely_to__gte=day)
        within = self.of_post(post).filter(first_day__lte=day, last_day__gte=day)
        return within.annotate(surely_held=models.ExpressionWrapper(sure, models.BooleanField()))


class RegisteredTerm(models.Model):
    """A term of office as a register outside the archive tells it, with its source. Nothing printed here proves it.

    `since`, `until` and `source_date` are days, months or years as the source has them; without `until` the person was
    in office when the source was published, of what came later nothing is known. `first_day` and `last_day` are the
    outermost days that these words allow, `surely_from` and `surely_to` the innermost: of a term within one year, the
    former comes after the latter, and no day is sure. `person` tells namesakes of one register apart and means nothing
    else. Written by `importing.registers.loading`.
    """

    class Fit(models.TextChoices):
        """Why the term is this official's."""

        MET = "met", _("同名、同地同类职务，任期内见报")
        POST = "post", _("同名、同地同类职务，任期外见报")
        CAREER = "career", _("同名，职务与时间前后相接")
        ALONE = "alone", _("没有报道写到此人")
        OPEN = "open", _("可能与同名的另一位是同一人，待核")

    CONFIDENCE = {Fit.MET: 0.95, Fit.POST: 0.85, Fit.CAREER: 0.7, Fit.ALONE: 1.0, Fit.OPEN: 0.5}

    register = models.CharField(_("名录"), max_length=100)
    key = models.CharField(_("键"), max_length=64)
    name = models.CharField(_("姓名"), max_length=20)
    person = models.CharField(_("同名者的区别"), max_length=64, blank=True)
    office = models.CharField(_("名录中的职务"), max_length=120)
    official = models.ForeignKey(Official, models.PROTECT, related_name="registered_terms", verbose_name=_("官员"))
    before_merge = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("合并前的官员")
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="registered_terms", verbose_name=_("职位"))
    post_before_merge = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地方合并前的职位")
    )
    since = models.CharField(_("到任"), max_length=10, validators=[check_day])
    until = models.CharField(_("离任"), max_length=10, blank=True, validators=[check_day])
    first_day = models.DateField(_("最早到任"))
    surely_from = models.DateField(_("最晚到任"))
    surely_to = models.DateField(_("最早离任"))
    last_day = models.DateField(_("最晚离任"))
    source_title = models.CharField(_("来源"), max_length=200)
    source_url = models.URLField(_("来源网址"), max_length=500, blank=True)
    source_date = models.CharField(_("来源日期"), max_length=10, validators=[check_day])
    fit = models.CharField(_("归于此人的依据"), max_length=10, choices=Fit.choices)
    is_shown = models.BooleanField(
        _("显示"), default=True, help_text=_("有误或应申请不再显示的，取消；再次载入也不恢复。")
    )
    changed_at = models.DateTimeField(_("载入"), help_text=_("载入，或再次载入时有了改变"))

    objects = RegisteredTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("名录中的任职")
        verbose_name_plural = _("名录中的任职")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["key"], name="registeredterm_key_unique")]
        indexes = [
            models.Index(fields=["register"], name="registeredterm_register"),
            models.Index(fields=["name"], name="registeredterm_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.office} {self.since}—{self.until}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.count_days()
        super().save(*args, **kwargs)

    @property
    def confidence(self) -> float:
        """How sure it is whose term this is, 0 to 1."""
        return self.CONFIDENCE[self.Fit(self.fit)]

    @property
    def days(self) -> tuple[date, date]:
        """The innermost days in order, also where they leave no day sure."""
        return min(self.surely_from, self.surely_to), max(self.surely_from, self.surely_to)

    def count_days(self) -> None:
        """Bring the days up to the words of `since`, `until` and `source_date`."""
        self.first_day, self.surely_from = days_of(self.since)
        self.surely_to, self.last_day = days_of(self.until or self.source_date)

    def clean(self) -> None:
        """A term ends after it began, and both are past when its source is published. Raises ValidationError."""
        for text in filter(None, (self.since, self.until, self.source_date)):
            check_day(text)
        (begun, _last), (_first, published) = days_of(self.since), days_of(self.source_date)
        if begun > published:
            raise ValidationError({"since": _("到任晚于来源日期")})
        if self.until:
            ended, last = days_of(self.until)
            if last < begun:
                raise ValidationError({"until": _("离任早于到任")})
            if ended > published:
                raise ValidationError({"until": _("离任晚于来源日期：这是预定，不是事实；尚在任的请留空")})
