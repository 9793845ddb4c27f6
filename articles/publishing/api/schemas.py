"""What the API's answers hold, in the words of JSON Schema 2020-12. Every member is always there; `""` is unknown."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from articles.models import Article, Post, RegisteredTerm
from articles.models.issue import DateBasis
from articles.models.place import Level

from .json_schema import (
    DAY,
    Schema,
    day,
    each,
    extended,
    number,
    optional,
    page,
    record,
    reference,
    text,
    word,
    yes_or_no,
)

URL = text(_("网页的地址"), format="uri")
COUNT = number(_("报道篇数；超过十万篇不再细数，为 null"), ["integer", "null"])
LEVEL = word(_("级别"), *Level.values)
SPANS = each(each(number()), _("姓名的位置：[段落序号, 首字, 末字之后]，都从 0 起数"))
NAMES = each(text())
LAST_SEEN = day(_("最后见报的日期，不表示离任"))
LABELS: dict[str, Schema] = {
    "ArticleLabel": record(id=text(_("报道的编号")), title=text(), date=day(), kind=word("", *Article.Kind.values)),
    "OfficialLabel": record(id=number(_("官员的编号")), name=text()),
    "PostLabel": record(id=number(_("职位的编号")), name=text()),
    "PlaceLabel": record(id=text(_("地方的编号")), name=text()),
}
"""What answers name and do not tell, each under its name, so that generated clients have one class for it."""
ARTICLE_LABEL, PERSON, POST_NAME, PLACE_NAME = map(reference, LABELS)
TENURE_DAYS = {
    "first_seen": day(_("首次以此职务见报的日期，不表示到任")),
    "last_seen": LAST_SEEN,
    "started": day(_("报道说明的到任日期")),
    "ended": day(_("报道说明的离任日期")),
    "over_by": day(_("到这一天已经离任：报道称其为“原任”")),
}
REGISTERED = {
    "since": text(_("到任的日、月或年，照名录")),
    "until": text(_("离任的日、月或年；空的，在来源的日期尚在任")),
    "source": record(
        _("名录的来源；名录所载不出自本档案的报道"),
        title=text(_("题名")), url=text(_("网址；没有的为空")), date=text(_("来源的日、月或年")),
        citation=text(_("按 GB/T 7714—2025 著录")),
    ),
    "fit": word(_("归于此人的依据，词义见 docs/registers.md"), *RegisteredTerm.Fit.values),
    "confidence": number(_("归于此人的把握，0 到 1"), "number"),
}  # fmt: skip
OFFICIAL_IN_ARTICLE = record(
    id=number(_("官员的编号")), name=text(_("印出的姓名")), title=text(_("印出的职务")), jurisdiction=text(_("辖区")),
    level=LEVEL, roles=each(text(), _("活动")), spans=SPANS,
)  # fmt: skip
ARTICLE = record(
    _("一篇报道；除末四项外，与导出文件的一行相同"),
    id=text(_("固定的编号")),
    url=URL,
    newspaper=text(_("报纸")),
    issue_date=day(_("报纸的日期")),
    issue_date_basis=word(
        _("日期依据：printed 版面印有，given 导入时给出，inferred 推断，unknown 不明"), *DateBasis.values
    ),
    page=text(_("版号")),
    page_name=text(_("版名")),
    position=number(_("在该期中的次序")),
    kind=word(_("类型"), *Article.Kind.values),
    banner=text(_("栏目")), kicker=text(_("引题")), headline=text(_("标题")), subheadline=text(_("副题")),
    paragraphs=each(text(), _("各段正文")), crossheads=each(text(), _("小标题")), dateline=text(_("电头")),
    reporters=each(text(), _("记者")), correspondents=each(text(), _("通讯员")), photographers=each(text(), _("摄影")),
    jump_to=text(_("下转")), jump_from=text(_("上接")),
    continued_by=text(_("接续它的报道的编号")),
    continues=text(_("它所接续的报道的编号")),
    event_dates=each(text(pattern=DAY), _("事件日期")),
    officials=each(OFFICIAL_IN_ARTICLE, _("文中官员")),
    counties=each(record(code=text(), name=text(), primary={"type": "boolean"}), _("所述各县")),
    places=each(record(code=text(), name=text(), level=LEVEL, county=text()), _("乡镇与村")),
    source=record(_("来源文件与行号"), file=text(), sha256=text(), lines=each(each(number()))),
    title=text(_("网页上的标题：没有标题的，取正文开头")),
    issue=text(_("所属的期的编号")),
    named_places=each(
        record(id=text(_("地方的编号")), name=text(), level=LEVEL, primary=yes_or_no(_("是否主要写这里"))),
        _("文中各级地方"),
    ),
    photographs=each(
        record(
            url=text(_("图像的地址，WebP"), format="uri"), thumbnail=text(_("缩小的图像，宽 240 像素"), format="uri"),
            width=number(_("宽，像素")), height=number(_("高，像素")), caption=text(_("图片说明；不明的为空")),
        ),
        _("所刊的照片；撤下、隐去姓名的报道没有"),
    ),
)  # fmt: skip
APPEARANCE = record(
    article=ARTICLE_LABEL, name=text(_("印出的姓名")), title=text(_("印出的职务")), titles=NAMES,
    jurisdiction=text(_("辖区")), jurisdiction_id=text(_("地方的编号")), level=LEVEL, roles=each(text(), _("活动")),
    spans=SPANS,
)  # fmt: skip
OFFICIAL = record(
    _("一位官员；只收报道或名录中担任公职的人"),
    id=number(_("官员的编号")),
    url=URL,
    name=text(_("姓名；档案里已没有报道显示此人担任公职的，为空")),
    pinyin=text(_("拼音")),
    disambiguator=text(_("与同名者的区别")),
    names=each(text(), _("姓名的各种写法")),
    article_count=COUNT,
    last_seen=LAST_SEEN,
    last_title=text(_("最后见报时的职务")),
    last_jurisdiction=text(_("最后见报时的辖区")),
)
POST = record(
    _("一个职位"),
    id=number(_("职位的编号")),
    url=URL,
    name=text(_("名称")),
    place=text(_("地方的编号；地名表里没有的为空")),
    place_name=text(_("地名")),
    organisation=text(_("机构")),
    role=text(_("职务")),
    rank=word(_("层次"), *Post.Rank.values),
)
PLACE = record(
    _("一个地方"),
    id=text(_("地方的编号")),
    url=URL,
    code=text(_("统计用区划代码")),
    name=text(_("名称")),
    level=LEVEL,
    parent=text(_("直接上级的编号")),
    aliases=each(text(), _("别名")),
    is_covered=yes_or_no(_("是否本地")),
    article_count=COUNT,
    last_seen=day(_("最近一篇报道的日期")),
)
ISSUE = record(
    _("一期报纸"),
    id=text(_("期的编号")),
    url=URL,
    newspaper=text(_("报纸")),
    edition=text(_("版次")),
    date=day(_("日期")),
    date_basis=word(_("日期依据"), *DateBasis.values),
    date_from=day(_("推断的最早日期")),
    date_to=day(_("推断的最晚日期")),
    date_confidence=number(_("日期的把握，0 到 1"), "number"),
    date_evidence=each(text(), _("日期的证据")),
    page_count=number(_("版数")),
    article_count=number(_("报道篇数")),
)
ALIKE = {
    "article": ARTICLE_LABEL,
    "days_apart": number(_("相隔天数；有一篇日期不明的，为 null"), ["integer", "null"]),
    "officials": each(PERSON, _("共有的官员")),
    "places": each(PLACE_NAME, _("共有的地方")),
    "words": each(text(), _("共有的词语")),
}
SCHEMAS: dict[str, Schema] = {
    **LABELS,
    "Article": ARTICLE,
    "ArticleList": page(reference("Article"), count=COUNT),
    "Related": record(
        reused=each(
            record(
                article=ARTICLE_LABEL, letters=number(_("相同的字数")), share=number(_("占所问报道的几成"), "number"),
                passages=each(text(), _("所问报道中一字不差的文字")),
                nearly=each(
                    record(
                        text=text(_("所问报道中的文字")), there=text(_("另一篇中的文字")),
                        letters=number(_("其中相同的字数")),
                    ),
                    _("略有改动的文字，六十字以上，八成以上相同"),
                ),
            ),
            _("有同样文字的报道，多的在前；见于九篇以上的套话不算"),
        ),
        retold=each(
            record(**ALIKE, event_dates=each(text(pattern=DAY), _("两篇都说到的事件日期"))),
            _("文字不同而说同一件事的报道，由程序比对得出"),
        ),
        alike=each(record(**ALIKE), _("内容相近的报道，越相近越在前")),
        pictured=each(ARTICLE_LABEL, _("刊有同一张照片的其他报道，先见报的在前")),
    ),
    "SharedText": record(
        _("见于几篇报道的文字"),
        passage=text(_("相同文字中最长的一段")),
        letters=number(_("相同的字数；各篇不等的，取最多的")),
        is_exact=yes_or_no(_("各篇是否一字不差")),
        articles=each(ARTICLE_LABEL, _("有这些文字的报道，先见报的在前")),
    ),
    "SharedTextList": page(reference("SharedText")),
    "Official": OFFICIAL,
    "OfficialList": page(reference("Official")),
    "OfficialDetail": extended(
        OFFICIAL,
        tenures=each(
            record(post=POST_NAME, **TENURE_DAYS, proved_by=text(_("首先证明这一任职的报道的编号"))), _("任职，按先后")
        ),
        registered=each(record(post=POST_NAME, **REGISTERED), _("名录所载的任职，按先后")),
        appearances=reference("AppearanceList", _("最近的见报")),
    ),
    "Appearance": APPEARANCE,
    "AppearanceList": page(reference("Appearance")),
    "Post": POST,
    "PostList": page(reference("Post")),
    "PostDetail": optional(
        extended(
            POST,
            holders=each(record(official=PERSON, **TENURE_DAYS), _("见报的任职者，按先后")),
            registered=each(record(official=PERSON, **REGISTERED), _("名录所载的任职者，按先后")),
            on=record(
                _("问了某一天时才有"),
                day=day(),
                holding=each(PERSON, _("有报道证明当天在任")),
                last_known=each(PERSON, _("此前见报而没有离任消息，最近的在前")),
                registered=each(
                    record(**REGISTERED, official=PERSON, is_sure=yes_or_no(_("当天是否必在任期之内"))),
                    _("据名录当天在任"),
                ),
            ),
        ),
        "on",
    ),
    "Place": PLACE,
    "PlaceList": page(reference("Place")),
    "PlaceDetail": extended(
        PLACE,
        children=each(PLACE_NAME, _("报道提到的下级地方")),
        posts=each(POST_NAME, _("职位")),
        officials=each(
            record(id=number(_("官员的编号")), name=text(), title=text(_("职务")), last_seen=LAST_SEEN),
            _("在此任职者，最近见报的在前"),
        ),
    ),
    "Outline": record(
        type=word("", "Feature"),
        id=text(_("地方的编号")),
        properties=reference("Place", _("这个地方")),
        geometry=record(
            _("轮廓，经纬度"),
            type=word("", "Polygon", "MultiPolygon"),
            coordinates={"type": "array", "items": {}, "description": _("各环的点，每点先经度后纬度")},
        ),
        label=each(number(kind="number"), _("写名称的地方：经度、纬度")),
    ),
    "OutlineCollection": record(
        type=word("", "FeatureCollection"),
        features=each(
            reference("Outline"),
            _("本地各县的轮廓（GeoJSON，RFC 7946）：概略的示意，不作界线的依据；没有轮廓的县不在其中"),
        ),
    ),
    "Issue": ISSUE,
    "IssueList": page(reference("Issue")),
    "IssueDetail": extended(
        ISSUE,
        pages=each(
            record(
                number=text(_("版号")), name=text(_("版名")), source=text(_("来源文件的 SHA-256")),
                articles=each(ARTICLE_LABEL),
            ),
            _("各版及其报道"),
        ),
    ),
    "Problem": record(
        _("拒绝的原因（RFC 9457）"),
        type=text(),
        title=text(_("原因")),
        status=number(_("HTTP 状态")),
        errors=each(record(parameter=text(_("哪个参数")), reason=text(_("为什么"))), _("有误的参数")),
    ),
}  # fmt: skip
"""Each schema under its name in the OpenAPI document."""
NEWS = record(
    _("送到程序的一条"),
    type=word("", "articles.new"),
    data=record(
        alert=text(_("看这个提醒、试送和退订的网址"), format="uri"),
        list=record(_("哪个列表"), name=text(), url=URL, api=text(_("接口里的地址"), format="uri")),
        articles=each(extended(ARTICLE, sentence=text(_("为哪一句进了列表"))), _("新收进档案的报道")),
    ),
)
"""Sent, not answered."""
