"""Who is an official, and with which title: one sentence a case, all persons and places invented."""

import pytest

CASES = [
    # place + body + head
    ("6月3日，青禾县委书记马成林深入田间调研。", {"马成林": "青禾县委书记"}),
    # two posts of one person
    ("县委副书记、县长尹航讲话。", {"尹航": "县委副书记、县长"}),
    # three posts, the last of a body that no list holds
    (
        "市委书记、市人大常委会主任、市护林防火指挥部总指挥江一帆主持会议。",
        {"江一帆": "市委书记、市人大常委会主任、市护林防火指挥部总指挥"},
    ),
    # two people, each with an own title, in one list
    ("柳溪镇党委书记洪波、镇长曾静汇报工作情况。", {"洪波": "柳溪镇党委书记", "曾静": "镇长"}),
    # several people share a title that several can hold
    ("青禾县副县长罗成、米兰分别到分包村检查。", {"罗成": "青禾县副县长", "米兰": "青禾县副县长"}),
    # a collective label is the title of everyone in its list
    ("市领导张言、李大同、王川参加调研。", {"张言": "市领导", "李大同": "市领导", "王川": "市领导"}),
    # a spaced name of two characters
    ("市领导张 言、李大同、王 川参加调研。", {"张言": "市领导", "李大同": "市领导", "王川": "市领导"}),
    # the list stands behind a word and a colon
    ("大会执行主席是（按姓氏笔画为序）：方舟、田野、沈青。", dict.fromkeys(["方舟", "田野", "沈青"], "大会执行主席")),
    ("出席会议的市领导有赵青山、钱塘、孙武。", dict.fromkeys(["赵青山", "钱塘", "孙武"], "市领导")),
    # a bracket behind a name of the list
    ("区领导戴立华（女）、夏冰出席会议。", {"戴立华": "区领导", "夏冰": "区领导"}),
    # a bare title of the station or unit of which the story spoke before; of another body it makes nobody an official
    ("柳溪镇派出所接到报警。副所长侯万里带领民警上门，研究所所长何以默提供帮助。", {"侯万里": "副所长"}),
    ("县公安局刑警大队接到报警。大队长侯建波带领民警走访。", {"侯建波": "大队长"}),
    ("当年的生产大队里，大队长王文明带头修渠。", {}),
    # 该 is no part of a title
    ("该市委副秘书长丁一凡一同调研。", {"丁一凡": "市委副秘书长"}),
    # a former post, an acting one, and one given before the place
    ("县委原书记柏松出席纪念活动。", {"柏松": "县委原书记"}),
    ("县委副书记、代县长尹航讲话。", {"尹航": "县委副书记、代县长"}),
    ("原县政协副主席鲁直也来到现场。", {"鲁直": "原县政协副主席"}),
    # the title after the name
    ("习近平总书记强调，绿水青山就是金山银山。", {"习近平": "总书记"}),
    # elected, appointed, relieved
    ("会议决定任命郝思远为县农业农村局局长。", {"郝思远": "县农业农村局局长"}),
    ("闫肃当选为县人大常委会主任。", {"闫肃": "县人大常委会主任"}),
    ("会议接受戴维新辞去副县长职务的请求。", {"戴维新": "副县长"}),
    ("免去施南的县司法局局长职务。", {"施南": "县司法局局长"}),
    # the notice before an appointment
    ("王大伟，男，1975年3月生，现任青禾县委副书记、县长，拟任县委书记。", {"王大伟": "青禾县委副书记、县长"}),
    # a candidate
    ("副市长人选梁栋参加会议。", {"梁栋": "副市长"}),
    # courts, procuratorate, armed forces department, discipline inspection
    ("县人民法院党组书记、院长周明远作工作报告。", {"周明远": "县人民法院党组书记、院长"}),
    ("县人民检察院检察长丁一凡列席会议。", {"丁一凡": "县人民检察院检察长"}),
    ("县人武部政委高远、部长石磊参加活动。", {"高远": "县人武部政委", "石磊": "部长"}),
    ("市纪委书记、市监委主任韩冰通报有关情况。", {"韩冰": "市纪委书记、市监委主任"}),
    ("县委第三巡察组组长覃川反馈意见。", {"覃川": "县委第三巡察组组长"}),
    # departments: known ones, ones that only their form and place tell, and a head fused with its body
    ("县财政局副局长、一级主任科员白桦到会指导。", {"白桦": "县财政局副局长、一级主任科员"}),
    ("县政务数据和电子档案管理局局长陶然介绍情况。", {"陶然": "县政务数据和电子档案管理局局长"}),
    ("副市长、市公安局长岳云山参加会议。", {"岳云山": "副市长、市公安局长"}),
    ("城关派出所所长雷鸣、教导员顾城参加。", {"雷鸣": "城关派出所所长", "顾城": "教导员"}),
    ("市公安局城南派出所所长崔大海出席发布会。", {"崔大海": "市公安局城南派出所所长"}),
    ("县交警大队大队长武刚带队检查。", {"武刚": "县交警大队大队长"}),
    # public institutions and mass organisations
    ("县图书馆馆长蓝天宇出席仪式。", {"蓝天宇": "县图书馆馆长"}),
    ("团县委书记葛亮、县妇联主席费丽参加慰问。", {"葛亮": "团县委书记", "费丽": "县妇联主席"}),
    # zones, with a bracket inside the title
    ("示范区（高新区）党工委副书记、管委会主任唐宁出席。", {"唐宁": "示范区（高新区）党工委副书记、管委会主任"}),
    # streets, villages, communities, known to the gazetteer or not
    ("东风街道党工委书记鲍安、办事处主任侯华陪同。", {"鲍安": "东风街道党工委书记", "侯华": "办事处主任"}),
    ("青禾县柳溪镇西洼村党支部书记孟繁星近两个月天天上门。", {"孟繁星": "青禾县柳溪镇西洼村党支部书记"}),
    ("南坳村委会主任秦川告诉记者。", {"秦川": "南坳村委会主任"}),
    ("和谐里社区党委书记、居委会主任钱敏介绍。", {"钱敏": "和谐里社区党委书记、居委会主任"}),
    ("72岁的村党支部原书记张大义对记者说。", {"张大义": "村党支部原书记"}),
    ("驻村第一书记常远带领工作队入户走访。", {"常远": "驻村第一书记"}),
    ("她与村党支部书记王小虎交谈。", {"王小虎": "村党支部书记"}),
    # a caption
    ("图为市委书记江涛（前左二）在企业调研。", {"江涛": "市委书记"}),
    # several are elected at once
    (
        "会议任命卫国利、田丽洁为青禾县人民政府副县长，免去汤文胜、王荔副县长职务。",
        dict.fromkeys(["卫国利", "田丽洁"], "青禾县人民政府副县长") | dict.fromkeys(["汤文胜", "王荔"], "副县长"),
    ),
    # an office and a society's in one title
    ("东坡村党总支书记、股份经济合作社理事长周明说。", {"周明": "东坡村党总支书记、股份经济合作社理事长"}),
    # other provinces' forms: prefecture, league, banner, autonomous county, gacha; names without a Han surname
    ("云岭州委书记马成林调研。", {"马成林": "云岭州委书记"}),
    ("旗委副书记、旗长额尔敦主持会议。", {"额尔敦": "旗委副书记、旗长"}),
    ("自治县委书记蓝芳、县长韦小宝检查春耕。", {"蓝芳": "自治县委书记", "韦小宝": "县长"}),
    ("自治区党委常委、统战部部长艾山江·买买提出席。", {"艾山江·买买提": "自治区党委常委、统战部部长"}),
    # a district elsewhere in the country
    ("曹县县委书记张千山先后到企业考察。", {"张千山": "曹县县委书记"}),
    # a party's committee in its full name
    ("中共青禾县委宣传部部长夏德走访。", {"夏德": "中共青禾县委宣传部部长"}),
    # compound and rare surnames, names that begin like common words
    ("副县长欧阳海陪同检查。", {"欧阳海": "副县长"}),
    ("县委书记于谦主持召开县委常委会会议。", {"于谦": "县委书记"}),
    ("区城市管理局副局长石头城带队督导。", {"石头城": "区城市管理局副局长"}),
    # a name that ends where an unusual word begins
    ("在市委书记田汉陪同下，省委书记聂耳来到车间。", {"田汉": "市委书记", "聂耳": "省委书记"}),
    # half-width and traditional characters
    ("縣委書記鄭俊華,縣委副書記、縣長徐望參加慰問。", {"鄭俊華": "縣委書記", "徐望": "縣委副書記、縣長"}),
    # company people in the same list do not hide the officials behind them
    (
        "青禾实业公司总经理邵云、市场部经理胡旭，县领导高飞、赵生参加签约仪式。",
        {"高飞": "县领导", "赵生": "县领导"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_officials_are_found_with_their_titles(read, sentence, expected):
    found = read("青禾县今日要闻。" + sentence)
    assert {official.name: official.title for official in found.officials} == expected


def test_the_longest_title_of_a_story_is_the_title(read):
    """A roster's label and an own title: both are kept, the longest is shown."""
    found = read("县领导杨磊、卢成在主席台就坐。", "闭幕式上，县委书记杨磊讲话。")
    official = found.officials[0]
    assert (official.name, official.title, official.titles) == ("杨磊", "县委书记", ("县领导", "县委书记"))


def test_later_mentions_by_name_alone_keep_the_title_and_give_spans(read):
    found = read("县委书记杨磊主持会议。", "杨磊强调，要抓紧。", "会后，杨磊离开。")
    assert [span[0] for span in found.officials[0].spans] == [0, 1, 2]


def test_a_name_inside_a_longer_name_is_not_found(read):
    found = read("县委书记高鸿主持会议。", "高鸿雁说，家里都好。")
    assert found.officials[0].spans == ((0, 4, 6),)


def test_a_doctrine_is_no_appearance(read):
    """The leader's name inside a doctrine's, and as the core of the party, names nobody who appears."""
    found = read("学习贯彻习近平生态文明思想和习近平新时代中国特色社会主义思想，团结在以习近平同志为核心的党中央周围。")
    assert found.officials == ()


def test_a_name_known_from_another_story_of_the_issue_is_an_official_where_it_acts(gazetteer):
    from articles.recognition import Story, recognise

    stories = [
        Story((), ("省委书记楼向阳到白泽市调研。",), dateline="本报讯"),
        Story((), ("调研中，楼向阳实地参观了乳品工厂。",), continued=True),
    ]
    official = recognise(stories, gazetteer)[1].officials[0]
    assert (official.name, official.title, official.jurisdiction_name) == ("楼向阳", "", "云泽省")
    assert official.confidence < 0.8


def test_a_name_known_to_the_archive_is_no_official_where_it_only_speaks_as_a_resident(gazetteer):
    """Namesakes of officials are interviewed every day."""
    from articles.recognition import KnownOfficial, Story, recognise

    stories = [Story((), ("“日子越过越好了。”王建设高兴地说。",), dateline="本报讯")]
    known = [KnownOfficial("王建设", ("区领导",), 5)]
    assert recognise(stories, gazetteer, known=known)[0].officials == ()


def test_a_continued_story_has_officials_without_titles(read):
    found = read(
        "随后，王修远一行到一家饲料厂，实地了解生产情况。王修远强调，要抓好生产。", continued=True, dateline=""
    )
    official = found.officials[0]
    assert (official.name, official.title, official.jurisdiction_name, official.roles) == (
        "王修远", "", "白泽市", ("调研",),
    )  # fmt: skip
    assert [doubt.kind for doubt in found.doubts] == ["title"]


def test_who_attends_another_in_a_continued_story_is_an_official(read):
    found = read("黎向东在卓大海陪同下登上新开通的巴士。", continued=True, dateline="")
    assert [(official.name, official.roles) for official in found.officials] == [("卓大海", ("陪同",))]
