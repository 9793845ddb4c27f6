"""A reader's collections in Chromium: several side by side and notes on articles, which the browser alone keeps."""

import csv
import io
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from articles.models import SealedCollections

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def visit(chromium, live_server, archive):
    """Opens a browser of its own, with an empty memory; fails the test for what pages complain of."""
    opened, complaints = [], []

    def open_page(*, script: bool = True) -> Page:
        context = chromium.new_context(base_url=live_server.url, java_script_enabled=script, reduced_motion="reduce")
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda each: complaints.append(each.url) if "notes=" in each.url.split("#")[0] else None)
        opened.append(context)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert complaints == []


@pytest.fixture
def address(archive) -> str:
    return f"/collection/?a={archive.main.public_id}&a={archive.old.public_id}"


def keep_as(page: Page, name: str, where: str) -> None:
    page.goto(where)
    page.get_by_role("textbox", name="名称").fill(name)
    page.get_by_role("button", name="起名").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"选文“{name}”")
    page.get_by_role("button", name="记进我的各个选文").click()


def box(page: Page):
    """Where a note on the first article is written."""
    return page.get_by_role("textbox", name="批注").first


def write(page: Page, note: str) -> None:
    page.locator(".note-on summary").first.click()
    box(page).fill(note)


def test_notes_are_still_there_and_go_into_a_file(visit, address):
    page = visit()
    page.goto(address)
    write(page, "可与次日的报道比较")
    page.goto("/collection/?a=" + address.split("a=")[1].rstrip("&"))
    expect(box(page)).to_have_value("可与次日的报道比较")
    with page.expect_download() as download:
        page.locator("#noted").get_by_role("button", name="CSV").click()
    table = csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines())
    assert [line["note"] for line in table] == ["可与次日的报道比较"]
    box(page).fill("")
    page.reload()
    expect(box(page)).to_be_hidden()


def test_without_script_notes_go_into_a_file_as_well(visit, address):
    page = visit(script=False)
    page.goto(address)
    write(page, "一条批注")
    expect(page.get_by_text("没有脚本时批注不会记住")).to_be_visible()
    with page.expect_download() as download:
        page.locator("#noted").get_by_role("button", name="GB/T 7714").click()
    assert "\n    一条批注\n" in Path(download.value.path()).read_text(encoding="utf-8")


def test_notes_are_passed_on_behind_the_address_and_never_sent_to_the_site(visit, address):
    page, other = visit(), visit()
    page.goto(address)
    write(page, "<img src=x onerror=alert(1)> 看第二段")
    link = page.get_by_role("link", name="连同批注的网址").get_attribute("href")
    assert re.search(r"#notes=[-\w]+$", link) and "img" not in link
    other.goto(link)
    expect(box(other)).to_have_value("<img src=x onerror=alert(1)> 看第二段")
    expect(other.locator(".collected img")).to_have_count(0)
    other.goto(address)
    expect(box(other)).to_be_hidden()  # somebody else's note is not kept unasked
    write(other, "我的看法")
    other.goto("about:blank")
    other.goto(link)
    expect(box(other)).to_have_value("我的看法")
    expect(other.locator(".collected q")).to_have_text("<img src=x onerror=alert(1)> 看第二段")


@pytest.mark.parametrize("hash", ["#notes=", "#notes=!!!", "#notes=W10", "#notes=bnVsbA", "#notes=eyJhIjp7fX0", "#p3"])
def test_what_stands_behind_an_address_and_is_no_note_harms_nothing(visit, address, hash):
    page = visit()
    page.goto(address + hash)
    expect(box(page)).to_be_hidden()
    write(page, "一条批注")
    page.reload()
    expect(box(page)).to_have_value("一条批注")


