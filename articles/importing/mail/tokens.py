"""Access tokens for mailboxes that take no password (OAuth 2.0, RFC 6749), as those of Microsoft 365 and Google.

oauthlib words the request and reads the answer; it has no dependencies and leaves sending to whoever uses it.
"""

from __future__ import annotations

import os
from http.client import HTTPException
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.utils.translation import gettext as _
from oauthlib.oauth2 import (
    BackendApplicationClient,
    InvalidClientError,
    InvalidGrantError,
    MissingTokenError,
    OAuth2Error,
    UnauthorizedClientError,
    WebApplicationClient,
)

from articles.importing.sources import printable
from newsroom.mailing import OAuth

PATIENCE = 30  # seconds
MOST_READ = 65536  # bytes of an answer
LONGEST_WHY = 200
"""Characters of what a server says, some of which add their own numbers for pages."""


class TokenError(Exception):
    """Why there is no access token, or why it is of no use, and what to do about it."""


def access_token(oauth: OAuth) -> str:
    """A fresh access token, for one run. Where the server replaces the refresh token, its file is replaced, too.

    Raises TokenError.
    """
    kept = _kept(oauth.refresh_token) if oauth.refresh_token else ""
    answer = _parsed(oauth, *_posted(oauth.token_url, _form(oauth, kept)))
    renewed = answer.get("refresh_token")
    if oauth.refresh_token and renewed and renewed != kept:
        _keep(oauth.refresh_token, str(renewed))
    return str(answer["access_token"])


def _form(oauth: OAuth, refresh_token: str) -> str:
    asked = {"scope": oauth.scope or None, "client_secret": oauth.client_secret or None}
    if refresh_token:
        client = WebApplicationClient(oauth.client_id)
        form = client.prepare_refresh_body(refresh_token=refresh_token, client_id=oauth.client_id, **asked)
    else:
        form = BackendApplicationClient(oauth.client_id).prepare_request_body(include_client_id=True, **asked)
    return str(form)


def _posted(url: str, form: str) -> tuple[int, str]:
    """Status and text of the answer: of a refusal, too, which says why."""
    asked = Request(url, form.encode(), {"Accept": "application/json"})
    try:
        with urlopen(asked, timeout=PATIENCE) as answer:
            return answer.status, answer.read(MOST_READ).decode(errors="replace")
    except HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read(MOST_READ).decode(errors="replace")
    except (OSError, HTTPException) as error:
        text = _("取令牌的 {url} 连不上：{error}。请看 token_url 和网络")
        raise TokenError(text.format(url=url, error=error)) from error


def _parsed(oauth: OAuth, status: int, text: str) -> dict[str, Any]:
    try:
        return dict(WebApplicationClient(oauth.client_id).parse_request_body_response(text))
    except (MissingTokenError, TypeError, AttributeError) as error:  # oauthlib takes any JSON for an object
        reply = _("取令牌的 {url} 答的不是令牌（HTTP {status}）。请看 token_url")
        raise TokenError(reply.format(url=oauth.token_url, status=status)) from error
    except OAuth2Error as error:
        why = " ".join((error.description or "").split())[:LONGEST_WHY]
        said = f"{error.error} {printable(why)}".strip()
        raise TokenError(_("没有取到令牌：{}。{}").format(said, _remedy(oauth, error))) from error


def _remedy(oauth: OAuth, error: OAuth2Error) -> str:
    match error:
        case InvalidGrantError() if oauth.refresh_token:
            return _("授权已过期或被收回：请重新授权，把新的 refresh token 写进 {}").format(oauth.refresh_token)
        case InvalidClientError():
            return _("请看 client_id 和密钥对不对，密钥过期了没有")
        case UnauthorizedClientError():
            return _("请看应用有没有得到许可，refresh_token_file 该不该写")
    return _("请看 token_url、client_id 和 scope")


def _kept(file: Path) -> str:
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        text = _("refresh token 读不出来（{error}）。请把授权得到的 refresh token 写进 {file}")
        raise TokenError(text.format(error=error, file=file)) from error
    if not token:
        raise TokenError(_("{} 是空的。请把授权得到的 refresh token 写进去").format(file))
    if not os.access(file.parent, os.W_OK):  # told before the server replaces what could not be kept
        raise TokenError(_("{} 所在的文件夹写不进去，换来的 refresh token 无处存。请改权限，或换个地方").format(file))
    return token


def _keep(file: Path, token: str) -> None:
    """Put another token in the file's place, whole, for its owner alone."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}-", delete=False) as made:
        made.write(token)
    Path(made.name).replace(file)
