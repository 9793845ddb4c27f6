"""What a printed line begins or ends: a story's dateline, a byline, a jump, a photo caption, a sign-off."""

from __future__ import annotations

import re
from typing import Literal

from articles.reading.lines import credits
from articles.reading.lines.line import plain

Anchor = Literal["", "dateline", "also", "byline", "jump"]

_BULLET = r"[■□○●◎▲△◆◇★☆▪【\[（(]{0,2}"
_OUTLET = r"(?!据)[\u4e00-\u9fff·]{2,12}"
"""Whose the report is: a paper's website, a county's media centre."""
DATELINE = re.compile(
    rf"{_BULLET}(?P<dateline>"
    r"本报(?:综合)?(?:讯|消息)(?!员)"
    r"|(?:本报|新华社|中新社|人民网|央视|据新华社|据中新社)[^，。！？、“”（）()]{0,18}?\d{1,2}月\d{1,2}日(?:专?电|讯)"
    r"|(?:据)?(?:新华社|中新社|中新网|央视|人民网)(?:消息|报道|讯|电)"
    r"|[\u4e00-\u9fff]{0,4}(?:日报|晚报|晨报|早报|商报|时报|都市报)讯"
    rf"|{_OUTLET}(?:讯|消息)(?=[（(【]?[^（()）。，！？“”]{{0,14}}(?:记者|通讯员))"
    rf"|{_OUTLET}?(?:网|台|云|客户端|融媒体?|融媒体中心|发布)(?:讯|消息)(?=[（(【\d近日前昨今连]|$)"
    r"|本[网台]讯"
    r")[】\]）)]?"
)
HINT = re.compile("讯|电|接|记者|消息|评论员|特派员|另据|报道")
"""What every opening holds; most lines hold none of it and need no closer look. All literal, which is twice as fast."""
ALSO = re.compile(r"(?P<dateline>又讯|又电|另讯|另据(?=本报|报道|新华社))")
JUMP_FROM = re.compile(r"[（(【\[]?(?:紧|上|续)?(?:上接|紧接|接)(?P<where>[^（()）】\]，。、]{1,14})[）)】\]]")
JUMP_TO = re.compile(r"[（(【\[](?:下转|转)(?P<where>[^（()）】\]，。、]{1,14})[）)】\]]$")
BYLINE = re.compile(
    rf"{_BULLET}(?:文[/／]图|图[/／]文|文图)?(?:本报|本刊|新华社|{credits.OUTLET})?"
    r"(?:首席|见习|实习|特约|全媒体|融媒体?|特派|驻[\u4e00-\u9fff]{2,4})?(?:记者|通讯员|评论员|特派员|实习生)"
)
AUTHOR_MARKS = "□■◎"
"""What stands before who wrote a story, on a line of its own."""
NAMELESS = ("本报评论员", "本报特约评论员", "特约评论员", "本报编辑部")
"""Bylines that name nobody: a leading article's."""
BYLINE_MAX = 44
NOT_A_BYLINE = re.compile(r"[。！？，,；;“”]|摄[）)]?$|摄影(?:报道)?$")
CAPTION = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|[昨今]日|[昨今]天|日前|近日|时下|眼下|初[春夏秋冬]|图为|图①|[上下左右]图"
)
PICTURED = re.compile(r"图为|图[①②③④⑤]|[（(](?:资料图片|资料照片|本报资料|[上下左右]图)[）)]")
FROM_FILES = re.compile(r"[（(](?:本报|新华社)?(?:资料|档案)(?:图片|照片|图)?[）)]$")
"""Ends what is printed under a photo that nobody is named for."""
EDITOR_CODE = re.compile(r"[①②③④⑤⑥⑦⑧⑨⑩]\s?\d{1,2}$")
UNSPLIT = re.compile(r"[（(][\u4e00-\u9fff]{4,9}[）)]")
"""Names whose separating space the dump lost."""
OF_WRITER = re.compile(r"[（(](?:作者(?:单位|简介)?[系为:：].{2,24}|[^（()）]{2,20}(?:供稿|提供|整理))[）)]")
"""Under a text: who its writer is, or whose it is."""
SIGNED = re.compile(r"[。！？”…]\s{0,6}[（(][^（()）。]{2,30}[）)]\s{0,4}$")
SEE_PAGE = re.compile(r"[。！？”…][（(][^（()）。]{0,16}(?:见|刊|刊于|载于)(?:今日|本报)?第?[A-Za-z]?\d{1,2}版[）)]$")
"""Where the text of what was reported stands: （全文见4版）."""
JUMP_ENDS = frozenset("）)】]")
NOT_A_JUMP = re.compile(r"[轨班力过受触连来管听见待续]")


