"""What the speed benchmarks read: pages of invented stories from the tests' generator, and files that hurt."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "pages"))

from pagemaker import dumps
from pagemaker.stories import Writer

MEGABYTE = 1_000_000
PAGE_OF_A_PAPER = 4
"""Generated pages that are about as long as one printed page (8,000 characters)."""
SETTERS = (dumps.wrapped, dumps.recognised)
"""Half of them with wrapped lines, half as character recognition gives them."""


def page(number: int) -> str:
    """The text dump of one page's worth of stories; the same number gives the same page."""
    seeds = range(number * PAGE_OF_A_PAPER, (number + 1) * PAGE_OF_A_PAPER)
    return "\n\n".join(SETTERS[seed % 2](Writer(seed).page("A02"), seed).text for seed in seeds)


def pages(count: int) -> list[str]:
    return [page(number) for number in range(count)]


def file_of(megabytes: float) -> str:
    """One file of so many megabytes of pages."""
    parts, size, number = [], 0, 0
    while size < megabytes * MEGABYTE:
        parts.append(page(number))
        size, number = size + len(parts[-1].encode()), number + 1
    return "\n\n".join(parts)


def one_line(megabytes: float) -> str:
    """The same without any line break."""
    return file_of(megabytes).replace("\n", "")


def one_story(paragraphs: int) -> str:
    """A story of so many paragraphs, each of which says who speaks, with no headline between."""
    lead = "本报讯（记者张三）3月20日，清源县召开春灌工作会议，部署水利设施检修和用水调度，确保麦田适时浇水。"
    said = (
        f"第{number}户的王小{chr(0x4E00 + number % 5000)}说，今年的收成比去年好，日子有盼头。"
        for number in range(paragraphs)
    )
    return "\n\n".join((lead, *said))


def blank_lines(count: int) -> str:
    """One page, with that many blank lines before its second half."""
    text = page(0)
    middle = text.index("\n", len(text) // 2)
    return text[:middle] + "\n" * count + text[middle:]
