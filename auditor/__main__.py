"""`python -m auditor`: the command line without the console script."""

from auditor.cli.main import run

if __name__ == "__main__":
    run()
