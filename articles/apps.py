from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("县闻")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect those who follow editors' decisions, and the making of the roles, of people and in the database."""
        from django.core.checks import Tags, register
        from django.db.models.signals import post_migrate

        from articles.importing import followers  # noqa: F401

        from .rights import check_log, grant_rights
        from .roles import make_groups

        post_migrate.connect(make_groups, dispatch_uid="articles.roles")
        post_migrate.connect(grant_rights, sender=self, dispatch_uid="articles.rights")
        register(check_log, Tags.security, deploy=True)
