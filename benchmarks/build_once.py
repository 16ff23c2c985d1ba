"""Builds one site with MkDocs and prints what it cost. A process of its own, so that nothing else is counted."""

from __future__ import annotations

import json
import logging
import re
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from generator.model import Site


def _cpu() -> float:
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak() -> int:
    """Give the most bytes that this process had in memory."""
    status = Path("/proc/self/status")
    if status.is_file():
        # What getrusage says on Linux counts the process that started this one, too.
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text(encoding="utf-8"))[1]) * 1024  # type: ignore[index]
    # macOS counts bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(config_file: str, site_dir: str) -> None:
    """Build, and time the search's index apart."""
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(config_file, site_dir=site_dir)
    index = 0.0
    if "generator" in config.plugins:
        import generator.plugin as adapter  # noqa: PLC0415 - a bare build must not pay for our imports

        write_search = adapter.write_search  # type: ignore[attr-defined]

        def timed(site: Site, folder: Path) -> None:
            nonlocal index
            before = _cpu()
            write_search(site, folder)
            index += _cpu() - before

        adapter.write_search = timed  # type: ignore[attr-defined]
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    print(json.dumps({"cpu": _cpu() - index, "index": index, "memory": _peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
