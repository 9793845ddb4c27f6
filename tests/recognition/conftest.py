"""An invented part of the country to recognise in: one home city with its counties, and a neighbour."""

from collections.abc import Callable
from datetime import date

import pytest

from articles.recognition import Findings, Gazetteer, PlaceRow, Story, recognise

ROWS = (
    PlaceRow(1, "云泽省", "province", "98"),
    PlaceRow(2, "白泽市", "city", "9801", 1, ("白泽",), home=True),
    PlaceRow(3, "青禾县", "county", "980121", 2),
    PlaceRow(4, "松坪市", "county", "980181", 2),
    PlaceRow(5, "石桥区", "county", "980102", 2),
    PlaceRow(6, "城乡一体化示范区", "county", "980171", 2, ("示范区", "高新区", "示范区（高新区）", "白泽高新区")),
    PlaceRow(7, "麦村区", "county", "980103", 2),
    PlaceRow(10, "柳溪镇", "town", "980121100", 3),
    PlaceRow(11, "云岭乡", "town", "980121200", 3),
    PlaceRow(12, "东风街道", "town", "980102001", 5),
    PlaceRow(13, "朝霞街道", "town", "980102002", 5),
    PlaceRow(14, "朝霞街道", "town", "980181001", 4),
    PlaceRow(15, "湖滨街道", "town", "980171001", 6),
    PlaceRow(20, "东坡村民委员会", "village", "980121100201", 10),
    PlaceRow(21, "和谐里社区居民委员会", "village", "980102001001", 12),
    PlaceRow(22, "东坡村", "village", "980121200202", 11),
    PlaceRow(23, "后泉水村", "village", "980121100203", 10),
    PlaceRow(24, "东白泽社区", "village", "980102001002", 12),
    PlaceRow(30, "赤水市区", "city", "9802", 1, ("南屏",)),
    PlaceRow(31, "南屏县", "county", "980221", 30),
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer(ROWS)


@pytest.fixture
def read(gazetteer: Gazetteer) -> Callable[..., Findings]:
    """Recognise one story of the given paragraphs."""

    def read(*paragraphs: str, printed: date | None = None, dateline: str = "本报讯", **parts: object) -> Findings:
        story = Story(headings=(), paragraphs=paragraphs, dateline=dateline)
        story = Story(**{name: parts.get(name, getattr(story, name)) for name in story.__slots__})
        return recognise([story], gazetteer, issue_date=printed)[0]

    return read