def test_several_collections_side_by_side(visit, address, archive):
    page = visit()
    expect_mine = page.get_by_role("region", name="我的各个选文")
    for name, where in (("防汛", address), ("__proto__", f"/collection/?a={archive.old.public_id}")):
        keep_as(page, name, where)
    page.goto("/collection/")
    expect(expect_mine.get_by_role("listitem")).to_have_text([re.compile(r"防汛\s*2"), re.compile(r"__proto__\s*1")])
    expect_mine.get_by_role("link", name="防汛").click()
    expect(page.locator(".collected li")).to_have_count(2)
    page.get_by_role("button", name="我的选文换成这一份").click()
    expect(page.locator(".page-sub")).to_contain_text("您收进来的报道")
    expect(page.locator(".collected li")).to_have_count(2)
    page.get_by_role("button", name="忘掉 防汛").click()
    expect(expect_mine.get_by_role("listitem")).to_have_count(1)
    page.reload()
    expect(expect_mine.get_by_role("listitem")).to_have_count(1)


def test_a_browser_that_keeps_nothing_says_so(visit, address):
    page = visit()
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full'); }")
    page.goto(address)
    write(page, "一条批注")
    expect(page.get_by_role("alert")).to_contain_text("没有记下来")


def read_code(picture: Image.Image) -> str:
    """What a telephone reads."""
    (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    return found.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_another_device_reads_the_address_from_the_screen(visit, address, width, scheme):
    page = visit(script=False)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{address}&name=防汛")
    code = page.get_by_role("img", name="二维码")
    assert read_code(Image.open(io.BytesIO(code.screenshot()))) == page.locator("#permalink").inner_text()


def on_paper(page: Page) -> Image.Image:
    """The page printed, its sheets one above the other."""
    sheets = [sheet.render(scale=3).to_pil() for sheet in pypdfium2.PdfDocument(page.pdf())]
    paper = Image.new("L", (max(each.width for each in sheets), sum(each.height for each in sheets)), 255)
    for number, sheet in enumerate(sheets):
        paper.paste(sheet, (0, number * sheet.height))
    return paper


def test_another_device_reads_the_address_of_many_articles_from_paper(visit, address):
    page = visit(script=False)
    page.goto(address + "".join(f"&a=unknown{number:03}" for number in range(60)))
    assert read_code(on_paper(page)) == page.locator("#permalink").text_content()


def following(page: Page):
    return page.get_by_role("region", name="在我的设备间同步")


def mine(page: Page):
    return page.get_by_role("region", name="我的各个选文").get_by_role("listitem")


def test_collections_and_notes_follow_a_reader_and_the_site_cannot_read_them(visit, address, archive):
    desk, telephone = visit(), visit()
    keep_as(desk, "防汛", address)
    write(desk, "可与次日的报道比较")
    following(desk).get_by_role("button", name="开始同步").click()
    expect(following(desk).get_by_role("status")).to_have_text("已经同步。")
    (kept,) = SealedCollections.objects.all()
    secret = following(desk).get_by_role("link").inner_text().split("#follow=")[1]
    content = bytes(kept.content)
    assert (
        not any(word.encode() in content for word in (archive.main.public_id, "防汛", "比较"))
        and len(content) % 1024 == 28
    )
    assert secret.replace("-", "") not in kept.key

    keep_as(telephone, "旧闻", f"/collection/?a={archive.old.public_id}")
    telephone.goto(f"{address}#follow={secret.upper()}")
    expect(mine(telephone)).to_have_count(1)  # nothing is joined unasked
    following(telephone).get_by_role("button", name="接上").click()
    expect(mine(telephone)).to_have_text([re.compile("防汛"), re.compile("旧闻")])
    expect(box(telephone)).to_have_value("可与次日的报道比较")
    assert "#" not in telephone.url

    box(telephone).fill("电话上改的")
    with telephone.expect_response(lambda answer: answer.request.method == "PUT"):
        telephone.get_by_role("button", name="忘掉 防汛").click()
    keep_as(desk, "桌上", address)
    expect(following(desk).get_by_role("status")).to_have_text("已经同步。")
    expect(mine(desk)).to_have_text([re.compile("旧闻"), re.compile("桌上")])
    expect(box(desk)).to_have_value("电话上改的")

    following(desk).get_by_role("button", name="停止同步").click()
    expect(following(desk).get_by_role("status")).to_contain_text("已停止")
    assert not SealedCollections.objects.exists()
    telephone.reload()
    expect(following(telephone).get_by_role("status")).to_contain_text("已停止")
    expect(mine(telephone)).to_have_text([re.compile("旧闻")])  # what a device has stays there


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_step_to_another_device_is_a_code_that_the_site_never_sees(visit, address, scheme):
    desk, telephone = visit(), visit()
    desk.emulate_media(color_scheme=scheme)
    sent = []
    desk.on("request", lambda each: sent.append(each.url + str(each.headers) + str(each.post_data_buffer)))
    keep_as(desk, "防汛", address)
    following(desk).get_by_role("button", name="开始同步").click()
    expect(following(desk).get_by_role("status")).to_have_text("已经同步。")
    assert not any("lean-qr" in each for each in sent)
    assert [read.text for read in zxingcpp.read_barcodes(on_paper(desk))] == [desk.locator("#permalink").text_content()]
    following(desk).get_by_text("二维码", exact=True).focus()
    desk.keyboard.press("Enter")
    code = following(desk).get_by_role("img", name="同步的网址，写成二维码")
    link = following(desk).get_by_role("link").get_attribute("href")
    expect(code).to_have_js_property("width", code.evaluate("each => each.height"))
    assert read_code(Image.open(io.BytesIO(code.screenshot()))) == link
    assert [read.text for read in zxingcpp.read_barcodes(on_paper(desk))] == [
        desk.locator("#permalink").text_content(),
        link,
    ]

    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    following(desk).get_by_role("button", name="复制网址").click()
    expect(following(desk).get_by_role("status")).to_have_text("网址复制好了。")
    assert desk.evaluate("navigator.clipboard.readText()") == link
    telephone.goto(link)
    following(telephone).get_by_role("button", name="接上").click()
    expect(mine(telephone)).to_have_text([re.compile("防汛")])
    assert not any(link.split("=")[1] in each for each in sent)
    following(desk).get_by_role("button", name="这台设备不再同步").click()
    expect(code).to_be_hidden()


def test_two_devices_that_change_one_collection_at_once_lose_nothing(visit, address, archive):
    desk, telephone = visit(), visit()
    keep_as(desk, "防汛", address)
    following(desk).get_by_role("button", name="开始同步").click()
    expect(following(desk).get_by_role("status")).to_have_text("已经同步。")
    link = following(desk).get_by_role("link").get_attribute("href")
    telephone.goto(link)
    following(telephone).get_by_role("button", name="接上").click()
    expect(mine(telephone)).to_have_text([re.compile(r"防汛\s*2")])
    desk.context.set_offline(True)
    kept = '["防汛", ["{}"]]'
    added, removed = f'{archive.main.public_id}", "{archive.photo.public_id}', archive.main.public_id
    desk.evaluate("(text) => localStorage.setItem('collections', `[${text}]`)", kept.format(removed))
    telephone.evaluate(
        "(text) => localStorage.setItem('collections', `[${text}]`)", kept.format(f'{added}", "{archive.old.public_id}')
    )
    telephone.reload()
    expect(following(telephone).get_by_role("status")).to_have_text("已经同步。")
    desk.context.set_offline(False)
    for page in (desk, telephone):
        page.goto("/collection/")
        expect(following(page).get_by_role("status")).to_have_text("已经同步。")
        stored = page.evaluate("JSON.parse(localStorage.getItem('collections'))")
        assert [[name, set(ids)] for name, ids in stored] == [
            ["防汛", {archive.main.public_id, archive.photo.public_id}]
        ]


def test_without_script_nothing_of_following_is_shown(visit, address):
    page = visit(script=False)
    page.goto(address)
    expect(following(page)).to_be_hidden()
