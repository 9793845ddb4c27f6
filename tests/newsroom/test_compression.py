"""Pages travel compressed, and a browser that asks again is told that nothing changed."""

import gzip

import pytest

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_for_whoever_takes_it(client):
    plain = client.get("/about/")
    packed = client.get("/about/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain and packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["Vary"] == "Accept-Encoding"


def test_a_compressed_page_is_not_sent_twice(client):
    tag = client.get("/about/", headers={"accept-encoding": "gzip"})["ETag"]
    again = client.get("/about/", headers={"accept-encoding": "gzip", "if-none-match": tag})
    assert again.status_code == 304 and not again.content
