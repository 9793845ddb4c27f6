"""People without public office are never officials: every sentence here must yield nobody."""

import pytest

NOBODY = [
    # company people, whatever party post the company has
    "青禾实业有限公司董事长马云天、总经理马化成出席签约仪式。",
    "青禾集团党委书记高小琴、工会主席祁同参加活动。",
    "山河建设集团党委书记舒厚、党委副书记汪发、陈林出席。",
    "建筑公司项目部党支部书记吴天明说。",
    "技术总监关飞、工程部经理郭胜利、市场部经理胡旭参加。",
    "农商银行行长钱多多表示。",
    "商会会长胡雪、副会长盛怀捐赠物资。",
    # villagers and their titles
    "种植专业合作社理事长陈永、社长张大民介绍经验。",
    "突击队队长王进、班长铁蛋说。",
    "村民小组组长刘能、赵四和理发店老板谢广坤。",
    "敬老院院长范伟、舞蹈队队长宋丹。",
    "老党员赵大爷、村民李铁柱主动捐款。",
    "党群议事会主任陈大刚、老党员秦仁轮流值守。",
    "受灾群众董大林、董小满等激动地说。",
    # doctors, teachers, experts
    "县人民医院主任医师孙思、护士长南丁正在查房。",
    "康复医院院长扁雀、副院长张景介绍。",
    "北京大学教授王选、研究员李光作报告。",
    "市委党校马列教研部教授秦见到柳溪镇宣讲。",
    "县第一中学教师魏生、学生刘小明参加。",
    "农技专家杨贵为菜农指导。",
    "仪式由校党委常委、副校长李军主持。",
    # residents, volunteers, staff, reporters
    "志愿者张桂芬、居民王秀英、网格员刘洋来到现场。",
    "民警任长胜、辅警李向阳迅速赶到。",
    "包村干部魏媛、工作人员郑阳介绍。",
    "该镇防疫人员张如说。",
    "讲解员金星向领导们介绍展品。",
    "本报记者 白岩 通讯员 柴静",
    # deputies named only as deputies
    "市人大代表申兰、政协委员冯骥提出建议。",
    # words that only look like a title with a name
    "书记要求大家安全生产，主任高度重视。",
    "局长热线开通，市长质量奖揭晓。",
    "各级书记抓乡村振兴，乡镇长任务重。",
    "与会市领导作了点评。",
    "6个村（社区）党组织书记荣获一、二、三等奖。",
    "县人大常委会会议听取报告。",
    "全镇36名村党支部书记全部参加轮训，12名优秀村党支部书记受表彰。",
    "区长高铁站前话发展，市长江边植树。",
    "根据市长提名，决定任免市人民政府秘书长、主任、局长和个别副市长。",
    "公司党委书记、董事长任长江，党委副书记、总经理万山，纪委书记常青出席。",
    "家长委员会主任李家、学生会主席张雨发言。",
    "青禾集团驻郑州办事处主任刘海到场。",
    "授予青禾县二中团委书记李继宗荣誉称号。",
    "有驻村书记年关带队慰问本村低保户的内容。",
]


@pytest.mark.parametrize("sentence", NOBODY)
def test_people_without_public_office_are_no_officials(read, sentence):
    assert read(sentence).officials == ()


def test_a_name_introduced_as_a_company_mans_stays_that_in_later_sentences(read):
    found = read("县领导高飞、公司总经理邵东出席。", "邵东指出，前景广阔。邵东强调，要加快。")
    assert [official.name for official in found.officials] == ["高飞"]


def test_reporters_who_are_named_like_officials_are_left_out(gazetteer):
    from articles.recognition import Story, recognise

    stories = [
        Story((), ("区领导刘金山参加会议。",), dateline="本报讯"),
        Story((), ("刘金山实地察看了现场。",), credited=frozenset({"刘金山"}), dateline="本报讯"),
    ]
    assert recognise(stories, gazetteer)[1].officials == ()
