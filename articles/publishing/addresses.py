"""Addresses that others keep: absolute, of the site's own host, and the same in whatever language they were asked."""

from __future__ import annotations

from typing import Protocol

from django.conf import settings
from django.utils import translation


class Addressed(Protocol):
    def get_absolute_url(self) -> str: ...


def permanent_url(shown: Addressed) -> str:
    """Where the object is found from anywhere."""
    with translation.override(settings.LANGUAGE_CODE):
        return absolute(shown.get_absolute_url())


def absolute(path: str) -> str:
    """The path as an address of the site."""
    return f"{settings.SITE_URL}{path}"