def opening(text: str, raw: str = "") -> tuple[Anchor, str]:
    """What a line without white space opens, and the dateline or jump origin that it prints.

    `raw` is the same line with its white space, which separates the names of a byline.

    >>> opening("本报讯（记者张三）昨日"), opening("（上接A01版①）全力"), opening("又讯昨日")
    (('dateline', '本报讯'), ('jump', 'A01版①'), ('also', '又讯'))
    """
    if not HINT.search(text, 0, 60):
        return "", ""
    head = text[:60]
    match = DATELINE.match(head)
    if match:
        return "dateline", match.group("dateline")
    match = ALSO.match(head)
    if match:
        return "also", match.group("dateline")
    match = JUMP_FROM.match(head)
    if match and is_page(match.group("where")):
        return "jump", match.group("where")
    return ("byline", "") if is_byline(plain(raw) if raw else text) else ("", "")


def is_page(where: str) -> bool:
    """Whether words after 上接 or 下转 name a page: 第三版①, A01版①, 2版, B3."""
    return bool(re.search(r"版|^[第]?[A-Za-z]?\d{1,3}[①-⑳]?$", where)) and not NOT_A_JUMP.search(where)


def is_byline(raw: str) -> bool:
    """Whether a whole printed line is nothing but who wrote it (and not who took a photo).

    >>> is_byline("本报记者 王 言"), is_byline("本报记者从市公安局获悉，")
    (True, False)
    """
    text = "".join(raw.split())
    if text.count("（") + text.count("(") != text.count("）") + text.count(")"):
        return False
    if len(text) > BYLINE_MAX or not BYLINE.match(text) or NOT_A_BYLINE.search(text):
        return False
    if text.lstrip(AUTHOR_MARKS) in NAMELESS:
        return True
    names = credits.parse_byline(raw)
    return bool(names.reporters or names.correspondents) and not credits.residue(raw)


def jump_to(text: str) -> str:
    """The page that `（下转第三版①）` at the end of a text sends the reader to; empty where it sends nowhere."""
    text = "".join(text[-40:].split())
    if text[-1:] not in JUMP_ENDS:
        return ""
    match = JUMP_TO.search(text, max(0, len(text) - 20))
    return match.group("where") if match and is_page(match.group("where")) else ""


def is_photo_credit(text: str) -> bool:
    """Whether a whole line without white space says who took the photo above it.

    >>> is_photo_credit("本报记者张三摄"), is_photo_credit("图为春耕。李四摄")
    (True, False)
    """
    return len(text) <= 30 and not re.search(r"[。！？，]", text) and bool(credits.photographers(text))


def is_sign_off(text: str) -> bool:
    """Whether a whole line without white space is the writer's name in brackets or between dots, or says in brackets
    who the writer is or whose the text is.

    >>> is_sign_off("（张三李四）"), is_sign_off("（作者系清源县委书记）"), is_sign_off("（来稿请寄：大街一号）")
    (True, True, False)
    """
    if len(text) > 30 or text[0] not in "（(·•":
        return False
    return bool(UNSPLIT.fullmatch(text) or OF_WRITER.fullmatch(text) or credits.signers(text))


def ends_story(text: str) -> bool:
    """Whether a paragraph's last words end its story: a sign-off, a jump, an editor's code."""
    if jump_to(text) or EDITOR_CODE.search(text, max(0, len(text) - 5)):
        return True
    if text[-2:] in ("版）", "版)") and SEE_PAGE.search("".join(text[-50:].split())):
        return True
    return SIGNED.search(text[-50:]) is not None and bool(credits.signers(text))


def looks_captioned(text: str, tail: str) -> bool:
    """Whether a paragraph reads like what is printed under a photo; `tail` is its end with white space."""
    return bool(credits.photographers(tail) or PICTURED.search(text) or FROM_FILES.search(text))
