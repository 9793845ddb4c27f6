"""What somebody said, read into another story: back to the one that told who that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.reading.lines.names import is_author
from articles.reading.paragraphs.units import Unit
from articles.reading.stories.story import LEAD, NOTICE, Item, Story
from articles.reading.stories.strays import below_notice, is_nearer

SAYS = re.compile(
    r"(?:在谈到[^，,。]{2,24}时[，,])?(?P<name>[\u4e00-\u9fff]{2,3}?)(?:还|又|同时)?(?:说|指出|强调|要求|表示|介绍说|坦言|希望|认为)[，,]"
)
"""How a paragraph begins that names a speaker without saying who that is, because another one did."""
LONGEST = 400
"""Paragraphs."""
NEAR = 8
"""Stories on each side in which the speaker may have been introduced."""


def return_speakers(items: Sequence[Item]) -> None:
    """Give each paragraph whose speaker its story has not named to the only story near by that has; where it stands
    below a notice's last line, with all that does."""
    stories = [item for item in items if isinstance(item, Story) and not item.photo]
    for at, story in enumerate(stories):
        if story.jump_from or story.continuation or len(story.units) > LONGEST:
            continue  # another page told who its speakers are; what is longer than pages are is no story
        near = [one for one in stories[max(0, at - NEAR) : at + NEAR + 1] if one is not story]
        for unit in [unit for unit in story.units[1:] if unit.is_plain]:
            home = _home(unit, story, near)
            if home is not None:
                ends = _notice_end(story, home)
                below = story.units[ends:] if ends else []
                moved = below if any(other is unit for other in below) else [unit]
                story.units = [other for other in story.units if not any(other is one for one in moved)]
                unit.doubts.append("columns")
                home.units += moved
                if moved is below:
                    break


def _notice_end(story: Story, home: Story) -> int:
    """The index of the unit below the last one of a notice, from which all is another story's; 0 where none is."""
    if story.anchored or NOTICE.search(story.text[:LEAD]) is None:
        return 0
    if end := below_notice(story):
        return end
    own = story.units[0].text
    return int(all(is_nearer(unit.text, home.text, own, 1.0) for unit in story.units[1:]))


def _says(unit: Unit, name: str) -> bool:
    """Whether a paragraph begins with what somebody says, who may be nobody of its story."""
    said = SAYS.match(unit.text)
    return said is not None and said["name"] == name


def _home(unit: Unit, story: Story, near: Sequence[Story]) -> Story | None:
    said = SAYS.match(unit.text)
    if said is None or not is_author(said["name"]):
        return None
    name = said["name"]
    if any(name in other.text and not _says(other, name) for other in story.units) or any(
        name in heading.text for heading in story.headings
    ):
        return None
    homes = [one for one in near if name in one.text]
    return homes[0] if len(homes) == 1 and not homes[0].ended else None
