"""Offices that registers tell of, beside what is printed: whose they are, what stays open, what is refused."""

import io
from datetime import date

import factories
import pytest
from django.core.management import CommandError, call_command

from articles import corrections
from articles.admin.choices import CHOICES, answer, take_back
from articles.corrections import Decision
from articles.importing.archive import Archive
from articles.importing.findings import write_findings
from articles.importing.registers.loading import load
from articles.models import Appearance, Official, Place, Post, RegisteredTerm, ReviewItem, Tenure
from articles.recognition.findings import Findings, OfficialMention

pytestmark = pytest.mark.django_db

HEAD = "姓名,职务,地方,到任,离任,来源,来源网址,来源日期,区别"
SOURCE = "云川县志,https://example.org/annals,2032-01"


@pytest.fixture(autouse=True)
def gazetteer(db):
    city = Place.objects.create(name="云州市", level="city", code="9901", slug="yunzhou")
    for number, name in enumerate(("云川县", "北河县"), start=1):
        Place.objects.create(name=name, level="county", code=f"99010{number}", slug=f"place-{number}", parent=city)
    for number in (1, 2):
        Place.objects.create(name="同名镇", level="town", code=f"99010{number}100", slug=f"town-{number}")


def store(day, title="县长", place="云川县", name="禾东篱"):
    """An article of that day in which the name bears the title."""
    text = f"{place}{title}{name}出席会议。"
    article = factories.article(factories.page(factories.issue(day)), text)
    where, start = Place.objects.get(name=place), text.index(name)
    span = ((0, start, start + len(name)),)
    found = OfficialMention(name, title, where.pk, place, where.level, (), span, (title,))
    write_findings([article], [Findings(officials=(found,))], Archive())
    return article


def row(name="禾东篱", office="县长", place="云川县", since="2029", until="", person="", source=SOURCE):
    return f"{name},{office},{place},{since},{until},{source},{person}"


def register(*rows, name="云川县志", **options):
    return load("\n".join((HEAD, *rows)).encode(), "annals.csv", name, **options)


def fits():
    return sorted(RegisteredTerm.objects.values_list("official__name", "post__name", "fit"))


def questions(kind="registered"):
    return ReviewItem.objects.open().filter(kind=kind)


def why():
    return Decision(who="编辑甲", reason="与县志核对")


