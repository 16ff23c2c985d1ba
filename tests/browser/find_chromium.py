"""Finds a Chromium to test with, and installs one where there is none.

Run as a program, it prints the path, or nothing when the browser is Playwright's own, which it finds itself.
CHROMIUM in the environment names another browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Commands to look for on PATH, in this order: one without windows takes half the time."""

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "%ProgramFiles%/Google/Chrome/Application/chrome.exe",
    "%ProgramFiles(x86)%/Google/Chrome/Application/chrome.exe",
    "%LocalAppData%/Google/Chrome/Application/chrome.exe",
)
"""Where macOS and Windows keep browsers, which are not on PATH there."""


def find_chromium() -> str | None:
    """Give the path of an installed Chromium or Chrome; None means Playwright's own. Installs nothing."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    paths = [*map(shutil.which, NAMES), *(os.path.expandvars(place) for place in PLACES)]
    return next((path for path in paths if path and _runs(path)), None)


def main() -> None:
    """Find a browser or install one, and print its path. Exit code 1: there is none, even so."""
    path = find_chromium()
    if path is None and _is_root() and shutil.which("apt-get") and _install_with_apt():
        path = find_chromium()
    if path is None and not _install_with_playwright():
        sys.exit("No browser to test with: install Chromium or Chrome, then try again.")
    if path is not None and not _runs(path):
        sys.exit(f"No browser to test with: {path}, named by CHROMIUM, does not run.")
    if path:
        print(path)


def _runs(path: str) -> bool:
    """Tell whether it starts: Ubuntu's chromium-browser may be a script that only names a snap to install."""
    if sys.platform == "win32":  # where chrome.exe --version opens a window
        return Path(path).is_file()
    try:
        subprocess.run([path, "--version"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _install_with_apt() -> bool:
    names = ("chromium-headless-shell", "chromium")
    return _done(["apt-get", "update", "-qq"]) and any(_done(["apt-get", "install", "-qq", name]) for name in names)


def _install_with_playwright() -> bool:
    return _done([sys.executable, "-m", "playwright", "install", *["--with-deps"] * _is_root(), "chromium"])


def _done(command: list[str]) -> bool:
    print("Installing a browser:", *command, file=sys.stderr)
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=env, stdout=sys.stderr, check=False).returncode == 0


if __name__ == "__main__":
    main()
