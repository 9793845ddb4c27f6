"""The public URLs."""

urlpatterns: list = []