class TestWhose:
    def test_a_term_of_the_same_post_that_meets_the_sightings_is_the_officials(self):
        store("2031-05-06")
        report = register(row(since="2029-03", until="2031-12"))
        term = RegisteredTerm.objects.get()
        assert (term.official, term.post) == (Official.objects.get(), Post.objects.get(name="云川县县长"))
        assert (term.fit, term.confidence, report.officials, report.questions) == ("met", 0.95, 0, 0)

    def test_it_counts_as_no_appearance_and_leaves_the_tenure_as_it_was(self):
        store("2031-05-06")
        before = list(Tenure.objects.values())
        register(row(since="2029-03", until="2031-12"))
        assert (Appearance.objects.count(), list(Tenure.objects.values())) == (1, before)

    def test_a_career_that_the_table_of_rules_joins_is_linked_too(self):
        store("2031-05-06")
        register(row(office="县长", place="北河县", since="2025", until="2028"))
        assert fits() == [("禾东篱", "北河县县长", "career")]
        assert Official.objects.count() == 1

    def test_who_fits_none_has_an_official_without_articles(self):
        store("2031-05-06")
        report = register(row("石见川", "教育局局长"))
        made = Official.objects.get(name="石见川")
        assert (report.officials, RegisteredTerm.objects.get().official) == (1, made)
        assert made in Official.objects.listed() and not made.appearances.exists()

    @pytest.mark.parametrize(
        "line",
        [
            row(since="1995", until="1999"),
            row(office="教育局局长", since="2029"),
            row(office="副镇长", place="990101100"),
        ],
    )
    def test_what_may_be_a_namesakes_is_kept_apart(self, line):
        store("2031-05-06")
        seen = Official.objects.get()
        register(line)
        term = RegisteredTerm.objects.get()
        assert term.official != seen
        asked = {each for item in questions() for each in item.candidates.all()}
        assert asked == (set() if "镇长" in line else {seen, term.official})
        assert term.fit == ("alone" if "镇长" in line else "open")

    def test_terms_of_one_post_that_lie_decades_apart_are_no_one_persons(self):
        register(row(since="1951", until="1955"), row(since="1978", until="1983"), row(since="2029"))
        assert Official.objects.count() == 3
        assert questions().count() == 3

    def test_two_whom_an_editor_declared_different_stay_two_though_print_fills_the_time_between(self):
        store("2031-05-06")
        register(row(since="2015", until="2019"))
        made = RegisteredTerm.objects.get().official
        corrections.differ(made, Official.objects.exclude(pk=made.pk).get(), why())
        store("2024-05-06")
        term = RegisteredTerm.objects.get()
        assert (term.official, term.fit) == (made, "alone")
        assert not questions().exists()

    def test_what_may_be_one_of_two_is_neithers_until_an_editor_says(self):
        store("2031-05-06")
        store("2031-05-07", place="北河县")
        store("2031-05-08")
        seen = set(Official.objects.all())
        register(row(office="副市长", place="云州市", since="2031-11"))
        term = RegisteredTerm.objects.get()
        assert (len(seen), term.official in seen, term.fit) == (2, False, "open")
        assert {each for item in questions() for each in item.candidates.all()} == {*seen, term.official}

    @pytest.mark.parametrize(("word", "officials"), [("same", 1), ("different", 2)])
    def test_the_answer_of_an_editor_stands_at_the_next_load_and_can_be_taken_back(self, word, officials):
        store("2031-05-06")
        register(row(since="1995", until="1999"))
        made = RegisteredTerm.objects.get().official
        choice = next(choice for choice in CHOICES["registered"] if choice.word == word)
        assert answer(questions().get(), choice, "主编")
        for _again in range(2):
            register(row(since="1995", until="1999"))
            assert Official.objects.listed().count() == officials
            assert not questions().exists()
        take_back("主编")
        assert RegisteredTerm.objects.get().official == made
        assert Official.objects.listed().count() == 2

    def test_namesakes_whom_the_register_tells_apart_are_two(self):
        register(
            row(office="副县长", since="2029", person="甲"),
            row(office="副县长", since="2029", person="乙"),
            row(office="县长", since="2031", person="乙"),
        )
        one, other = Official.objects.order_by("pk")
        assert {one.registered_terms.count(), other.registered_terms.count()} == {1, 2}
        assert "甲" not in "".join(RegisteredTerm.objects.values_list("person", flat=True))

    @pytest.mark.parametrize("print_first", [True, False])
    def test_order_of_print_and_register_does_not_matter(self, print_first):
        steps = [lambda: store("2031-05-06"), lambda: register(row(since="2029-03"))]
        for step in steps if print_first else reversed(steps):
            step()
        assert (Official.objects.count(), fits()) == (1, [("禾东篱", "云川县县长", "met")])

    def test_the_address_made_for_a_register_is_not_given_to_a_namesake_elsewhere(self):
        register(row(office="教育局局长"))
        made = Official.objects.get()
        store("2031-05-06", "教育局局长", "北河县")
        seen = Appearance.objects.get().official
        assert (seen != made, RegisteredTerm.objects.get().official) == (True, made)

    def test_an_official_made_for_a_term_that_print_later_explains_leads_on(self):
        register(row(office="县长", place="北河县", since="2025", until="2028"))
        made = Official.objects.get()
        store("2031-05-06")
        seen = Appearance.objects.get().official
        assert RegisteredTerm.objects.get().official == seen
        assert made == seen or corrections.successor("official", str(made.pk)) == str(seen.pk)


