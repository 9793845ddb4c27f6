"""What the editors' tests share."""

import pytest
from django.contrib.auth.models import Group


@pytest.fixture
def login(client, django_user_model):
    """Log in as a new user of a role; without a password, whose hashing takes long."""

    def as_role(role: str):
        user = django_user_model.objects.create(username=role, is_staff=True)
        if role != "无组":
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return as_role
