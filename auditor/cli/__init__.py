"""The command line: thin typer commands, options, exit codes."""