class TestLoadingAgain:
    def test_the_same_file_changes_nothing(self):
        store("2031-05-06")
        rows = (row(since="2029-03"), row("石见川", "县委书记"))
        register(*rows)
        before = list(RegisteredTerm.objects.values()), list(Official.objects.values())
        report = register(*rows)
        assert (report.new, report.changed, report.same, report.removed) == (0, 0, 2, 0)
        assert (list(RegisteredTerm.objects.values()), list(Official.objects.values())) == before

    def test_a_newer_file_replaces_and_removes_what_is_the_registers_own(self):
        register(row("石见川", "县委书记"), row("木子白", "副县长"))
        register(row("木子白", "县长", since="2020", until="2024"), name="另一名录")
        term = RegisteredTerm.objects.get(name="石见川")
        report = register(row("石见川", "县委书记", until="2031-11"))
        assert (report.changed, report.removed) == (1, 1)
        assert RegisteredTerm.objects.get(name="石见川").pk == term.pk
        assert RegisteredTerm.objects.get(name="石见川").last_day == date(2031, 11, 30)
        assert RegisteredTerm.objects.get(name="木子白").register == "另一名录"

    def test_who_is_in_no_register_any_more_is_not_listed(self):
        register(row("石见川", "县委书记"))
        register()
        assert not Official.objects.listed().exists()
        assert Official.objects.get().name == "石见川"  # the address answers without the name

    def test_a_trial_says_the_same_and_stores_nothing(self):
        store("2031-05-06")
        rows = (row(since="2029-03"), row("石见川", "县委书记"), row(since="1991", until="1992"))
        trial = register(*rows, dry_run=True)
        assert (RegisteredTerm.objects.count(), Official.objects.count(), questions().count()) == (0, 1, 0)
        assert register(*rows) == trial

    def test_what_editors_decided_stands_against_the_file(self):
        rows = (row("石见川", "县委书记", since="2029"), row("木子白", "副县长"))
        register(*rows)
        term, other = RegisteredTerm.objects.get(name="石见川"), RegisteredTerm.objects.get(name="木子白")
        right = factories.official("石见川")
        (made, _second) = corrections.record(term, {"since": "2028-05", "official": right.pk}, why())
        corrections.record(other, {"is_shown": False}, why())
        for _again in range(2):
            assert register(*rows).changed == 0
        term.refresh_from_db()
        assert (term.since, term.first_day, term.official) == ("2028-05", date(2028, 5, 1), right)
        assert not Official.objects.listed().filter(name="木子白").exists()
        corrections.undo(made, who="编辑甲")
        term.refresh_from_db()
        assert (term.since, term.first_day) == ("2029", date(2029, 1, 1))

    def test_a_decision_outlives_a_row_that_goes_and_comes_back(self):
        register(row("石见川", "县委书记"))
        corrections.record(RegisteredTerm.objects.get(), {"is_shown": False}, why())
        register()
        register(row("石见川", "县委书记"))
        assert not Official.objects.listed().exists()

    def test_a_file_that_tells_another_day_than_was_corrected_is_asked_about(self):
        register(row("石见川", "县委书记", since="2029"))
        corrections.record(RegisteredTerm.objects.get(), {"since": "2028-05"}, why())
        register(row("石见川", "县委书记", since="2027"))
        assert RegisteredTerm.objects.get().since == "2028-05"
        assert "2027" in questions("conflict").get().reason

    def test_a_correction_that_cannot_be_is_refused(self):
        register(row("石见川", "县委书记", since="2029"))
        for wrong in ("明年", "2033", "2029-13"):
            with pytest.raises(Exception, match=r"日期|晚于"):
                corrections.record(RegisteredTerm.objects.get(), {"since": wrong}, why())


class TestRefused:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (row(office="董事长"), "公职"),
            (row(office="群众"), "公职"),
            (row(office="县委副书记、县长"), "恰好一个职位"),
            (row(office="原县长"), "恰好一个职位"),
            (row(place="无名县"), "地名库里没有"),
            (row(office="镇长", place="同名镇"), "990101100、990102100"),
            (row(since="明年"), "“明年”不是日期"),
            (row(since="2031-02-30"), "不是日期"),
            (row(since=""), "缺“到任”"),
            (row(since="2031", until="2029"), "离任早于到任"),
            (row(until="2036"), "预定"),
            (row(since="2033"), "晚于来源日期"),
            (row(name="John Doe"), "不是一个姓名"),
            (row(source="县志,javascript:alert(1),2032"), "不是网址"),
            (row(source="县志,,"), "缺“来源日期”"),
            (row() + ",多", "列数"),
        ],
    )
    def test_a_line_is_refused_by_number_with_reason_and_remedy_and_the_others_go_in(self, line, words):
        report = register(row("石见川", "县委书记"), line)
        (refused,) = report.refused
        assert refused.number == 3 and words in refused.reason + refused.remedy and refused.remedy
        assert RegisteredTerm.objects.get().name == "石见川"

    def test_a_repeated_line_names_the_first(self):
        (refused,) = register(row(), row()).refused
        assert (refused.number, "第 2 行" in refused.reason) == (3, True)

    def test_nothing_is_removed_while_lines_are_refused(self):
        register(row("石见川", "县委书记"), row("木子白", "副县长"))
        report = register(row("石见川", "县委书记"), row("木子白", "副县张"))
        assert (report.removed, report.kept, RegisteredTerm.objects.count()) == (0, 1, 2)

    @pytest.mark.parametrize("data", ["姓名,职务\n甲乙,县长\n", "", f'{HEAD}\n"石见川,县长'])
    def test_a_file_of_another_form_is_refused_as_a_whole(self, data, tmp_path):
        path = tmp_path / "annals.csv"
        path.write_text(data, encoding="utf-8")
        with pytest.raises(CommandError, match=r"annals\.csv：.+。.+。"):
            call_command("load_register", path)

    def test_the_command_reads_what_a_spreadsheet_writes_and_reports_each_refusal(self, tmp_path):
        path = tmp_path / "annals.csv"
        path.write_bytes("\n".join((HEAD, row("石　见川", "县委书记"), row(office="居民"))).encode("gb18030"))
        out = io.StringIO()
        with pytest.raises(SystemExit):
            call_command("load_register", path, stdout=out)
        assert "annals.csv 第 3 行：“居民”不是识别所认得的公职。" in out.getvalue()
        assert "名录“annals”：新增 1，" in out.getvalue()
        assert RegisteredTerm.objects.get().name == "石见川"

    def test_columns_may_have_their_english_names_in_any_order(self):
        data = "source_date,to,from,place,office,name,source\n2032,,2029-03-05,990101,县长,石见川,县志\n"
        load(data.encode(), "a.csv", "县志")
        term = RegisteredTerm.objects.get()
        assert (term.since, term.source_url, term.post.place.name) == ("2029-03-05", "", "云川县")


