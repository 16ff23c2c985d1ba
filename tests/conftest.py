"""Settings for all tests: hypothesis is steady by default, and `--golden` rewrites what is compared with files."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.builds import share_edition

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# The same examples at every run, and few, so that a red run is always the change's fault. Before a release, or after a
# change to the matcher, `make properties` looks further.
settings.register_profile("steady", max_examples=40, derandomize=True, deadline=None, database=None)
settings.register_profile("deep", max_examples=3000, deadline=None, print_blob=True)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out on Windows what it does not have."""
    if sys.platform == "win32":
        for item in items:
            if item.get_closest_marker("posix"):
                item.add_marker(pytest.mark.skip(reason="needs what only POSIX has"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that `make golden` uses."""
    parser.addoption("--golden", action="store_true", help="rewrite the files in tests/golden from what is found")


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether the golden files are to be rewritten."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture(scope="session")
def edition_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the real site as mkdocs, properdocs or zensical builds it: once a run, for all workers; not to be changed."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return partial(share_edition, shared)
