"""Settings. Everything that differs between machines comes from the environment; see docs/operations.md."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from newsroom.connecting import databases
from newsroom.logs import logging_to
from newsroom.mailing import inbox, mail
from newsroom.secret import kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR_DIR = Path(env.str("XIANWEN_VAR", default=str(BASE_DIR / "var")))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret(VAR_DIR / "secret-key")
# Where readers reach the site: exports name their articles by it, its host is allowed, https makes cookies secure.
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='8000')}").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise ImproperlyConfigured(f"SITE_URL={SITE_URL}: http(s)://主机名 · http(s)://host")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", _site.hostname, *env.list("ALLOWED_HOSTS", default=[])]

# What was taken out on request and must be taken out again after an older backup was restored; see docs/operations.md.
SUPPRESSION_LOG = Path(env.str("XIANWEN_SUPPRESSION_LOG", default=str(VAR_DIR / "suppressions.jsonl")))

# Printed pages that somebody looked at, drawn from their PDF; whatever is missing here is drawn again.
PAGE_PICTURES = VAR_DIR / "page-pictures"

# Files that chief editors sent, between trial and import.
UPLOADS = VAR_DIR / "uploads"

# Whom readers ask to correct something or take it out; without it, the page about the data names the report form.
CONTACT = env.str("XIANWEN_CONTACT", default="").strip()
if CONTACT and not re.fullmatch(r"https?://\S+|[^\s@/]+@[^\s@/]+", CONTACT):
    raise ImproperlyConfigured(f"XIANWEN_CONTACT={CONTACT}: 邮箱或网址 · an e-mail or web address")

# Alerts by e-mail are offered only where a mail server is named; see docs/operations.md.
_mail = mail(env)
globals().update(_mail)
ALERTS = bool(_mail)

# Programs that readers name are told of news only where the operator says so, and only on the public internet over
# HTTPS, but for hosts that the operator names.
WEBHOOKS = env.bool("WEBHOOKS", default=False)
WEBHOOK_HOSTS = frozenset(each.strip().lower() for each in env.list("WEBHOOK_HOSTS", default=[]))
for _each in WEBHOOK_HOSTS:
    if not re.fullmatch(r"[^\s/@?#]+", _each, re.ASCII):
        raise ImproperlyConfigured(f"WEBHOOK_HOSTS={_each}: 主机名 或 主机名:端口 · host or host:port")

# Pages are taken from mail only where a mailbox and its senders are named here, or mailboxes in a file, for which
# chief editors keep rules. MAIL_RULES is what the file was called when these stood in it, too.
INBOX = inbox(env)
MAILBOXES = env.str("MAILBOXES", default=env.str("MAIL_RULES", default="")).strip()

# The WebSub hub that is told of what is new in feeds; see docs/operations.md.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="").strip()
if WEBSUB_HUB and not re.fullmatch(r"https?://[^\s/?#]+[^\s#]*", WEBSUB_HUB, re.ASCII):
    raise ImproperlyConfigured(f"WEBSUB_HUB={WEBSUB_HUB}: http(s)://主机名/… · http(s)://host/…")

INSTALLED_APPS = [
    "articles",
    "newsroom.editors.EditorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
]
MIDDLEWARE = [
    "newsroom.middleware.Bodiless",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.middleware.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "newsroom.middleware.Revalidated",
    "articles.browsing.middleware.LanguageFromPath",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.browsing.middleware.DatabaseAway",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASES, DATABASE_OWNER = databases(env)
# The embedded server's seconds of life after its last user, so that successive commands do not restart it.
DATABASE_GRACE = env.float("DATABASE_GRACE", default=15.0)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# Everything comes from this server and nothing is inline: text that was read from a page can run no script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {"style-src": [SELF, UNSAFE_INLINE]}

# Only for a server that is reached over HTTPS; see docs/operations.md.
HTTPS = _site.scheme == "https"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=86_400) if HTTPS else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# Set only where a proxy of one's own removes this header from what visitors send.
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
# HSTS for all subdomains and for browsers' built-in lists concerns sites that this project knows nothing about.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

LOGGING = logging_to(level=env.str("LOG_LEVEL", default="WARNING"), syslog=env.str("XIANWEN_SYSLOG", default=""))

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Hashed names may be kept by browsers for ever, and are compressed once; DEBUG serves the files as they are.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURES = BASE_DIR / "fixtures"
