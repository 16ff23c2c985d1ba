"""Settings for all tests: hypothesis is steady by default, and `--golden` rewrites what is compared with files."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, settings
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from mkdocs.theme import Theme

from tests.builds import share_edition
from tests.mutants import SoonNoticed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# The same examples at every run, and few, so that a red run is always the change's fault. Before a release, or after a
# change to the matcher, `make properties` looks further.
settings.register_profile("steady", max_examples=40, derandomize=True, deadline=None, database=None)
settings.register_profile("deep", max_examples=3000, deadline=None, print_blob=True)
# For `make mutants`, which runs them some thousand times and asks only whether one fails.
settings.register_profile(
    "short", settings.get_profile("steady"), max_examples=10, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("short" if "MUTANT_UNDER_TEST" in os.environ else "steady")


def pytest_configure(config: pytest.Config) -> None:
    """Order the tests for the mutant that they are to notice, if there is one."""
    mutant = os.environ.get("MUTANT_UNDER_TEST", "")
    if "__mutmut_" in mutant:
        config.pluginmanager.register(SoonNoticed(mutant))


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


class _Loader(FileSystemLoader):
    """Lists templates without the 12,000 icons of Material, hidden files that MkDocs sorts out one by one."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, folders, names in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.update(Path(folder, name).relative_to(top).as_posix() for name in names)
        return sorted(found)


@pytest.fixture(scope="session", autouse=True)
def _quick_themes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile each template of a theme once: that and the icons are most of what building a small site here takes."""
    make, cache = Theme.get_env, FileSystemBytecodeCache(str(tmp_path_factory.mktemp("compiled")))

    def get_env(theme: Theme) -> Environment:
        environment = make(theme)
        environment.bytecode_cache, environment.loader = cache, _Loader(theme.dirs)
        return environment

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", get_env)
        yield


@pytest.fixture(scope="session")
def edition_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return the real site as mkdocs, properdocs or zensical builds it: once a run, for all workers; not to be changed."""
    folder = tmp_path_factory.getbasetemp()
    shared = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    return partial(share_edition, shared)
