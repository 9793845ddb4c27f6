"""What tests read from a page."""

from __future__ import annotations

import re

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """The words of a page's main part without its mark-up."""
    body = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", body))


def links_of(response: HttpResponse) -> list[str]:
    """Where a page's links lead, as written in its mark-up."""
    return re.findall(r'<a [^>]*href="([^"]*)"', response.content.decode())
