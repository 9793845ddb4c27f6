"""A program that is told by webhook: a real receiver on loopback, how one subscribes, and the command that sends."""

import hmac
import io
import re
import time
from base64 import b64decode
from datetime import timedelta
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.core.management import CommandError, call_command
from django.utils import timezone
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from articles.models import Alert, Endpoint, Issue
from tests import factories


class Program(ThreadingHTTPServer):
    """A receiver that knows a secret, checks signatures as the standard's library does, and keeps what it took."""

    daemon_threads = True

    def __init__(self, context=None, name="localhost"):
        super().__init__(("127.0.0.1" if name == "localhost" else name, 0), Received)
        self.host = f"{name}:{self.server_port}"
        self.secret, self.took, self.numbers, self.status, self.wrong = "", [], [], 200, False
        self.drops, self.calls = 0, 0
        self.before_it_answers = lambda: None
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"{'https' if context else 'http'}://{self.host}/hook?list=1"

    def news(self):
        """The articles that came since the last look, by title."""
        told = [
            each["title"] for body in self.took if body["type"] == "articles.new" for each in body["data"]["articles"]
        ]
        self.took.clear()
        return told


class Received(BaseHTTPRequestHandler):
    def do_POST(self):
        program = self.server
        program.calls += 1
        assert self.path == "/hook?list=1" and self.headers["Host"] == program.host
        body = self.rfile.read(int(self.headers["Content-Length"]))
        for _ in range(program.drops):
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX: x\r\n"[:1])
            time.sleep(0.2)
        if not program.secret:
            return self.send_error(404)
        try:
            told = Webhook(program.secret).verify(body, dict(self.headers))
        except WebhookVerificationError:
            return self.send_error(403)
        program.numbers.append(self.headers["webhook-id"])
        if 200 <= program.status < 300:
            program.took.append(told)
        program.before_it_answers()
        key = b64decode(program.secret.removeprefix("whsec_"))
        asked = told["data"].get("challenge", "")
        proof = hmac.new(key if program.wrong else key + b"challenge", asked.encode(), "sha256").hexdigest()
        self.send_response(program.status)
        if program.status == 302:
            self.send_header("Location", f"http://{program.host}/elsewhere")
        self.end_headers()
        self.wfile.write(proof.encode())

    def do_GET(self):
        raise AssertionError("a redirect was followed")

    def log_message(self, *arguments):
        pass


def serving(server):
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def printed(day="2031-05-06", *paragraphs, **values):
    issue = Issue.objects.filter(date=day).first() or factories.issue(day)
    return factories.article(factories.page(issue), *paragraphs, **values)


def ask(client, url, query="", how_often="daily", root="/"):
    """Ask for a list; the secret that is shown, and where the button leads."""
    page = client.post(f"{root}alerts/?{query}", {"carrier": "program", "address": url, "how_often": how_often})
    text = page.content.decode()
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    return re.search(r"whsec_[\w+/=]+", text)[0], re.search(r'action="([^"]+/confirm/[^"]+)"', text)[1]


def subscribe(client, program, query="", **asked):
    """Ask, hand the secret to the program, press the button; the alert's own page."""
    program.secret, confirm = ask(client, program.url, query, **asked)
    answer = client.post(confirm)
    assert answer.status_code == 302, answer.content.decode()
    program.took.clear()
    return answer["Location"]


def send(days=1, minutes=0, **options):
    """Run the command as some days and minutes later; what it said."""
    later(days, minutes)
    return run(**options)


def later(days=1, minutes=0):
    """Let some days have passed since alerts were told last, and some minutes since programs took nothing."""
    Alert.objects.all().update(last_sent=timezone.localdate() - timedelta(days=days))
    for endpoint in Endpoint.objects.filter(retry_at__isnull=False):
        endpoint.retry_at -= timedelta(minutes=minutes)
        endpoint.save()


def run(**options):
    """What the command said, and then why it ended with 1."""
    said = io.StringIO()
    try:
        call_command("send_alerts", stdout=said, stderr=said, **options)
    except CommandError as error:
        said.write(str(error))
    return said.getvalue()


def shown(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", answer.content.decode())))


def until(happened):
    """Wait for it."""
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)
