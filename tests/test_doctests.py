"""The examples in docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import taobao_kg

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(taobao_kg.__path__, "taobao_kg.")
    if not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["taobao_kg", *MODULES])
def test_examples(name):
    assert doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS).failed == 0
