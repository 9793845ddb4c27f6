"""What is said of text that was recognised from a picture: that it was, how sure it is, which stories to look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from articles.reading.pdf_glyphs import Scan
from articles.reading.readings import Doubt
from articles.reading.stories import Story

KIND = "scan"
DOUBTFUL_LINE, DOUBTFUL_SHARE = 0.9, 0.1
"""A line on whose characters the command was less sure, on average, than that, and the share of such lines in a story
that an editor should compare with the picture."""
UNREAD = 0.0


def doubt(stories: Iterable[Story], sure: Mapping[int, float]) -> None:
    """Doubt the stories of a recognised page that hold too many lines of which the command was unsure."""
    for story in stories:
        lines = [sure[line.number] for unit in story.units for line in unit.lines if line.number in sure]
        weak = sum(each < DOUBTFUL_LINE for each in lines)
        if lines and weak > DOUBTFUL_SHARE * len(lines):
            mean = sum(lines) / len(lines)
            reason = f"由图像识别而来，{len(lines)} 行中有 {weak} 行把握不足，请对照版面图像：{story.text[:20]}…"
            story.doubts.append((KIND, reason, round(mean * (1 - weak / len(lines)), 2)))


def of_pages(pages: Sequence[tuple[int, Scan, Mapping[int, float]]]) -> tuple[Doubt, ...]:
    """That pages, by their number in the file, were recognised from pictures or could not be."""
    read = [(number, sure) for number, scan, sure in pages if scan.is_read and sure]
    unread = [number for number, scan, _sure in pages if not scan.is_read]
    doubts = []
    if read:
        values = [value for _number, sure in read for value in sure.values()]
        mean = sum(values) / len(values)
        where = _listed([number for number, _sure in read])
        doubts.append(Doubt(KIND, f"{where}是图像，文字由程序识别，平均把握 {mean:.0%}", round(mean, 2)))
    if unread:
        reason = f"{_listed(unread)}是图像，没有读：本机没有文字识别程序（tesseract-ocr、tesseract-ocr-chi-sim）"
        doubts.append(Doubt(KIND, reason, UNREAD))
    return tuple(doubts)


def _listed(numbers: Sequence[int]) -> str:
    return f"文件的第 {'、'.join(map(str, numbers))} 页"
