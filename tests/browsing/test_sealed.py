"""Where browsers leave sealed collections: bytes under a key, written over only by who has seen them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.browsing.views.sealed import DAYS_KEPT, LARGEST, MOST_A_DAY, MOST_AN_HOUR
from articles.models import SealedCollections

pytestmark = pytest.mark.django_db
URL = f"/collection/sealed/{'0a' * 16}/"


def put(client, content, seen="", url=URL):
    headers = {"If-Match": seen} if seen else {}
    return client.put(url, content, content_type="application/octet-stream", headers=headers)


def test_bytes_come_back_as_they_were_left_to_nobody_in_particular(client):
    assert client.get(URL).status_code == 204
    left = put(Client(enforce_csrf_checks=True), b"\x00sealed")
    found = client.get(f"/en{URL}")
    assert left.status_code == 204 and found.content == b"\x00sealed" and found["ETag"] == left["ETag"]
    assert found["Cache-Control"] == "private, no-store" and not found.cookies
    assert client.get(URL.replace("0a", "0b")).status_code == 204
    assert client.get("/collection/sealed/x/").status_code == 404


def test_nobody_writes_over_what_they_have_not_seen(client):
    first = put(client, b"one")
    second = put(client, b"two", first["ETag"])
    assert second.status_code == 204
    assert put(client, b"three", first["ETag"]).status_code == put(client, b"three").status_code == 412
    assert put(client, b"three", 'W/"x"', URL.replace("0a", "0b")).status_code == 412
    assert client.get(URL).content == b"two"
    assert put(client, b"three", f"W/{second['ETag']}").status_code == 204  # as a compressing proxy hands it on


def test_it_is_deleted_when_asked_and_when_nobody_comes(client):
    put(client, b"one")
    assert client.delete(URL).status_code == 204 and client.get(URL).status_code == 204
    put(client, b"one")
    put(client, b"two", url=URL.replace("0a", "0b"))
    SealedCollections.objects.update(used_on=timezone.localdate() - timedelta(days=DAYS_KEPT + 1))
    assert client.get(URL).content == b"one"  # which is a use
    put(client, b"three", url=URL.replace("0a", "0c"))
    assert sorted(bytes(row.content) for row in SealedCollections.objects.all()) == [b"one", b"three"]


def test_it_cannot_be_filled_up(client):
    assert put(client, b"x" * (LARGEST + 1)).status_code == put(client, b"x" * 3_000_000).status_code == 413
    left = put(client, b"x" * LARGEST)
    SealedCollections.objects.update(writes=MOST_A_DAY)
    assert put(client, b"y", left["ETag"]).status_code == 429
    SealedCollections.objects.update(used_on=timezone.localdate() - timedelta(days=1))
    assert put(client, b"y", left["ETag"]).status_code == 204
    many = [
        SealedCollections(key=f"{n:032x}", content=b"", version="v", used_on=timezone.localdate())
        for n in range(MOST_AN_HOUR)
    ]
    SealedCollections.objects.bulk_create(many)
    refused = put(client, b"z", url=URL.replace("0a", "0b"))
    assert refused.status_code == 429 and refused["Retry-After"]


def test_other_sites_may_not_write_here(client):
    headers = {"Origin": "https://elsewhere.example"}
    assert client.put(URL, b"x", headers=headers).status_code == 403
    assert client.delete(URL, headers=headers).status_code == 403
    assert client.post(URL, b"x", content_type="text/plain").status_code == 405
