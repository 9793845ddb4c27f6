from __future__ import annotations

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_QUERY_STRING = 1000
LONGEST_ADDRESS = 500
LONGEST_HUB = 500
LONGEST_WHY = 200
FARES_WELL = {"failures": 0, "why": "", "failing_since": None, "retry_at": None, "ended_at": None}
"""What an `Endpoint` is that takes what it is sent."""


class Alert(models.Model):
    """A reader, who has no account, is told of new articles of one list: by e-mail or, with an `Endpoint`, by program.

    The key stands in what is sent alone and lets whoever has it see and delete the alerts of the address. `told` is the
    last `Arrival` of which a mail spoke, `telling` the last one of a mail that was begun: sent again after an
    interruption, it is the same mail. All this holds for what a program is sent, too.
    """

    class HowOften(models.TextChoices):
        AT_ONCE = "at-once", _("一收进就寄")
        DAILY = "daily", _("每天")
        WEEKLY = "weekly", _("每周")

    key = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    address = models.CharField(max_length=LONGEST_ADDRESS)
    query = models.CharField(max_length=LONGEST_QUERY_STRING, blank=True)
    language = models.CharField(max_length=10)
    how_often = models.CharField(max_length=10, choices=HowOften.choices)
    told = models.BigIntegerField()
    telling = models.BigIntegerField(null=True)
    last_sent = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "query"], name="alert_once_an_address")]

    def __str__(self) -> str:
        return self.query


class Endpoint(models.Model):
    """The program that an alert is sent to: the secret by which it knows what comes from here, and how it fares.

    `failures` counts those since it last took something, the first of them at `failing_since`, `retry_at` is when it is
    tried again, `ended_at` since when it is not tried any more. `mailbox`, where one was named and confirmed, is told
    of the first and of the last of these; it was told at `warned_at`.
    """

    alert = models.OneToOneField(Alert, models.CASCADE, primary_key=True)
    secret = models.CharField(max_length=60)
    failures = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    failing_since = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    mailbox = models.EmailField(blank=True)
    warned_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.alert_id)


class AlertDelivery(models.Model):
    """One attempt to send a program something: which message, the how manieth attempt of it, what was answered (no
    status where nothing was), why that was not taking it, and how long it took. Kept for a while (`alerts.deliveries`).

    Of what was sent it has the articles' ids and the digest of the whole, so that it can be shown as it reads now, and
    nothing of an article outlives the article.
    """

    class Kind(models.TextChoices):
        NEWS = "articles.new", _("报道")
        TEST = "test", pgettext_lazy("送达", "试送")

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    number = models.CharField(max_length=80)
    articles = models.PositiveSmallIntegerField()
    public_ids = ArrayField(models.CharField(max_length=12), default=list)
    sha256 = models.CharField(max_length=64, blank=True)  # empty for what was sent before digests were kept
    attempt = models.PositiveSmallIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    milliseconds = models.PositiveIntegerField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.attempt}"

    @property
    def seconds(self) -> float:
        return self.milliseconds / 1000


class AlertRequest(models.Model):
    """Somebody asked for an alert within the last day, or had a program called. The bucket is one of some thousands
    into which addresses, and hosts of programs, fall: enough to keep mail or calls from being heaped upon one of them,
    and too little to say which."""

    bucket = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.bucket} {self.asked_at}"


class Arrival(models.Model):
    """The order in which articles came to be shown. An article that was taken out and comes back keeps its number."""

    public_id = models.CharField(max_length=12, unique=True)

    def __str__(self) -> str:
        return f"{self.pk} {self.public_id}"


class Announced(models.Model):
    """How far a WebSub hub was told: the last `Arrival`, and until when what editors decided."""

    hub = models.CharField(primary_key=True, max_length=LONGEST_HUB)
    told = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.hub
