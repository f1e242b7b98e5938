"""`python -m migrate40`, and the console script."""

import sys


def main() -> None:
    """Run the command line and leave with its status."""
    from migrate40.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
