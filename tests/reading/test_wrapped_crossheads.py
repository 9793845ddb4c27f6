"""小标题: printed over two lines, where only width and blank lines tell them from text, and above stories of others."""

from __future__ import annotations

import pytest

from articles.reading import read

ABOVE = """\
云岭县召开春耕生产会议

本报讯（记者张三）3月8日，
云岭县召开春耕生产工作会议，安
排部署春耕备播和农田水利建设等
工作，各乡镇和有关单位的负责同
志参加了会议。

会议要求，各乡镇要抢抓农时
加强田间管理，搞好技术服务，确
保春耕生产的各项工作顺利进行。

去年以来，该县把水利建设作
为农业增产的头等大事来抓，先后
投入资金，新打机井，疏浚沟渠。
"""
BELOW = """
白石镇党委书记李四说，今年
的春耕比往年早，技术人员天天到
地里来，大家干劲都很足。

会后，与会人员到柳河乡的田
间地头察看苗情墒情，与种粮大户
面对面交流，帮助解决困难。
"""


@pytest.mark.parametrize("first", ["压实各级责任，推动各项工作", "压 实 各 级 责 任 ， 推 动 各 项 工 作"])
def test_a_wrapped_crosshead_is_a_paragraph_of_its_own(first: str) -> None:
    dump = f"{ABOVE}\n{first}\n再上一个新台阶\n{BELOW}"
    (article,) = read(dump.encode(), "page.txt").issues[0].articles
    texts = [paragraph.text for paragraph in article.paragraphs]
    assert len(texts) == 6
    assert texts[3] == "压实各级责任，推动各项工作再上一个新台阶"


def test_the_end_of_a_column_in_mid_sentence_is_no_crosshead() -> None:
    cut = "白石镇党委书记李四说，今年\n的春耕比往年早，技术人员天天到\n\n"
    (article,) = read((ABOVE + BELOW.replace(cut.replace("\n\n", "\n"), cut)).encode(), "page.txt").issues[0].articles
    texts = [paragraph.text for paragraph in article.paragraphs]
    assert texts[3] == "白石镇党委书记李四说，今年的春耕比往年早，技术人员天天到地里来，大家干劲都很足。"


FEATURE = """山村里客来勤

本报记者 张一凡 李 四

四月的白石镇，槐花又要开了。沿着山路一路向北，一座座石头房子挂起了灯笼。

石头房子住上了客

“下个月的房，早就订完了。”民宿老板娘一边晾晒床单一边说，今年的客人比往年来得早。

镇里当好店小二

客人来了，水够不够、路通不通，都是问题。镇党委书记把办公桌搬到了游客中心。

小亭子议出大家庭

早上7点半，新庄社区的议事亭里已经坐满了人，这天议的是楼道里的旧家具往哪里放。

这座亭子是去年用一处废弃车棚改成的，亭子虽小，规矩不少。
"""


@pytest.mark.parametrize(
    ("signed", "stories"),
    [
        ("（王五六 赵 七）", ["山村里客来勤", "小亭子议出大家庭"]),
        ("（张一凡）", ["山村里客来勤"]),
        ("", ["山村里客来勤"]),
    ],
)
def test_text_signed_by_others_than_the_feature_above_is_a_story_of_its_own(signed: str, stories: list[str]) -> None:
    articles = read(f"{FEATURE.rstrip()}{signed}\n".encode(), "page.txt").issues[0].articles
    assert ["".join(block.text for block in article.heading.headline) for article in articles] == stories


PARTED_NAME = """\
# 柳河乡村民吃上旅游饭

本报讯（记者张三）柳河乡柳河村建起民宿小院和农耕文化馆，游客多了起来，村民吃上了旅游饭。

村民李四算了一笔账:今年国庆

黄金周,村里接待游客2.6万

人次,户均增收3000多元。

清源县旅游局副局长宋

伟霞表示,下一步将把柳河

竹林与青山景区串点成线,

打造“住竹林、游山水”精

品线路。
"""


def test_no_heading_ends_between_a_surname_and_the_rest_of_the_name() -> None:
    (article,) = read(PARTED_NAME.encode(), "page.txt").issues[0].pages[0].articles
    assert article.paragraphs[-1].text.startswith("清源县旅游局副局长宋伟霞表示")
