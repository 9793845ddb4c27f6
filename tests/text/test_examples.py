"""The examples in docstrings show what the code does."""

import doctest
import importlib
import pkgutil

import pytest

import articles
import newsroom

MODULES = [
    module.name
    for package in (articles, newsroom)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if ".migrations" not in module.name and not module.name.endswith(("__main__", ".watchdog", ".child"))
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
