"""Who signs a story: whose notice or letter it is, below it, and whose name above the text that follows."""

from __future__ import annotations

from articles.reading.lines import furniture, letters, notices
from articles.reading.lines.credits import dateline_credits
from articles.reading.lines.names import is_set_author
from articles.reading.paragraphs.units import TELEPHONE, Unit
from articles.reading.readings import Credits
from articles.reading.stories.story import LEAD, NOTICE, Story


def signs(unit: Unit, following: Unit | None, story: Story, headed: str) -> bool:
    """Whether what reads like a heading is the last line of the story above it, of which `headed` stands above:
    whose notice it is, its day, who wrote the letter."""
    return signs_letter(unit, story) or _is_signature(unit, following) or _is_issuer(unit, following, story, headed)


def signs_letter(unit: Unit, story: Story) -> bool:
    """Whether a line names who wrote the letter that the story is."""
    return letters.names_writer(unit.lines[0].printed) and any(letters.greets(above.text) for above in story.units)


def signs_what_follows(unit: Unit, following: Unit | None, story: Story) -> bool:
    """Whether a name set by itself below a story, which has named its own writer, is whose text follows."""
    alone = len(unit.lines) == 1 and following is not None and following.is_plain and following.lines[0].blanks > 0
    return alone and is_set_author(unit.lines[0].raw) and _names_its_writer(story)


def _names_its_writer(story: Story) -> bool:
    """Whether a story has said at its beginning who wrote it, so that no name at its end does."""
    first = story.units[0]
    return first.shape == "byline" or dateline_credits(first.text[:LEAD]) != Credits()


def _is_signature(unit: Unit, following: Unit | None) -> bool:
    """Whether a line is the issuer or the day under a notice, and no heading."""
    if furniture.is_day(unit.lines[-1].text) or notices.signs_notice(unit.text):
        return True
    return following is not None and following.shape == "heading" and furniture.is_day(following.text)


def _is_issuer(unit: Unit, following: Unit | None, story: Story, headed: str) -> bool:
    """Whether a line names whose notice it stands under, where nothing but furniture or a headline follows."""
    apart = ("furniture", "heading") if following is None or following.lines[0].blanks else ("furniture",)
    if following is not None and following.shape not in apart and not _ends_notice(following.text):
        glued = not unit.lines[0].blanks and following.lines[0].blanks and len(unit.lines) == 1
        if not glued:
            return False  # text follows, or the next line of a headline that begins with an office
    if story.anchored or not notices.is_issuer(unit.text):
        return False
    return NOTICE.search(headed + story.text) is not None


def _ends_notice(text: str) -> bool:
    """Whether a line is whom to ring or another issuer, as below the issuer of a notice."""
    return TELEPHONE.search(text) is not None or notices.is_issuer(text)
