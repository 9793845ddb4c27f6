"""Through which server the site sends mail; it sends none where nobody has named one."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environ import Env

FORM = "smtp+tls://用户:密码@主机:587 · smtp+tls://user:password@host:587"
FORM = "smtp+tls://用户:密码@主机:587 · smtp+tls://user:password@host:587"
PATIENCE = 10  # seconds: a reader waits while a mail is handed over


def mail(env: Env) -> dict[str, Any]:
    """Django's settings for mail, from EMAIL_URL and EMAIL_FROM; nothing without them."""
    if not env.str("EMAIL_URL", default=""):
        return {}
    try:
        server: dict[str, Any] = env.email("EMAIL_URL")
    except (ImproperlyConfigured, ValueError):
        raise ImproperlyConfigured(f"EMAIL_URL: {FORM}") from None  # the cause may quote the password
    sender = env.str("EMAIL_FROM", default="").strip()
    if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", sender):
        raise ImproperlyConfigured(f"EMAIL_FROM={sender}: 提醒从哪个邮箱寄出 · the address that alerts come from")
    return {**server, "DEFAULT_FROM_EMAIL": sender, "EMAIL_TIMEOUT": PATIENCE}
