"""What is said of text that was recognised from a picture: that it was, how sure it is, which stories to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from articles.reading.glyphs import Scan
from articles.reading.readings import Doubt
from articles.reading.stories.story import Story

KIND = "scan"
DOUBTFUL_LINE, DOUBTFUL_SHARE = 0.9, 0.1
"""A line on whose characters the recogniser was less sure, on average, than that, and the share of such lines in a
story that an editor should compare with the picture."""

WORN = 0.8
"""How much of that confidence is left where a page is worn: what is lost there is often whole lines, of which the
recogniser knows nothing."""


def doubt(stories: Iterable[Story], sure: Mapping[int, float]) -> None:
    """Doubt the stories of a recognised page that hold too many lines of which the recogniser was unsure."""
    for story in stories:
        lines = [sure[line.number] for unit in story.units for line in unit.lines if line.number in sure]
        weak = sum(each < DOUBTFUL_LINE for each in lines)
        if lines and weak > DOUBTFUL_SHARE * len(lines):
            mean = sum(lines) / len(lines)
            reason = f"由图像识别而来，{len(lines)} 行中有 {weak} 行把握不足，请对照版面图像：{story.text[:20]}…"
            story.doubts.append((KIND, reason, round(mean * (1 - weak / len(lines)), 2)))


def of_pages(pages: Sequence[tuple[int, Mapping[int, float], Scan]]) -> tuple[Doubt, ...]:
    """That pages, by their number in the file, were recognised from pictures, and which of these are worn or
    photographed."""
    values = [value for _number, sure, _scan in pages for value in sure.values()]
    if not values:
        return ()
    mean = sum(values) / len(values)
    numbers = _told(number for number, sure, _scan in pages if sure)
    reason = f"文件的第 {numbers} 页是图像，文字由程序识别，平均把握 {mean:.0%}"
    worn = [number for number, sure, scan in pages if sure and scan.worn]
    photographed = [number for number, sure, scan in pages if sure and scan.photographed]
    if worn:
        reason += f"；第 {_told(worn)} 页褪色、污损、模糊或明暗不均"
    if photographed:
        reason += f"；第 {_told(photographed)} 页是拍摄的照片，由程序展平"
    if worn or photographed:
        mean *= WORN
        reason += "，文字和分篇都可能有误，请对照版面图像"
    return (Doubt(KIND, reason, round(mean, 2)),)


def _told(numbers: Iterable[int]) -> str:
    return "、".join(map(str, numbers))
