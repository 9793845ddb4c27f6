"""Addresses as QR codes, for another device to read from the screen or from paper."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe

LONGEST = 1000
"""Characters of an address; the code of a longer one is too fine for telephones to read from a screen."""


def code_of(address: str) -> SafeString | None:
    """The address as an SVG, black on white with its quiet zone, whatever the page's colours; None for one too long."""
    if len(address.encode()) > LONGEST:
        return None
    code = segno.make_qr(address, error="l")
    drawn = code.svg_inline(omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None)
    return mark_safe(drawn)  # squares: nothing of the address stands in them as text
