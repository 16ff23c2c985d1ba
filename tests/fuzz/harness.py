"""Runs one fuzz target: seeds, dictionary, time limit, and where what it finds is put."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SECONDS_FOR_ONE = 20
"""What takes longer is a find, too."""

ROOT = Path(__file__).resolve().parent.parent.parent


def fuzz(name: str, target: Callable[[bytes], None], *, seeds: Iterable[bytes], words: Iterable[str]) -> None:
    """Fuzz until the time is over or something is found, which libFuzzer writes to a file and reports.

    Args:
        name: of the target; its files go to build/fuzz/<name>/.
        target: raises what must not be raised.
        seeds: inputs to start from.
        words: what libFuzzer may insert: marks and names that it would hardly find by itself.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("inputs", nargs="*", help="files that were found before: only these are run")
    options = parser.parse_args()
    folder = ROOT / "build" / "fuzz" / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    dictionary = folder / "words.dict"
    dictionary.write_text("".join(f'"{_quoted(word)}"\n' for word in words), encoding="ascii")
    flags = [
        f"-max_total_time={options.seconds}",
        f"-dict={dictionary}",
        f"-artifact_prefix={folder}/",
        "-timeout=0",
        "-max_len=4000",
        "-print_final_stats=1",
    ]

    def limited(data: bytes) -> None:
        # libFuzzer's own limit ends the process without saying where it was.
        signal.signal(signal.SIGALRM, _give_up)
        signal.alarm(SECONDS_FOR_ONE)
        target(data)
        signal.alarm(0)

    atheris.Setup([sys.argv[0], *flags, *(options.inputs or [str(corpus)])], limited)
    atheris.Fuzz()


def _give_up(*_: object) -> None:
    raise TimeoutError(f"longer than {SECONDS_FOR_ONE} seconds")


def _quoted(word: str) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word.encode())
