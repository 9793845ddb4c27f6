"""A program on loopback, which the operator's setting permits."""

import pytest

from tests.programs import Program, serving


@pytest.fixture
def program(settings):
    for server in serving(Program()):
        settings.WEBHOOKS = True
        settings.WEBHOOK_HOSTS = {server.host}
        yield server
