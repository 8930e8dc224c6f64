"""Where the program begins: `luocdo`, or `python -m luocdo.app`."""

from __future__ import annotations


def main() -> None:
    """Run the command line; a Ctrl-C while its modules are still loading ends it as quietly as a later one."""
    try:
        from luocdo.app import cli
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    cli.main()


if __name__ == "__main__":
    main()
