"""What hatchling leaves out of packages: every file that git does not track."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_KINDS = re.compile(r"[^.].*\.(css|html|jinja|js|md|po|py|svg|ttl|txt|typed|yml)|Makefile|dot-git\w+")
"""The names of the package's files."""


class TrackedFiles(BuildHookInterface[Any]):
    """Leaves out what a folder holds besides the files of its repository; without one, all but the package's kinds."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        command = ["git", "ls-files", "-z", "--others", "--directory"]
        try:
            done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True)
            others = done.stdout.split("\0")
        except (OSError, subprocess.CalledProcessError):
            paths = (path for path in Path(self.root, "generator").rglob("*") if path.is_symlink() or path.is_file())
            foreign = (path for path in paths if path.is_symlink() or not _KINDS.fullmatch(path.name))
            others = [path.relative_to(self.root).as_posix() for path in foreign]
        names = ["/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", name) for name in others if name]
        config = self.build_config.target_config
        config["exclude"] = [*config.get("exclude", []), *names]
