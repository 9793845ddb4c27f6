"""Files that a chief editor has sent and not imported yet, kept on disk between the trial and the import."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from articles.importing.reader import Options
from articles.importing.sources import Source, printable

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Stash:
    """The files of one user, with what is known of them; whoever sends others replaces them."""

    folder: Path

    @classmethod
    def of(cls, user: str) -> Stash:
        return cls(Path(settings.UPLOADS) / user)

    def fill(self, files: Iterable[UploadedFile], newspaper: str, day: date | None) -> None:
        """Keep these files in place of what was kept."""
        self.clear()
        self.folder.mkdir(parents=True, mode=0o700)
        names = []
        for number, file in enumerate(files):
            with (self.folder / str(number)).open("wb") as kept:
                kept.writelines(file.chunks())
            names.append(printable(file.name or str(number)))
        known = {"names": names, "newspaper": newspaper, "day": day.isoformat() if day else ""}
        (self.folder / MANIFEST).write_text(json.dumps(known), encoding="utf-8")

    def clear(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def names(self) -> list[str]:
        """What the files were called where they came from; none where nothing is kept."""
        return list(self._known().get("names", ()))

    def sources(self) -> list[Source]:
        """The files as an import takes them, sorted as those of a folder are."""
        kept = [Source(self.folder / str(number), name) for number, name in enumerate(self.names)]
        return sorted(kept, key=lambda source: source.name)

    def options(self, *, dry_run: bool) -> Options:
        known = self._known()
        day = date.fromisoformat(known["day"]) if known["day"] else None
        return Options(day=day, newspaper=known["newspaper"], dry_run=dry_run)

    def _known(self) -> dict[str, Any]:
        """The manifest, which is written last: files without one were not sent whole."""
        try:
            known: dict[str, Any] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        return known
