"""One page or two for each seed, set as a dump or as PDF, and how it is read."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import weasyprint

from articles.reading import read
from articles.text.errors import UnreadableInput
from pagemaker import dumps, sheets
from pagemaker.comparing import Score, score
from pagemaker.photographing import SHOTS, photographed
from pagemaker.scanning import damaged, drawn, scanned
from pagemaker.stories import Page, Story, Writer
from pagemaker.wearing import DAMAGES

SECOND_PAGE = 5
"""Every so many seeds, the source holds two pages."""
BACK = 50
"""From a seed to that of the page on its back."""


def pages_of(seed: int) -> tuple[Page, ...]:
    writer = Writer(seed)
    first = writer.page("A02")
    return (first, writer.page("A03")) if seed % SECOND_PAGE == 0 else (first,)


def dump_case(seed: int) -> tuple[bytes, tuple[Story, ...]]:
    """The bytes of a text dump and the stories in it; even seeds are wrapped, odd ones recognised."""
    set_page = dumps.recognised if seed % 2 else dumps.wrapped
    parts = [set_page(without_banners(page), seed) for page in pages_of(seed)]
    text = "\n".join(part.text for part in parts)
    return text.encode(), tuple(story for part in parts for story in part.stories)


def without_banners(page: Page) -> Page:
    """The page as a dump keeps it: what tells a 栏目 from a 引题 is its box, which no text shows."""
    return replace(page, stories=tuple(replace(story, banner="") for story in page.stories))


def pdf_case(seed: int) -> tuple[bytes, tuple[Story, ...]]:
    """The bytes of a PDF and the stories in it."""
    pages = pages_of(seed)
    data = weasyprint.HTML(string=sheets.sheet(pages, seed)).write_pdf()
    return data, tuple(story for page in pages for story in page.stories)


def scan_case(seed: int, dots: int) -> tuple[bytes, tuple[Story, ...]]:
    """The bytes of a scan of that PDF, and the stories in it."""
    data, stories = pdf_case(seed)
    return scanned(data, seed, dots), stories


def damaged_case(seed: int, damage: str) -> tuple[bytes, tuple[Story, ...]]:
    """The bytes of a scan at 200 dots an inch of that PDF after it was damaged, and the stories in it."""
    data, stories = pdf_case(seed)
    return damaged(data, seed, 200, damage, pdf_case(seed + BACK)[0]), stories


def photographed_case(seed: int, shot: str) -> tuple[bytes, tuple[Story, ...]]:
    """The bytes of a photograph of that PDF's first page, and the stories on it."""
    data, _stories = pdf_case(seed)
    return photographed(drawn(data, 200)[0], shot, seed), pages_of(seed)[0].stories


def read_case(data: bytes, stories: tuple[Story, ...], label: str) -> Score:
    """How well a case is read; a refusal gets every story wrong."""
    try:
        return score(stories, read(data, "page"), label)
    except UnreadableInput as refusal:
        return Score(total=len(stories), misses=[f"{label}: refused: {refusal}"])


CASES = {"text": dump_case, "pdf": pdf_case}
SCANS = {"scan-200": partial(scan_case, dots=200), "scan-300": partial(scan_case, dots=300)}
DAMAGED = {damage: partial(damaged_case, damage=damage) for damage in DAMAGES}
PHOTOGRAPHED = {f"photo-{shot}": partial(photographed_case, shot=shot) for shot in SHOTS}
