"""The process of the command line: `auditor`, or `python -m auditor`.

Nothing is imported above: a Ctrl-C while Python imports is a Ctrl-C like any other.
"""


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    import gc
    import sys

    try:
        from auditor.interrupts import WHOLE, finish, ignore, install

        install()
        with WHOLE:
            from auditor.cli.main import main
        code = main(sys.argv[1:])
        finish()
    except KeyboardInterrupt:
        sys.stderr.write("error: interrupted\n")
        sys.exit(130)
    ignore()
    gc.freeze()  # or Python looks through all there is for cycles before it ends: 15 ms of CPU
    sys.exit(code)


if __name__ == "__main__":
    run()
