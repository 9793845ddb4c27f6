"""Names of reporters, correspondents and photographers, out of the forms in which papers print them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.reading.lines.names import HAN, is_author, split_names
from articles.reading.readings import Credits

ROLE = re.compile(
    r"(?P<photo>摄\s{0,2}影\s{0,2}(?:报\s{0,2}道|记\s{0,2}者)?)"
    r"|(?P<reporter>(?:评\s{0,2}论\s{0,2}员|特\s{0,2}派\s{0,2}员|记\s{0,2}者))"
    r"|(?P<correspondent>(?:特\s{0,2}约\s{0,2})?(?:通\s{0,2}讯\s{0,2}员|撰\s{0,2}稿\s{0,2}人?|作\s{0,2}者))"
)
OUTLET = (
    r"[\u4e00-\u9fff·]{0,16}(?:日报社?|晚报|晨报|早报|商报|时报|都市报|报社|报业(?:集团|传媒)?|客户端|融媒体?中心|新闻网|电视台)"
    r"(?=全媒体|融媒|首席|见习|实习|记者|通讯员|\s)"
)
"""Whose reporter somebody is."""
NOISE = re.compile(
    rf"{OUTLET}|"
    r"本报|本刊|本网|本台|本社|首席|见习|实习生?|特约|全媒体|融媒体|融媒|特派|驻[\u3400-\u9fff]{2,4}(?=记者)|新华社|人民网"
    r"|文\s?[/／]\s?图|图\s?[/／]\s?文|[/／]\s?[文图]|文图|图文|采写|整理|报道|供稿|供图|撰文|[■□○●◎▲△◆◇★☆【】\[\]（）()〈〉“”：:]"
)
SEPARATOR = re.compile(r"[、，,;；/／&\s\u3000]+|(?<=[\u3400-\u9fff])和(?=[\u3400-\u9fff]{2,3}$)")
PHOTO = re.compile(
    r"(?:[。！？”）)]|^)\s{0,6}(?P<who>[^。！？!?；;]{1,40}?)\s{0,6}摄(?:影(?:报道)?)?\s{0,4}(?:[（(][^（()）]{2,10}[)）]|[）)])?\s{0,4}$"
)
PHOTO_END = 30
"""Characters after and with the 摄 of such a credit."""
SIGN_OFF = re.compile(rf"[（(]\s{{0,4}}(?P<who>[{HAN}·、，,\s　/]{{2,40}})\s{{0,4}}[）)]\s{{0,6}}$")
DOTTED = re.compile(rf"[·•]\s{{0,2}}(?P<who>[{HAN}][{HAN}、\s　]{{1,24}})[·•]\s{{0,4}}$")
"""Names set between dots, which some papers sign with."""
IN_BRACKETS = re.compile(r"[（(〈](?P<who>[^（()）【】〈〉]{2,80})[）)】〉]")
"""Angles are what character recognition takes round brackets for."""
NAMED = re.compile(rf"\S{{0,8}}讯\s{{0,6}}[（(](?P<who>[{HAN}、，\s　]{{2,24}})[）)]")
"""Names without a role behind a dateline: 本报讯（甲乙 丙丁）."""
LED = re.compile(
    r"[【\[]?\S{0,8}讯[】\]]?\s{0,6}"
    r"(?P<who>(?:(?:首席|见习|实习|特约|全媒体|融媒体?)?记\s{0,4}者|通\s{0,4}讯\s{0,4}员)\s{0,4}[^，。！？]{2,40}?)\s{0,4}(?:报道|文[/／]图)"
)
MOST_WRITERS = 3
SIGN_OFF_ENDS = frozenset("）)·•")


def parse_byline(text: str) -> Credits:
    """The credits of a byline as printed: `本报记者 甲 通讯员 乙、丙`, `记者甲 文/图`, with or without brackets.

    >>> parse_byline("记者张三 通讯员李四、王五")
    Credits(reporters=('张三',), correspondents=('李四', '王五'), photographers=())
    """
    found: dict[str, list[str]] = {"reporter": [], "correspondent": [], "photo": []}
    roles = list(ROLE.finditer(text))
    first = split_names(NOISE.sub(" ", text[: roles[0].start()]).strip()) if roles else ()
    if all(map(is_author, first)):  # names without a role, as of those who sent the story in
        found["correspondent"] += first
    for role, following in zip(roles, [*roles[1:], None], strict=False):
        rest = text[role.end() : following.start() if following else len(text)]
        kind = role.lastgroup or "reporter"
        if re.search(r"摄\s{0,4}[）)]?\s{0,4}$", rest):
            kind, rest = "photo", rest.rstrip("）) \t\u3000")[:-1]
        names = split_names(NOISE.sub(" ", rest).strip())
        found[kind] += [name for name in names if name not in found[kind]]
    return Credits(tuple(found["reporter"]), tuple(found["correspondent"]), tuple(found["photo"]))


def written(text: str) -> Credits:
    """The credits of a byline that may be the writer's name alone, under a headline.

    >>> written("□丁一凡")
    Credits(reporters=(), correspondents=('丁一凡',), photographers=())
    """
    names = () if ROLE.search(text) else split_names(NOISE.sub(" ", text).strip())
    return Credits(correspondents=names) if names and all(map(is_author, names)) else parse_byline(text)


def dateline_credits(text: str) -> Credits:
    """The credits that follow a dateline: `本报讯（记者甲 通讯员乙）…` or `本报讯 记者甲 报道`. A line may end inside a
    name or between two.

    >>> dateline_credits("本报讯（记者张三、李四）昨日").reporters
    ('张三', '李四')
    >>> dateline_credits("本报讯（记者 张三丰 李\\n四 王五\\n赵六一）昨日").reporters
    ('张三丰', '李四', '王五', '赵六一')
    """
    whole = _dateline_credits(text.replace("\n", ""))
    if "\n" not in text:
        return whole
    parted = _dateline_credits(text.replace("\n", " "))
    written = parted.reporters + parted.correspondents
    more = len(written) > len(whole.reporters + whole.correspondents)
    return parted if more and all(map(is_author, written)) else whole


def _dateline_credits(text: str) -> Credits:
    match = IN_BRACKETS.search(text, 0, 120)
    if match and match.start() <= 40 and ROLE.search(match.group("who")):
        return parse_byline(match.group("who"))
    sent_in = NAMED.match(text.lstrip(), 0, 80)
    if sent_in and all(map(is_author, names := split_names(sent_in.group("who").strip()))):
        return Credits(correspondents=names)
    match = LED.match(text.lstrip(), 0, 80)
    return parse_byline(match.group("who")) if match else Credits()


def residue(text: str) -> str:
    """What a byline holds besides role words, names and separators; empty where it is nothing but a byline."""
    rest = NOISE.sub(" ", ROLE.sub(" ", text))
    tokens = [token for token in SEPARATOR.split(rest) if token]
    names = split_names(rest.strip())
    return "" if sum(map(len, names)) == sum(map(len, tokens)) else rest


def photo_credit(text: str) -> Credits:
    """Everybody in a photo's credit: `甲 摄`, `记者 甲 文 乙 摄`.

    >>> photo_credit("本报记者 张三 文 李四 摄")
    Credits(reporters=('张三',), correspondents=(), photographers=('李四',))
    """
    written, mark, taken = text.rpartition(" 文 ")
    reporters = split_names(ROLE.sub(" ", NOISE.sub(" ", written)).strip()) if mark else ()
    return Credits(reporters=reporters, photographers=photographers(taken))


def photographers(text: str) -> tuple[str, ...]:
    """The names in the `甲 摄` that ends a text; empty where there is none. A line end counts as a space if it must."""
    return _photographers(text.replace("\n", "")) or ("\n" in text and _photographers(text)) or ()


def _photographers(text: str) -> tuple[str, ...]:
    match = PHOTO.search(text, max(0, len(text) - 60)) if "摄" in text[-PHOTO_END:] else None
    if not match:
        return ()
    who = re.sub(r"(?:记\s?者|通\s?讯\s?员)", " ", NOISE.sub(" ", match.group("who")))
    return split_names(who.strip())


def signed(text: str) -> Credits:
    """Who wrote a story, by the brackets or dots that end it; nobody where these hold anything else. Names without a
    role are correspondents': papers sign what was sent in.

    >>> signed("圆满结束。（张三）").correspondents, signed("圆满结束。（县台记者 李四）").reporters
    (('张三',), ('李四',))
    """
    found = _signed(text.replace("\n", ""))
    return _signed(text) if found == Credits() and "\n" in text else found


def signers(text: str) -> tuple[str, ...]:
    """All names in the brackets that end a story."""
    found = signed(text)
    return found.reporters + found.correspondents


def _signed(text: str) -> Credits:
    last = text.rstrip()[-1:]
    if last not in SIGN_OFF_ENDS:
        return Credits()
    match = (SIGN_OFF if last in "）)" else DOTTED).search(text, max(0, len(text) - 60))
    if not match or match.group("who").rstrip().endswith("摄"):
        return Credits()
    who = match.group("who")
    if ROLE.search(who):
        return parse_byline(who)
    who = NOISE.sub(" ", who)
    parts = [part for part in SEPARATOR.split(who.strip()) if part]
    names = split_names(who.strip())
    whole = sum(map(len, names)) == sum(map(len, parts))
    return Credits(correspondents=names) if whole else Credits()


def merge(credits: Iterable[Credits]) -> Credits:
    """All names of several credits, each once, in order."""
    reporters: dict[str, None] = {}
    correspondents: dict[str, None] = {}
    shots: dict[str, None] = {}
    for credit in credits:
        reporters |= dict.fromkeys(credit.reporters)
        correspondents |= dict.fromkeys(credit.correspondents)
        shots |= dict.fromkeys(credit.photographers)
    return Credits(tuple(reporters), tuple(correspondents), tuple(shots))


def names_writers(raw: str) -> bool:
    """Whether a line, with its white space, is nothing but the names of at most three writers.

    >>> names_writers("□丁一凡 王小芳 报道"), names_writers("□今日谈")
    (True, False)
    """
    names = written(raw).correspondents
    return 0 < len(names) <= MOST_WRITERS and all(map(is_author, names)) and not residue(raw)
