from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.corrections import Decision, record, undo
from articles.importing.places.gazetteer import GazetteerReport, load, rows
from articles.importing.places.gazetteer_files import GazetteerError, read_divisions
from articles.importing.places.slugs import place_slug
from articles.models import Place, ReviewItem

SHIPPED = settings.FIXTURES / "gazetteer"
DIVISIONS = """code,name,level,parent,aliases
99,东海省,province,,东海
9901,临海市,city,99,临海
990101,望潮区,county,9901,
990121,金沙县,county,9901,金沙
990121100,石桥镇,town,990121,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, DIVISIONS)
    (tmp_path / "coverage.csv").write_text("code\n9901\n", encoding="utf-8")
    return tmp_path


def write(folder: Path, text: str, name: str = "divisions.csv") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def place(code: str) -> Place:
    return Place.objects.get(code=code)


@pytest.mark.django_db
class TestLoading:
    def test_a_second_load_changes_nothing(self, folder):
        first = load(folder)
        before = list(Place.objects.order_by("code").values())
        second = load(folder)
        assert first == GazetteerReport(new=5, changed=0, same=0, unlisted=0, covered=3)
        assert second == GazetteerReport(new=0, changed=0, same=5, unlisted=0, covered=3)
        assert list(Place.objects.order_by("code").values()) == before

    def test_a_town_hangs_below_its_county_city_and_province(self, folder):
        load(folder)
        town = place("990121100")
        assert [town.parent.name, town.parent.parent.name, town.parent.parent.parent.name] == [
            "金沙县",
            "临海市",
            "东海省",
        ]

    def test_the_covered_city_and_its_counties_are_local_and_nothing_else(self, folder):
        load(folder)
        assert set(Place.objects.filter(is_covered=True).values_list("name", flat=True)) == {
            "临海市",
            "望潮区",
            "金沙县",
        }

    def test_a_paper_that_moves_covers_its_new_place_only(self, folder):
        load(folder)
        (folder / "coverage.csv").write_text("code\n990121\n", encoding="utf-8")
        assert load(folder).changed == 2
        assert list(Place.objects.filter(is_covered=True).values_list("name", flat=True)) == ["金沙县"]

    def test_aliases_of_an_editor_stay_beside_new_ones(self, folder):
        load(folder)
        Place.objects.filter(code="990121").update(aliases=["金沙", "沙县城"])
        write(folder, "code,name,aliases\n990121,,金沙地区；金沙\n", "aliases.csv")
        assert load(folder).changed == 1
        assert place("990121").aliases == ["金沙", "沙县城", "金沙地区"]
        assert load(folder).changed == 0

    def test_a_renamed_place_keeps_its_former_name_as_an_alias_and_its_url(self, folder):
        load(folder)
        slug = place("990121100").slug
        write(folder, DIVISIONS.replace("石桥镇", "石桥街道"))
        assert load(folder).changed == 1
        assert (place("990121100").name, place("990121100").aliases) == ("石桥街道", ["石桥镇"])
        assert place("990121100").slug == slug

    def test_the_name_in_the_aliases_file_wins_and_the_official_one_is_still_found(self, folder):
        write(folder, "code,name,aliases,note\n990121,金沙新区,新区,报上的写法\n", "aliases.csv")
        load(folder)
        assert place("990121").name == "金沙新区"
        assert place("990121").aliases == ["金沙", "新区", "金沙县"]

    def test_places_that_left_the_files_stay(self, folder):
        load(folder)
        write(folder, DIVISIONS.rsplit("\n", 2)[0] + "\n")
        assert load(folder) == GazetteerReport(new=0, changed=0, same=4, unlisted=1, covered=3)
        assert place("990121100").name == "石桥镇"

    def test_two_counties_of_one_name_have_two_urls(self, folder):
        write(folder, DIVISIONS + "9902,远山市,city,99,\n990221,金沙县,county,9902,\n")
        load(folder)
        assert [place("990121").slug, place("990221").slug] == ["jinsha-xian", "jinsha-xian-990221"]

    def test_an_editors_correction_stands_and_undoing_it_shows_what_the_files_say(self, folder):
        load(folder)
        decision = Decision(who="editor", reason="报上从不这样印")
        name, aliases = record(place("990121"), {"name": "金沙新区", "aliases": ["新区"]}, decision)
        assert load(folder).changed == 0
        assert (place("990121").name, place("990121").aliases) == ("金沙新区", ["新区"])
        assert not ReviewItem.objects.exists()
        undo(name, who="editor")
        undo(aliases, who="editor")
        assert (place("990121").name, place("990121").aliases) == ("金沙县", ["金沙"])

    def test_files_that_now_contradict_a_correction_ask_for_review(self, folder):
        load(folder)
        record(place("990121"), {"name": "金沙新区"}, Decision(who="editor", reason="已改名"))
        write(folder, DIVISIONS.replace("金沙县", "金沙市"))
        load(folder)
        load(folder)
        assert place("990121").name == "金沙新区"
        assert "金沙市" in ReviewItem.objects.get().reason

    def test_a_failing_file_leaves_the_database_as_it_was(self, folder):
        load(folder)
        write(folder, DIVISIONS.replace("临海市", "新海市") + "990121100,重复镇,town,990121,\n")
        with pytest.raises(GazetteerError):
            load(folder)
        assert place("9901").name == "临海市"


@pytest.mark.django_db
def test_recognition_gets_coded_places_with_aliases_and_never_villages_of_stories(folder):
    load(folder)
    Place.objects.create(name="小石桥村", level="village", slug="xiaoshiqiao-cun", parent=place("990121"))
    by_code = {row.code: row for row in rows()}
    assert len(by_code) == len(rows()) == 5
    assert by_code["990121"].aliases == ("金沙",)
    assert by_code["990121"].parent == by_code["9901"].id
    assert [row.name for row in rows() if row.home] == ["临海市"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("divisions.csv", "code,name\n99,东海省\n", ["divisions.csv 第 1 行", "level, parent, aliases"]),
        ("divisions.csv", DIVISIONS + "9903,南山市,shi,99,\n", ["第 7 行", "shi", "province, city"]),
        ("divisions.csv", DIVISIONS + "990,南山市,city,99,\n", ["第 7 行", "“990”", "4 位"]),
        ("divisions.csv", DIVISIONS + "９９０３,南山市,city,99,\n", ["第 7 行", "“９９０３”"]),
        ("divisions.csv", DIVISIONS + "9903,,city,99,\n", ["第 7 行", "为空"]),
        ("divisions.csv", DIVISIONS + f"9903,{'南' * 61},city,99,\n", ["第 7 行", "过长"]),
        ("divisions.csv", DIVISIONS + "9901,南山市,city,99,\n", ["第 7 行", "9901", "第 3 行"]),
        ("divisions.csv", DIVISIONS + "9903,南山市,city,98,\n", ["第 7 行", "“98”", "上级"]),
        ("divisions.csv", DIVISIONS + "9903,南山市,city,990101,\n", ["第 7 行", "不比它高"]),
        ("divisions.csv", DIVISIONS + "9903,南山市,city\n", ["第 7 行", "列数"]),
        ("divisions.csv", DIVISIONS + "9903,南山,市,city,99,\n", ["第 7 行", "列数"]),
        ("divisions.csv", DIVISIONS + '9903,"南山"市,city,99,\n', ["第 7 行", "引号"]),
        ("aliases.csv", "code,name,aliases\n9909,,南山\n", ["aliases.csv 第 2 行", "9909"]),
        ("coverage.csv", "code\n9909\n", ["coverage.csv 第 2 行", "9909"]),
        ("coverage.csv", "", ["coverage.csv 第 1 行", "code"]),
    ],
)
def test_a_bad_line_is_named_with_what_to_do(folder, name, text, said):
    write(folder, text, name)
    with pytest.raises(GazetteerError) as refused:
        read_divisions(folder)
    assert all(part in str(refused.value) for part in said), str(refused.value)


def test_another_encoding_is_refused_with_what_to_do(folder):
    (folder / "divisions.csv").write_bytes(DIVISIONS.encode("gb18030"))
    with pytest.raises(GazetteerError, match=r"divisions\.csv：不是 UTF-8 编码。请另存为 UTF-8"):
        read_divisions(folder)


def test_a_spreadsheets_byte_order_mark_is_no_trouble(folder):
    (folder / "divisions.csv").write_text(DIVISIONS, encoding="utf-8-sig")
    assert len(read_divisions(folder)) == 5


def test_a_missing_or_empty_folder_is_named(tmp_path):
    with pytest.raises(GazetteerError, match="没有地名 CSV"):
        read_divisions(tmp_path)
    with pytest.raises(GazetteerError, match="没有这个文件夹"):
        read_divisions(tmp_path / "none")


@pytest.fixture(scope="module")
def shipped():
    return {division.code: division for division in read_divisions(SHIPPED)}


class TestShippedGazetteer:
    """What the project ships: Henan down to towns, Jiaozuo down to villages."""

    def test_the_home_city_has_its_eleven_county_units(self, shipped):
        covered = {division.name for division in shipped.values() if division.is_covered}
        assert covered == {
            *("焦作市", "解放区", "中站区", "马村区", "山阳区", "沁阳市", "孟州市"),
            *("修武县", "博爱县", "武陟县", "温县", "城乡一体化示范区"),
        }

    def test_the_zone_is_found_by_every_name_it_is_printed_with(self, shipped):
        assert {"示范区", "高新区", "示范区（高新区）", "焦作高新区", "市城乡一体化示范区"} <= set(
            shipped["410871"].aliases
        )

    @pytest.mark.parametrize("ending", ["委员会", "村委会", "居委会", "办事处", "虚拟社区"])
    def test_names_are_those_that_people_print(self, shipped, ending):
        assert [division.name for division in shipped.values() if division.name.endswith(ending)] == []

    def test_towns_do_not_carry_their_countys_name(self, shipped):
        town = next(division for division in shipped.values() if division.code == "410822101")
        assert (town.name, shipped[town.parent].name) == ("柏山镇", "博爱县")

    def test_no_two_places_of_one_county_level_parent_share_a_name(self, shipped):
        seen = [(d.parent, d.name) for d in shipped.values()]
        assert len(seen) == len(set(seen))

    def test_no_alias_of_a_village_is_the_name_of_a_town(self, shipped):
        towns = {d.name for d in shipped.values() if d.level == "town"}
        assert not {alias for d in shipped.values() if d.level == "village" for alias in d.aliases} & towns


@pytest.mark.django_db
def test_the_command_loads_what_is_shipped_and_says_so(capsys):
    call_command("load_gazetteer")
    assert capsys.readouterr().out == "地名：新增 4787，更新 0，未变 0；本地 12。\n"
    call_command("load_gazetteer")
    assert capsys.readouterr().out == "地名：新增 0，更新 0，未变 4787；本地 12。\n"


def test_the_command_names_the_bad_line(folder):
    write(folder, DIVISIONS + "9901,南山市,city,99,\n")
    with pytest.raises(CommandError, match="第 7 行"):
        call_command("load_gazetteer", folder)


@pytest.mark.parametrize(
    ("name", "code", "slug"),
    [
        ("孟州市", "", "mengzhou-shi"),
        ("城乡一体化示范区", "", "chengxiang-yitihua-shifanqu"),
        ("文昌街道", "410871062", "wenchang-jiedao-410871062"),
        ("金城乡", "410822203", "jincheng-xiang-410822203"),  # 城乡 is a word only before 一体化
        ("太行街道", "", "taihang-jiedao"),
        ("浚县", "", "xun-xian"),
        ("石桥村(北)", "c0ffee12", "shiqiaocunbei-c0ffee12"),  # a stray bracket would break the URL
        ("㊀㊁", "c0ffee12", "c0ffee12"),
    ],
)
def test_slugs_read_aloud(name, code, slug):
    assert place_slug(name, code) == slug
