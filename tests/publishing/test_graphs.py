"""Articles, officials and places as RDF: both forms say the same, nothing of it is more than the page says."""

import json

import pytest
from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF

from articles import corrections
from articles.corrections import Decision
from articles.models import Appearance, Post, Tenure
from tests import factories

# What readers of rdflib say of rdflib itself.
QUIET = "ignore:(ConjunctiveGraph|Dataset.default_context) is deprecated:DeprecationWarning"
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings(QUIET)]

BY = Decision(who="zhubian", reason="与原报核对")
SCHEMA = Namespace("http://schema.org/")
SITE = "http://127.0.0.1:8000"


@pytest.fixture
def county():
    return factories.place("禾丰县", slug="hefeng", parent=factories.place("云川市", "city"), aliases=["禾丰新区"])


@pytest.fixture
def official():
    return factories.official("禾东篱")


@pytest.fixture
def article(county, official):
    made = factories.article(factories.page(factories.issue()), "禾东篱到禾丰县。", headline='“防汛” "一线"\n</script>')
    factories.article_place(county, made, primary=True)
    factories.appearance(official, made)
    return made


def graph_of(client, address):
    """The graph, which both forms say alike."""
    turtle, linked = client.get(f"{address}.ttl"), client.get(f"{address}.jsonld")
    assert (turtle["Content-Type"], linked["Content-Type"]) == (
        "text/turtle; charset=utf-8",
        "application/ld+json; charset=utf-8",
    )
    assert turtle["Access-Control-Allow-Origin"] == "*" and turtle["ETag"]
    found = Graph().parse(data=turtle.content.decode(), format="turtle")
    said = Dataset()
    said.parse(data=linked.content.decode(), format="json-ld")
    assert isomorphic(found, said.default_graph)
    return found


def address_of(shown) -> URIRef:
    return URIRef(SITE + shown.get_absolute_url())


def test_an_article_is_linked_with_officials_and_places(client, article, official, county):
    found = graph_of(client, f"/articles/{article.public_id}")
    here = address_of(article)
    assert (here, RDF.type, SCHEMA.NewsArticle) in found
    assert (here, SCHEMA.headline, Literal('“防汛” "一线" </script>')) in found
    assert (here, SCHEMA.mentions, address_of(official)) in found
    assert (here, SCHEMA.contentLocation, address_of(county)) in found
    assert (address_of(county), SCHEMA.name, Literal("禾丰县")) in found


def test_an_official_has_offices_and_a_place_what_it_lies_in(client, article, official, county):
    post = Post.objects.create(place=county, organisation="政府", role="县长", rank="chief", name="禾丰县县长")
    Tenure.objects.create(official=official, post=post, first_seen="2031-05-06", last_seen="2031-05-06")
    found = graph_of(client, f"/officials/{official.pk}")
    assert (None, SCHEMA.name, Literal("禾丰县县长")) in found
    assert (address_of(official), RDF.type, SCHEMA.Person) in found
    found = graph_of(client, "/places/hefeng")
    assert (address_of(county), SCHEMA.containedInPlace, address_of(county.parent)) in found
    assert (address_of(county), SCHEMA.alternateName, Literal("禾丰新区")) in found


def test_pages_say_where_their_graphs_are(client, article, official):
    for shown, address in ((article, f"/articles/{article.public_id}"), (official, f"/officials/{official.pk}")):
        head = client.get(shown.get_absolute_url()).content.decode().split("</head>")[0]
        assert f'<link rel="alternate" type="text/turtle" href="{address}.ttl">' in head
        assert f'<link rel="alternate" type="application/ld+json" href="{address}.jsonld">' in head


@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_what_was_taken_out_has_no_graph(client, article, official, form):
    delisted = factories.article(article.page, "一段。")
    corrections.delist(delisted, BY, "2031-1")
    answer = client.get(f"/articles/{delisted.public_id}.{form}")
    assert answer.status_code == 200 and answer["X-Robots-Tag"] == "noindex"
    corrections.withdraw(article, BY, "2031-2")
    assert client.get(f"/articles/{article.public_id}.{form}").status_code == 410
    assert not Appearance.objects.exists()
    answer = client.get(f"/officials/{official.pk}.{form}", follow=True)
    assert answer.redirect_chain[0][1] == 301 and "禾东篱" not in answer.content.decode()


def test_what_moved_is_followed_and_what_never_was_is_not_found(client, county):
    other = factories.place("禾丰旧县", slug="hefeng-old")
    corrections.merge(other, county, BY)
    assert client.get("/places/hefeng-old.ttl", follow=True).redirect_chain[0][0] == county.get_absolute_url()
    for address in ("/articles/nothing.ttl", "/officials/99.jsonld", "/places/nothing.ttl"):
        assert client.get(address).status_code == 404


def test_a_masked_name_is_in_no_graph(client, article):
    corrections.mask(article, "禾东篱", BY, "2031-3")
    text = client.get(f"/articles/{article.public_id}.jsonld").content.decode()
    assert "禾东篱" not in text and json.loads(text)["@type"] == "NewsArticle"
