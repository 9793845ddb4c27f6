"""Every refusal has its sentence and its remedy."""

import re
from pathlib import Path

import pytest

import articles
from articles.importing.messages import REASONS, explain
from articles.text.errors import UnreadableInput

ROOMS = [Path(articles.__file__).parent / room for room in ("text", "reading", "importing")]
RAISED = {
    code
    for room in ROOMS
    for path in room.rglob("*.py")
    for code in re.findall(r'(?:UnreadableInput\(|"code": )"([a-z_]+)"', path.read_text(encoding="utf-8"))
}


def test_every_code_that_is_raised_is_explained_and_no_other():
    assert set(REASONS) == RAISED


@pytest.mark.parametrize("code", sorted(REASONS))
def test_a_refusal_says_why_and_what_to_do_even_without_its_values(code):
    reason, remedy = explain(UnreadableInput(code, "page 3"))
    assert reason.endswith("（page 3）")
    assert remedy
