"""Tesseract, the command that recognises characters in a picture: whether it is there, and what it reads.

It runs inside of the sandbox's child and within the same limits. Nothing but a picture goes in; the answer is hOCR.
"""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from articles.reading.pdf_glyphs import Box
from articles.reading.sandbox import Limits
from articles.text.errors import UnreadableInput

LIMITS = Limits(memory=3 << 29, cpu_seconds=300, wall_seconds=2_400.0)
"""A page takes 10 to 40 s and 250 MB; the command's processor time counts for each page by itself."""
LANGUAGE = "chi_sim"
PACKAGES = "tesseract-ocr tesseract-ocr-chi-sim"
"""The Debian packages that hold the command and its data."""
OPTIONS = ("-l", LANGUAGE, "-c", "hocr_char_boxes=1")
LINE, BLOCK = "7", "3"
"""What the command is told that a picture shows: one line of text, or anything."""
PAGE = "class='ocr_page'"
CHARACTER = re.compile(r"class='ocrx_cinfo' title='([^'<>]{0,200})'>([^<]{1,20})")
LINES = re.compile(r"class='ocr_(?:line|header|caption|textfloat)'")
NUMBERS = {
    name: re.compile(rf"\b{name} (-?[\d.]{{1,12}}(?: -?[\d.]{{1,12}}){{0,3}})") for name in ("x_bboxes", "x_conf")
}


@dataclass(frozen=True, slots=True)
class Tool:
    """Where the command is, and the folder of its data where that is not the usual one."""

    command: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Character:
    """A recognised character, its box in pixels and how sure the command is of it, 0 to 1."""

    text: str
    box: Box
    sure: float


Row = list[Character]
"""A recognised line, its characters from left to right."""


def installed() -> Tool:
    """The command as this machine has it; without a command where it has none."""
    return Tool(shutil.which("tesseract") or "", os.environ.get("TESSDATA_PREFIX", ""))


def recognise(pictures: Sequence[Image.Image], shows: str, tool: Tool) -> list[list[Row]]:
    """The lines on each of some pictures, which show LINE or BLOCK. Raises UnreadableInput `no_ocr` where the command
    or its Chinese data is missing, `too_slow` or `crashed`."""
    if not tool.command:
        raise UnreadableInput("no_ocr", packages=PACKAGES)
    if not pictures:
        return []
    buffer = io.BytesIO()
    pictures[0].save(buffer, "TIFF", save_all=True, append_images=pictures[1:])
    # With more threads than free processors it takes four times as long.
    environment = {"PATH": os.defpath, "OMP_THREAD_LIMIT": "1"} | ({"TESSDATA_PREFIX": tool.data} if tool.data else {})
    command = [tool.command, "-", "-", *OPTIONS, "--psm", shows, "hocr"]
    ended = subprocess.run(command, input=buffer.getvalue(), capture_output=True, env=environment, check=False)
    if ended.returncode == -signal.SIGXCPU:
        raise UnreadableInput("too_slow", seconds=LIMITS.cpu_seconds)
    if ended.returncode and b"traineddata" in ended.stderr:
        raise UnreadableInput("no_ocr", packages=PACKAGES)
    found = [list(map(_row, LINES.split(page)[1:])) for page in ended.stdout.decode("utf-8", "replace").split(PAGE)[1:]]
    if ended.returncode or len(found) != len(pictures):
        raise UnreadableInput("crashed", status=ended.returncode)
    return found


def _row(hocr: str) -> Row:
    """The characters of one line of an hOCR answer, without white space."""
    row = []
    for title, text in CHARACTER.findall(hocr):
        box, sure = _numbers("x_bboxes", title), _numbers("x_conf", title)
        if len(box) == 4 and sure and not text.isspace():
            row.append(Character(html.unescape(text), Box(*box), sure[0] / 100))
    return row


def _numbers(name: str, title: str) -> list[float]:
    found = NUMBERS[name].search(title)
    return [float(number) for number in found[1].split()] if found else []
