"""The secret key of an installation that was given none: made once, kept in VAR_DIR, readable by its owner only."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

KEY_BYTES = 50


def kept_secret(path: Path) -> str:
    """The key in `path`, which is made if missing; several processes at once all get the same one."""
    try:
        if not path.exists():
            _make(path)
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"SECRET_KEY 未设置，也无法保存到 {path}（{error.strerror}）。"
            "请设置 SECRET_KEY，或用 XIANWEN_VAR 另选目录。\n"
            f"SECRET_KEY is not set and cannot be kept in {path} ({error.strerror}). "
            "Set SECRET_KEY, or choose another directory by XIANWEN_VAR."
        ) from error


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_name(f"{path.name}.{os.getpid()}")
    making.touch(mode=0o600)
    making.write_text(secrets.token_urlsafe(KEY_BYTES))
    try:
        path.hardlink_to(making)
    except FileExistsError:
        pass  # another process was quicker: its key counts
    finally:
        making.unlink()
