"""What officials do: one sentence a case; the roles of the first official are expected."""

import pytest

CASES = [
    ("县委书记杨磊主持召开常委会会议，传达学习上级会议精神。", ["主持"]),
    ("县委书记杨磊主持会议并讲话。", ["主持", "讲话"]),
    ("县委书记杨磊组织召开视频调度会。杨磊强调，要抓紧。", ["主持", "讲话"]),
    ("县委书记杨磊出席会议并讲话，县长尹航主持会议。", ["出席", "讲话"]),
    # the one verb of a list is everybody's
    ("县委书记杨磊、县长尹航，县领导罗成、米兰出席会议。", ["出席"]),
    ("县委书记杨磊等县领导在主席台前排就坐。", ["出席"]),
    # 强调 on a tour of inspection is no speech
    ("县委书记杨磊到柳溪镇调研。他要求抓好生产。杨磊强调，要压实责任。", ["调研"]),
    # … but at a discussion it is
    ("县委书记杨磊实地考察园区。座谈会上，杨磊表示，收获很大。", ["讲话", "调研"]),
    # what a speech is about is no deed either
    ("县应急管理局局长罗成在会上讲话，就开展隐患排查作了具体安排。", ["讲话"]),
    # the report of a meeting in a quotation or in what is demanded is no deed of the speaker
    ("县委书记杨磊出席会议。杨磊指出，要开展检查、走访慰问，主持好会议。", ["出席", "讲话"]),
    ("县委书记杨磊走访慰问困难群众。", ["慰问"]),
    ("县长尹航参加走访慰问。", ["慰问", "参加"]),
    ("县领导罗成一同调研。", ["陪同"]),
    # who takes part in another's tour takes part, and what he says on it is no speech
    ("县领导罗成参加检查。", ["参加"]),
    ("县领导罗成参加了视察。罗成指出，要抓紧整改。", ["参加"]),
    ("县领导罗成参加会议，随后到柳溪镇检查防汛。", ["调研", "参加"]),
    # who leads the team tours, where the sentence before says that it tours
    ("县人大常委会对学校食堂开展执法检查。县人大常委会副主任罗成带队，先后到3所学校。", ["调研"]),
    ("县人大常委会组队参加球赛。县人大常委会副主任罗成带队，夺得第二名。", ["提及"]),
    # a village's secretary who sees other places does his work, as a judge does who hears a case
    ("东坡村党支部书记罗成带着村干部到外地考察，引进新品种。", ["提及"]),
    ("县人民法院柳溪法庭庭长罗成来到东坡村，公开审理一起土地纠纷案。", ["提及"]),
    ("县检察院检察长罗成主持听证会，两名人民监督员在线参加。", ["主持"]),
    # what a leader of the country said is cited, and what he does is done
    ("习近平总书记指出，农村要发展。", ["提及"]),
    ("国家主席习近平出席大会并发表题为《山河》的主旨演讲。", ["出席", "讲话"]),
    ("县政协主席田野列席会议。", ["列席"]),
    ("县委书记杨磊到社区宣讲会议精神。", ["宣讲"]),
    ("县长尹航出席签约仪式。", ["出席"]),
    ("记者近日专访了县卫健委主任王燕。", ["受访"]),
    ("县卫健委主任王燕出席发布会，并回答记者提问。", ["出席", "受访"]),
    ("村党支部书记秦川一边登记，一边对记者说。", ["受访"]),
    # somebody whose words or orders are carried out does nothing here
    ("会议传达了省委书记楼阳、市委书记江一帆的批示精神。", ["提及"]),
    ("要贯彻落实市委书记江一帆在全会上的讲话精神。", ["提及"]),
    ("县政协副主席杨法是该企业的联系人。", ["提及"]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_roles_follow_from_the_predicate(read, sentence, expected):
    assert list(read(sentence).officials[0].roles) == expected


def test_a_list_ends_where_the_next_subject_begins(read):
    found = read("县委书记杨磊主持会议并讲话，县领导罗成、米兰参加会议。")
    assert [official.roles for official in found.officials] == [("主持", "讲话"), ("参加",), ("参加",)]


def test_answers_of_an_interview_are_the_persons(read):
    found = read("县卫健委主任王燕介绍了情况。", "记者：怎么办？", "王燕：请尽早接种。")
    assert found.officials[0].roles == ("受访",)
