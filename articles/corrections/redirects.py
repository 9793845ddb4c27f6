"""Old addresses: where an object went that once answered there. Always one hop."""

from __future__ import annotations

from articles.models import Redirect


def moved(kind: str, old: str, new: str) -> None:
    """Remember that what answered at `old` now answers at `new`, and send older addresses there at once too."""
    if old == new:
        return
    Redirect.objects.filter(kind=kind, old=new).delete()
    Redirect.objects.filter(kind=kind, new=old).update(new=new)
    Redirect.objects.update_or_create(kind=kind, old=old, defaults={"new": new})
    if kind == Redirect.Kind.ISSUE:
        Redirect.objects.filter(kind=Redirect.Kind.GONE, new=old).update(new=new)


def successor(kind: str, old: str) -> str | None:
    """Where the object is now that once had this slug, public id or key; None where nothing is known of it."""
    return Redirect.objects.filter(kind=kind, old=old).values_list("new", flat=True).first()
