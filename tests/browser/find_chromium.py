"""Finds a Chromium to test with, and installs one where there is none.

`python tests/browser/find_chromium.py` makes sure that there is one and prints its path; it prints nothing when the
browser is Playwright's own, which Playwright finds by itself. Set CHROMIUM to the path of another one to use that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Commands to look for on PATH, in this order."""

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "%ProgramFiles%/Google/Chrome/Application/chrome.exe",
    "%ProgramFiles(x86)%/Google/Chrome/Application/chrome.exe",
    "%LocalAppData%/Google/Chrome/Application/chrome.exe",
)
"""Where macOS and Windows keep browsers, which are not on PATH there."""


def find_chromium() -> str | None:
    """Give the path of an installed Chromium or Chrome; None means Playwright's own. Installs nothing."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    on_path = [path for name in NAMES if (path := shutil.which(name))]
    elsewhere = [os.path.expandvars(Path(place).expanduser()) for place in PLACES]
    return next((path for path in (*on_path, *elsewhere) if _runs(path)), None)


def main() -> None:
    """Find a browser, or install one; print its path. Exit code 1: there is none, and none could be installed."""
    path = find_chromium()
    if path is None and _is_root() and shutil.which("apt-get") and _install_with_apt():
        path = find_chromium()
    if path is None and not _install_with_playwright():
        sys.exit("No browser to test with: install Chromium or Chrome, then try again.")
    if path is not None and not _runs(path):
        sys.exit(f"No browser to test with: {path}, named by CHROMIUM, does not run.")
    if path is not None:
        print(path)


def _runs(path: str) -> bool:
    """Tell whether it starts: Ubuntu's chromium-browser may be a script that only names the snap to install."""
    if sys.platform == "win32":  # where chrome.exe --version opens a window
        return Path(path).is_file()
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _install_with_apt() -> bool:
    print("Installing Chromium with apt-get ...", file=sys.stderr)
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-qq", "--no-install-recommends", "chromium"])
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return all(subprocess.run(step, env=env, stdout=sys.stderr, check=False).returncode == 0 for step in steps)


def _install_with_playwright() -> bool:
    extra = ["--with-deps"] if sys.platform == "linux" and _is_root() else []  # the system's libraries it needs
    command = [sys.executable, "-m", "playwright", "install", *extra, "chromium"]
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    main()
