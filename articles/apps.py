from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("县闻")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect those who follow editors' decisions."""
        from articles.importing import followers  # noqa: F401
