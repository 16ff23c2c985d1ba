"""What hatchling leaves out of packages: every file that git does not track."""

from __future__ import annotations

import re
import subprocess
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TrackedFiles(BuildHookInterface[Any]):
    """Leaves out what a folder holds besides the files of its repository; an unpacked archive is taken as it is."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        command = ["git", "ls-files", "-z", "--others", "--directory"]
        try:
            done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return
        names = ["/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", name) for name in done.stdout.split("\0") if name]
        config = self.build_config.target_config
        config["exclude"] = [*config.get("exclude", []), *names]
