"""Runs the command line: `python -m generator`, or `generator`."""

import sys


def main() -> None:
    """Run the command line; Ctrl+C ends it without a traceback while it is still being loaded, too."""
    try:
        from generator.cli import main as run  # noqa: PLC0415
    except KeyboardInterrupt:
        sys.exit("\nAborted!")
    run()


if __name__ == "__main__":
    main()
