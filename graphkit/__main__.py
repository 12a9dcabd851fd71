"""Lets `python -m graphkit` be the command line."""

from graphkit.cli.main import main

main(prog_name="graphkit")
