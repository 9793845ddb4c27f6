"""Who may log in, kept by chief editors: they give the roles of the archive, and no more than that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.roles import CODES

admin.site.unregister(User)


@admin.register(User)
class EditorAdmin(UserAdmin):
    """Rights beyond the roles are given by superusers only, who also keep the accounts that have any: else whoever
    keeps users could take every right, or the password of somebody who has it."""

    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "roles", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "groups")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("权限"), {"fields": ("is_active", "is_staff", "groups")}),
        (_("个人信息"), {"fields": ("first_name", "last_name", "email")}),
        (_("登录"), {"fields": readonly_fields}),
    )
    beyond_roles = ((_("角色之外"), {"fields": ("is_superuser", "user_permissions")}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("角色"))
    def roles(self, user: User) -> str:
        return "、".join(group.name for group in user.groups.all())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        return (*fieldsets, *self.beyond_roles) if obj and _is_superuser(request) else fieldsets

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and _is_beyond_roles(obj) and not _is_superuser(request):
            return False
        return super().has_change_permission(request, obj)

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple()
            if not _is_superuser(request):
                kwargs["queryset"] = Group.objects.filter(name__in=CODES)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _is_beyond_roles(user: User) -> bool:
    others = user.groups.exclude(name__in=CODES)
    return user.is_superuser or others.exists() or user.user_permissions.exists()


def _is_superuser(request: HttpRequest) -> bool:
    return bool(request.user.is_active and getattr(request.user, "is_superuser", False))
