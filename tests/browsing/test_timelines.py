"""An official by month, and who else bears the name."""

import re
from xml.etree import ElementTree

import pytest

from articles.models import Post, Tenure
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def test_months_are_drawn_with_the_posts_on_one_axis_and_told_in_a_table(client, archive):
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    Tenure.objects.create(official=archive.official, post=post, first_seen="2031-05-06", last_seen="2031-05-06")
    page = client.get(archive.official.get_absolute_url())
    svg = ElementTree.fromstring(re.search(r'<svg viewBox="0 0 .*?</svg>', page.content.decode(), re.S)[0])
    december, may = svg.findall("a/rect[@class='column']")
    assert float(december.get("x")) == 0 and float(may.get("height")) == 2 * float(december.get("height"))
    lane = svg.find("a[title]")
    assert lane.get("href") == post.get_absolute_url() and lane.find("text").text == "禾丰县县长"
    assert lane.find("rect").get("x") == may.get("x")
    assert [each.text for each in svg.findall("text")] == ["2030", "2031"]
    rows = re.findall(r'<th scope="row">(\d+年\d+月)</th><td[^>]*><a[^>]*>(\d+)', page.content.decode())
    assert rows == [("2030年12月", "1"), ("2031年5月", "2")]
    link = f"/articles/?from=2031-05-01&amp;to=2031-05-31&amp;official={archive.official.pk}"
    assert link in links_of(page)


def test_one_month_is_not_drawn(client, archive):
    other = factories.official("石见川")
    factories.appearance(other, archive.main)
    assert "逐月见报" not in text_of(client.get(other.get_absolute_url()))


def test_namesakes_are_told_apart(client, archive):
    same = factories.official("禾东篱")
    factories.appearance(same, archive.lost, "石桥县副县长")
    page = client.get(archive.official.get_absolute_url())
    assert "不是同名的 禾东篱（石桥县副县长）" in text_of(page)
    assert same.get_absolute_url() in links_of(page)
    assert "不是同名的 禾东篱（禾丰县县长）" in text_of(client.get(same.get_absolute_url()))
