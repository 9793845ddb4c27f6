"""The site in both languages, and a catalogue without holes."""

import ast
import re
from gettext import GNUTranslations
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils.translation.template import templatize

CATALOGUE = settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"
MARKERS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
HAN = re.compile("[一-鿿]")
CALL = re.compile(r"""\b[np]?gettext\((?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*\)""")


def messages_in(source: str) -> set[tuple[str | None, str]]:
    """(context, message) of each call of a gettext function with constant arguments."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            words = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if words:
                found.add((words[0], words[1]) if node.func.id.startswith("p") else (None, words[0]))
    return found


def messages_of_template(path: Path) -> set[tuple[str | None, str]]:
    """The same of a template. Django turns it into calls among filler that is no Python."""
    calls = CALL.findall(templatize(path.read_text()))
    return set().union(*(messages_in(call) for call in calls))


def messages() -> set[tuple[str | None, str]]:
    code = [*(settings.BASE_DIR / "articles").rglob("*.py"), *(settings.BASE_DIR / "newsroom").rglob("*.py")]
    found = set().union(*(messages_in(path.read_text()) for path in code))
    templates = [path for ending in ("html", "txt") for path in (settings.BASE_DIR / "templates").rglob(f"*.{ending}")]
    return found.union(*map(messages_of_template, templates))


def test_every_message_has_its_english():
    catalogue = polib.pofile(str(CATALOGUE))
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue if entry.translated()}
    assert sorted(message for message in messages() - known if HAN.search(message[1])) == []


def test_no_message_is_fuzzy_or_left_over():
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []
    used = messages()
    assert [entry.msgid for entry in catalogue if (entry.msgctxt, entry.msgid) not in used] == []


def test_every_message_keeps_its_placeholders():
    placeholder = re.compile(r"%\(\w+\)s|%s|\{\w*\}")
    for entry in polib.pofile(str(CATALOGUE)):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert sorted(placeholder.findall(text)) == sorted(placeholder.findall(entry.msgid)), entry.msgid


def test_the_compiled_catalogue_is_current():
    catalogue = polib.pofile(str(CATALOGUE))
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for entry in catalogue:
        if entry.msgid_plural:
            for count in (1, 2):
                assert compiled.ngettext(entry.msgid, entry.msgid_plural, count) == entry.msgstr_plural[int(count != 1)]
        elif entry.msgctxt:
            assert compiled.pgettext(entry.msgctxt, entry.msgid) == entry.msgstr
        else:
            assert compiled.gettext(entry.msgid) == entry.msgstr


def test_english_pages_speak_english(client, every_url):
    for url in every_url:
        html = client.get("/en" + url).content.decode()
        assert '<html lang="en">' in html
        bare = re.sub(r"<(\w+)[^>]*lang=\"zh-Hans\"[^>]*>.*?</\1>", "", html.split("<body", 1)[1], flags=re.S)
        assert "Officials" in bare and "官员" not in bare and "检索" not in bare


def test_links_keep_the_language_and_lead_to_the_other(client, every_url):
    for url in every_url:
        html = client.get("/en" + url).content.decode()
        links = [link for link in re.findall(r'<a [^>]*href="(/[^"]*)"', html) if "hreflang" not in link]
        others = [link for link in links if not link.startswith("/en/")]
        assert len(others) == 1 and others[0].startswith(url.split("?")[0])
        chinese = client.get(url).content.decode()
        assert '<html lang="zh-hans">' in chinese
        assert chinese.count('href="/en/') == 2  # the link, and the alternate of the head


def test_public_pages_set_no_cookie_and_vary_by_none(client, every_url):
    for url in [*every_url, "/nope", "/healthz", "/robots.txt"]:
        answer = client.get(url, headers={"accept-language": "en"})
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "") and "Accept-Language" not in answer.get("Vary", "")
        assert "Officials" not in answer.content.decode()


@pytest.mark.parametrize(
    ("url", "language"), [("/", "zh-hans"), ("/en/", "en"), ("/en/nope", "en"), ("/nope", "zh-hans")]
)
def test_the_answer_names_its_language(client, db, url, language):
    assert client.get(url)["Content-Language"] == language
