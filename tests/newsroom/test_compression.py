"""Pages and static files travel compressed, and a browser that asks again is told that nothing changed."""

import gzip

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.http import HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

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


@pytest.mark.parametrize("path", ["/about/", "/articles.csv", "/nowhere/"])
def test_head_says_what_get_says_and_sends_nothing(path):
    """As the server calls it: the test client takes bodies off by itself."""

    def ask(method: str) -> tuple[dict[str, str], bytes]:
        said: dict[str, str] = {}
        environ = RequestFactory().generic(method, path).environ
        answer = WSGIHandler()(environ, lambda status, headers: said.update(headers, status=status))
        return said, b"".join(answer)

    (wanted, body), (said, nothing) = ask("GET"), ask("HEAD")
    wanted.pop("ETag", None)  # only whoever has a body asks again whether it is still so
    assert said == wanted and body and not nothing


@pytest.fixture
def static_file(tmp_path, settings):
    """Asks for the stylesheet, as collected for the server, by its hashed name."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", "--no-input", verbosity=0)
    server = WhiteNoiseMiddleware(lambda _request: HttpResponse(status=404))
    name = next(path.name for path in tmp_path.glob("site.*.css"))

    def ask(takes):
        answer = server(RequestFactory().get(f"/static/{name}", headers={"accept-encoding": takes}))
        content = answer.getvalue()
        answer.close()
        return answer, content

    return ask


def test_static_files_are_compressed_once_and_kept_for_ever(static_file):
    asked = [static_file(takes) for takes in ("identity", "gzip, deflate, br", "gzip")]
    answers, (plain, br, gz) = zip(*asked, strict=True)
    assert [answer.get("Content-Encoding") for answer in answers] == [None, "br", "gzip"]
    assert brotli.decompress(br) == gzip.decompress(gz) == plain
    for answer in answers:
        assert answer["Vary"] == "Accept-Encoding" and "immutable" in answer["Cache-Control"]
        assert answer["Content-Type"].startswith("text/css")
