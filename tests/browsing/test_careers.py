"""Officials and posts: titles, tenures with their proofs, and numbers that lead to what they count."""

import re
from urllib.parse import quote

import pytest

from articles.models import Post, Tenure, TenureProof
from tests import factories
from tests.markup import links_of, text_of

pytestmark = pytest.mark.django_db


def test_official_shows_the_titles_in_order_of_appearance(client, archive):
    page = client.get(archive.official.get_absolute_url())
    words = text_of(page).rsplit("见报的称谓", 1)[1]
    assert words.index("禾丰县副县长") < words.index("禾丰县县长")
    assert re.search(r"禾丰县县长 禾丰县 2031-05-06", words)
    assert "离任" not in words.replace("不表示离任", "") and "卸任" not in words


def test_every_number_of_an_official_leads_to_the_articles_it_counts(client, archive):
    other = factories.official("石见川", pinyin="shi jian chuan")
    factories.appearance(other, archive.main)
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    tenure = Tenure.objects.create(
        official=archive.official, post=post, first_seen="2031-05-06", last_seen="2031-05-06"
    )
    for article in (archive.main, archive.rest):
        seen = article.appearances.get(official=archive.official)
        TenureProof.objects.create(tenure=tenure, appearance=seen, kind="seen")
    html = client.get(archive.official.get_absolute_url()).content.decode().split("<main")[1]
    numbers = re.findall(r'<a href="([^"]*)"[^>]*>(\d+) 篇</a>', html)
    own = f"/articles/?official={archive.official.pk}"
    assert {link.replace("&amp;", "&"): count for link, count in numbers} == {
        own: "3",
        f"{own}&post={post.pk}": "2",
        f"{own}&role={quote('调研')}": "3",
        f"{own}&with={other.pk}": "1",
        f"/articles/?place=hefeng&official={archive.official.pk}": "3",
    }
    for link, count in numbers:
        assert f"{count} 篇" in text_of(client.get(link.replace("&amp;", "&")))
    assert not re.search(r">\s*\d+ 篇", re.sub(r"<a .*?</a>", "", html, flags=re.S))  # and no number without a link


@pytest.mark.parametrize("first_seen", ["2030-12-28", "2030-12-01", None])
def test_the_proof_of_a_tenure_is_the_earliest_sentence_whatever_day_it_knows(client, archive, first_seen):
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    last_seen = first_seen and "2031-05-06"
    held = Tenure.objects.create(official=archive.official, post=post, first_seen=first_seen, last_seen=last_seen)
    for article in (archive.main, archive.old, archive.rest):
        seen = article.appearances.get(official=archive.official)
        TenureProof.objects.create(tenure=held, appearance=seen, kind="seen")
    career = client.get(archive.official.get_absolute_url()).content.decode().split('<ol class="career">')[1]
    proofs = re.findall(r'<p class="proof".*?</p>', career.split("</ol>")[0], re.S)
    assert len(proofs) == 1 and archive.old.get_absolute_url() in proofs[0]


def test_official_shows_the_sentence_that_proves_each_appearance(client, archive):
    html = client.get(archive.official.get_absolute_url()).content.decode()
    assert "5月5日，禾丰县县长<mark>禾东篱</mark>到柳塘镇调研防汛工作。" in html


def test_officials_seen_together(client, archive):
    other = factories.official("石见川", pinyin="shi jian chuan")
    factories.appearance(other, archive.main)
    page = client.get(archive.official.get_absolute_url())
    assert other.get_absolute_url() in links_of(page)


def test_official_shows_the_posts_with_their_proof_and_each_post_its_holders(client, archive):
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    tenure = Tenure.objects.create(
        official=archive.official, post=post, first_seen="2031-05-06", last_seen="2031-06-07", ended="2031-06-30"
    )
    seen = archive.main.appearances.get()
    at = archive.main.body[0].index("禾丰县县长")
    seen.title_spans = [[0, at, at + 5]]
    seen.save()
    TenureProof.objects.create(tenure=tenure, appearance=seen, kind="seen")
    TenureProof.objects.create(tenure=tenure, appearance=archive.old.appearances.get(), kind="end")
    page = client.get(archive.official.get_absolute_url())
    words = text_of(page)
    assert "禾丰县县长 2031-05-06 — 2031-06-07 2 篇 2031-06-30 卸任" in words
    assert "离任 禾丰县副县长禾东篱出席会议。" in words  # the sentence that announces the end, after that of the post
    assert "<mark>禾丰县县长</mark>禾东篱到柳塘镇" in page.content.decode()
    assert post.get_absolute_url() in links_of(page)
    assert post.get_absolute_url() in links_of(client.get("/places/hefeng/"))
    holders = client.get(post.get_absolute_url())
    assert "禾东篱 2031-05-06 — 2031-06-07 2 篇 2031-06-30 卸任" in text_of(holders)
    assert "<mark>禾丰县县长</mark>禾东篱到柳塘镇" in holders.content.decode()
    assert archive.official.get_absolute_url() in links_of(holders)
    assert client.get("/posts/999999/").status_code == 404


def test_who_came_back_to_a_post_has_two_lines_each_with_its_own_articles(client, archive):
    post = Post.objects.create(place=archive.county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    for number, article in enumerate((archive.old, archive.main), start=1):
        seen = article.appearances.get(official=archive.official)
        held = Tenure.objects.create(
            official=archive.official, post=post, number=number, first_seen=seen.date, last_seen=seen.date
        )
        TenureProof.objects.create(tenure=held, appearance=seen, kind="seen")
    for url in (archive.official.get_absolute_url(), post.get_absolute_url()):
        html = client.get(url).content.decode().replace("&amp;", "&")
        links = re.findall(rf'href="([^"]*&post={post.pk}&from=[^"]*)"[^>]*>1 篇</a>', html)
        assert [link.split("&from=")[1] for link in links] == ["2030-12-28&to=2030-12-28", "2031-05-06&to=2031-05-06"]
        assert all("1 篇" in text_of(client.get(link)) for link in links)
    svg = re.search(r"<svg .*?</svg>", client.get(post.get_absolute_url()).content.decode(), re.S)[0]
    assert svg.count('<rect class="post"') == 2
    now = text_of(client.get("/places/hefeng/")).split("在任官员")[1].split("职位")[0]
    assert now.count("禾丰县县长") == 1


def test_a_post_shows_its_holders_on_one_axis_and_the_other_posts_of_the_place(client, archive):
    def post(role):
        return Post.objects.create(
            place=archive.county, organisation="政府", role=role, rank="chief", name=f"禾丰县{role}"
        )

    mayor, bureau = post("县长"), post("局长")
    for official, first, last in (
        (archive.official, "2031-05-06", "2031-06-07"),
        (factories.official("石见川"), "2029-02-03", "2030-01-02"),
    ):
        Tenure.objects.create(official=official, post=mayor, first_seen=first, last_seen=last)
    Tenure.objects.create(official=archive.official, post=bureau)
    page = client.get(mayor.get_absolute_url())
    svg = re.search(r"<svg .*?</svg>", page.content.decode(), re.S)[0]
    assert re.findall(r"<text[^>]*>([^<]+)</text>", svg) == ["石见川", "禾东篱", "2029", "2030", "2031"]
    earlier, later = (float(x) for x in re.findall(r'<rect class="post" x="([^"]*)"', svg))
    assert earlier == 0 < later
    assert {bureau.get_absolute_url(), f"/articles/?post={mayor.pk}"} <= set(links_of(page))
    assert "逐月" not in text_of(page)
