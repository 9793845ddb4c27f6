"""What is taken out on request, in the log of the system, where the site can only add to it."""

import logging
import socket
from hashlib import sha256
from logging.config import dictConfig

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles import corrections
from articles.corrections import Decision
from newsroom.logs import SUPPRESSIONS, logging_to
from tests import factories


@pytest.fixture
def system_log(tmp_path):
    """Listens where `/dev/log` would be, and sends there what the settings would send."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "log"))
        configured = logging_to("WARNING", str(tmp_path / "log"))
        dictConfig(configured | {"root": {}, "loggers": {SUPPRESSIONS: configured["loggers"][SUPPRESSIONS]}})
        yield listening
    logger = logging.getLogger(SUPPRESSIONS)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


@pytest.mark.django_db
def test_a_step_is_told_with_the_hash_of_its_line_and_without_the_name(system_log, settings, tmp_path):
    settings.SUPPRESSION_LOG = tmp_path / "suppressions.jsonl"
    article = factories.article(factories.page(factories.issue()), "本报讯 村民谷雨生到会。")
    corrections.mask(article, "谷雨生", Decision(who="主编", reason="谷雨生申请"), "2031-7")
    said = system_log.recv(4096).decode()
    line = settings.SUPPRESSION_LOG.read_bytes().lstrip()
    assert f"xianwen: mask article={article.public_id} request='2031-7' who='主编'" in said
    assert sha256(line).hexdigest() in said and "谷雨生" not in said


@pytest.mark.parametrize("address", ["/nowhere/log", "/dev/null", "host:port", ":514"])
def test_an_address_at_which_no_log_can_listen_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="XIANWEN_SYSLOG"):
        logging_to("WARNING", address)
