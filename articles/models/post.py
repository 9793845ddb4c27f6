from __future__ import annotations

from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .appearance import Appearance
from .official import Official
from .place import Place


class PostQuerySet(models.QuerySet["Post"]):
    def held(self) -> PostQuerySet:
        """Those in which articles name somebody, or a register does."""
        of_this = {"post": models.OuterRef("pk")}
        registered: Any = apps.get_model("articles", "RegisteredTerm")
        terms = registered.objects.shown().filter(**of_this)
        return self.filter(models.Exists(Tenure.objects.filter(**of_this)) | models.Exists(terms))


class Post(models.Model):
    """An office that one person after another holds: 云川县 + 政府 + 县长.

    `place_name` names a place that the gazetteer lacks, a county after its city if that is told; `name` is the post as
    a reader says it.
    """

    class Rank(models.TextChoices):
        CHIEF = "chief", _("正职")
        DEPUTY = "deputy", _("副职")
        MEMBER = "member", _("成员")

    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("地方")
    )
    place_name = models.CharField(_("地名"), max_length=60, blank=True)
    organisation = models.CharField(_("机构"), max_length=80)
    role = models.CharField(_("职位"), max_length=40)
    rank = models.CharField(_("层次"), max_length=10, choices=Rank.choices)
    name = models.CharField(_("名称"), max_length=180)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("职位")
        verbose_name_plural = _("职位")
        ordering = ["place", "organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "place_name", "organisation", "role"], name="post_unique", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(place__isnull=False, place_name="")
                | (models.Q(place__isnull=True) & ~models.Q(place_name="")),
                name="post_has_one_place",
            ),
        ]
        indexes = [models.Index(fields=["name"], name="post_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("post", args=[self.pk])


class TenureQuerySet(models.QuerySet["Tenure"]):
    def with_days(self) -> TenureQuerySet:
        """Each with `since` and `until`, the first and last day on which the archive proves it."""
        return self.annotate(since=Least("started", "first_seen"), until=Greatest("ended", "last_seen"))

    def in_order(self) -> TenureQuerySet:
        """Oldest first; those that no day is known of come last."""
        return self.with_days().order_by(models.F("since").asc(nulls_last=True), "pk")

    def holding(self, post: Post, day: date) -> TenureQuerySet:
        """Who held the post on that day, as proved by sightings or announcements before and after it."""
        proved = self.with_days().filter(since__lte=day, until__gte=day)  # type: ignore[misc]
        return proved.filter(post=post).order_by("first_seen", "pk")

    def last_known(self, post: Post, day: date) -> TenureQuerySet:
        """Who was seen in the post before that day and is not known to have left it by then, the latest first.

        Whoever is first among them held it when the archive last told, which says nothing of the day itself.
        """
        left = models.Q(ended__lte=day) | models.Q(over_by__lte=day)
        later = Tenure.objects.filter(
            official=models.OuterRef("official"), post=post, number__gt=models.OuterRef("number"), first_seen__lt=day
        )
        seen = self.filter(post=post, last_seen__lt=day).exclude(left).exclude(models.Exists(later))
        return seen.order_by("-last_seen", "pk")

    def of_post(self, post: Post) -> TenureQuerySet:
        """Everyone who held the post, in order."""
        return self.filter(post=post).in_order().select_related("official")

    def of_official(self, official: Official) -> TenureQuerySet:
        """Every post of a person, in order."""
        return self.filter(official=official).in_order().select_related("post__place")


class Tenure(models.Model):
    """An official in a post, as far as the archive proves it. Who left it and came back has another, by `number`.

    `first_seen` and `last_seen` are the first and last issue that print the person in the post: being seen last is not
    leaving. `started` and `ended` are set where a text says so (当选, 任命, 辞去, 免去), `over_by` where it says 原:
    the person had left by that day. Derived from the appearances that prove it; `importing.people.tenures` writes it.
    """

    official = models.ForeignKey(Official, models.CASCADE, related_name="tenures", verbose_name=_("官员"))
    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures", verbose_name=_("职位"))
    number = models.PositiveSmallIntegerField(_("第几次任此职"), default=1)
    first_seen = models.DateField(_("首次见报"), null=True, blank=True)
    last_seen = models.DateField(_("最近见报"), null=True, blank=True)
    started = models.DateField(_("到任"), null=True, blank=True)
    ended = models.DateField(_("离任"), null=True, blank=True)
    over_by = models.DateField(_("此前已离任"), null=True, blank=True)
    appearances = models.ManyToManyField(
        Appearance, through="TenureProof", related_name="tenures", verbose_name=_("依据")
    )

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ["official", "first_seen", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["official", "post", "number"], name="tenure_once_a_stint"),
            models.CheckConstraint(
                condition=models.Q(first_seen__isnull=True, last_seen__isnull=True)
                | models.Q(first_seen__lte=models.F("last_seen")),
                name="tenure_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["post", "first_seen"], name="tenure_of_post")]

    def __str__(self) -> str:
        return f"{self.official} {self.post}"


class TenureProof(models.Model):
    """One appearance that proves a tenure, and what it proves of it."""

    class Kind(models.TextChoices):
        SEEN = "seen", _("在任")
        START = "start", _("到任")
        END = "end", _("离任")
        FORMER = "former", _("原任")

    tenure = models.ForeignKey(Tenure, models.CASCADE, related_name="proofs", verbose_name=_("任职"))
    appearance = models.ForeignKey(Appearance, models.CASCADE, related_name="proofs", verbose_name=_("报道中的官员"))
    kind = models.CharField(_("说明"), max_length=10, choices=Kind.choices)

    class Meta:
        verbose_name = _("任职依据")
        verbose_name_plural = _("任职依据")
        ordering = ["appearance__date", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenure", "appearance", "kind"], name="tenureproof_once_an_appearance")
        ]

    def __str__(self) -> str:
        return f"{self.tenure_id} {self.kind}"