class TestContradictions:
    def test_who_is_printed_in_office_after_the_end_is_asked_about_until_the_register_says_otherwise(self):
        store("2031-05-06")
        register(row(since="2029", until="2030-06"))
        item = questions("contradiction").get()
        assert "2030-06" in item.reason and "2031-05-06" in item.reason
        register(row(since="2029", until="2031-06"))
        assert not questions("contradiction").exists()

    def test_and_also_where_print_comes_later(self):
        register(row(since="2029", until="2030-06"))
        store("2031-05-06")
        assert questions("contradiction").count() == 1

    @pytest.mark.parametrize(("day", "number"), [("2030-07-20", 0), ("2030-08-20", 1), ("2028-11-10", 1), ("2029", 0)])
    def test_papers_print_an_old_title_for_a_month(self, day, number):
        store(day if "-" in day else "2029-06-01")
        register(row(since="2029", until="2030-06"))
        assert questions("contradiction").count() == number

    def test_two_holders_at_once_of_a_post_for_one_are_asked_about(self):
        store("2030-05-06", name="石见川")
        register(row(since="2029", until="2031"))
        item = questions("contradiction").get()
        assert {each.name for each in item.candidates.all()} == {"禾东篱", "石见川"}

    def test_but_not_two_deputies_and_not_who_follows(self):
        store("2030-05-06", "副县长", name="石见川")
        store("2031-12-06", name="石见川")
        register(row(office="副县长", since="2029", until="2031"), row(since="2029", until="2031-11"))
        assert not questions("contradiction").exists()

    def test_two_registers_that_differ_are_asked_about(self):
        register(row(since="2029", until="2031"))
        register(row("石见川", since="2028", until="2030-06"), name="另一名录")
        assert questions("contradiction").count() == 1

    def test_what_an_editor_decided_is_not_asked_again(self):
        store("2031-05-06")
        register(row(since="2029", until="2030-06"))
        item = questions("contradiction").get()
        answer(item, CHOICES["contradiction"][0], "编辑甲")
        register(row(since="2029", until="2030-06"))
        assert not questions("contradiction").exists()


class TestMerges:
    def test_terms_follow_a_merge_of_officials_and_its_undoing(self):
        store("2031-05-06")
        register(row("石见川", "县委书记"))
        seen, made = Official.objects.get(name="禾东篱"), Official.objects.get(name="石见川")
        merge = corrections.merge(made, seen, why())
        assert RegisteredTerm.objects.get().official == seen
        register(row("石见川", "县委书记"))
        assert RegisteredTerm.objects.get().official == seen
        corrections.undo(merge, who="主编")
        assert RegisteredTerm.objects.get().official == made

    def test_terms_follow_a_merge_of_places_and_its_undoing(self):
        register(row())
        loser, winner = Place.objects.get(name="云川县"), Place.objects.get(name="北河县")
        post = RegisteredTerm.objects.get().post
        merge = corrections.merge(loser, winner, why())
        register(row())
        assert RegisteredTerm.objects.get().post.name == "北河县县长"
        assert corrections.standing_post(post) == RegisteredTerm.objects.get().post
        corrections.undo(merge, who="主编")
        assert RegisteredTerm.objects.get().post == post
