"""An address that leads nowhere."""

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..strays import Ways, ways_from


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """404 with what the address may have meant; without that while the database does not answer."""
    try:
        ways = ways_from(request.path)
    except Error:
        ways = Ways()
    return render(request, "404.html", {"ways": ways}, status=404)
