from __future__ import annotations

from django.db import models


class SealedCollections(models.Model):
    """A reader's collections as the reader's browsers sealed them: they alone have the key, and nothing here says whose
    they are. `version` is another with each writing; `writes` counts those of the day of `used_on`."""

    key = models.CharField(max_length=32, primary_key=True)
    content = models.BinaryField()
    version = models.CharField(max_length=16)
    writes = models.PositiveIntegerField(default=0)
    used_on = models.DateField(db_index=True)
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.used_on} {len(self.content)}"
