"""What the figures of the benchmarks rest on."""

import json
import subprocess
import sys

from django.conf import settings

BENCHMARKS = settings.BASE_DIR / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
import gold
import inputs
import recognition


def story(**names: list[str]) -> dict:
    return {"people": [], "officials": [], "ignored": []} | names


def test_scores_count_a_name_once_a_story_and_leave_out_whom_nobody_is_asked_for():
    stories = [story(people=["冯远山", "苗春生"], ignored=["秦明"]), story(people=["冯远山"])]
    found = [["冯远山", "秦明", "麦田"], ["冯远山", "冯远山"]]
    assert recognition.scores(stories, found, "people") == (2 / 3, 2 / 3, 2 / 3)


def test_the_gold_gives_whole_stories_with_their_names():
    stories = {pages: list(gold.stories(pages)) for pages in gold.SETS}
    assert {pages: len({story["page"] for story in several}) for pages, several in stories.items()} == {
        "real": 5,
        "invented": 32,
    }
    for one in (story for several in stories.values() for story in several):
        text = "".join(one["headings"] + one["paragraphs"])
        assert all(name in text for name in one["people"])
        assert " " not in text and set(one["officials"]) <= set(one["people"])


def test_each_set_of_pages_is_scored_by_what_was_found_in_it():
    first, second = story(people=["冯远山"], officials=["冯远山"]), story(people=["苗春生"], officials=["苗春生"])
    result = {"found": [{"people": ["冯远山"]}, {"people": ["苗春生", "麦田"], "officials": ["苗春生"]}]}
    assert recognition.agreement(result, [first], 0) == ["1.000"] * 6
    assert recognition.agreement(result, [second], 1) == ["0.500", "1.000", "0.667", "1.000", "1.000", "1.000"]


def test_inputs_are_what_their_names_say():
    assert inputs.page(3) == inputs.page(3) != inputs.page(4)
    assert len(inputs.file_of(0.2).encode()) >= 200_000
    assert "\n" not in inputs.one_line(0.1)
    assert inputs.one_story(300).count("\n\n") == 300
    assert inputs.blank_lines(5_000).count("\n\n\n\n") >= 1_200


def test_one_measurement_reads_and_recognises(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(inputs.page(1), encoding="utf-8")
    for verb in ("read", "recognise"):
        done = subprocess.run(
            [sys.executable, BENCHMARKS / "speed_of.py", verb, page], check=True, stdout=subprocess.PIPE
        )
        result = json.loads(done.stdout)
        assert result["articles"] > 5 and result["refusals"] == []
        assert result["characters"] == len(page.read_text(encoding="utf-8"))
