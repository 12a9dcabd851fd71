"""`graphkit draft`: who accepts a draft, who refuses and why, and whether any draft could do."""

from __future__ import annotations

from typing import Any

import click

from graphkit.cli.forecast_options import exclude_option, input_argument, on_behalf_option, scale_option
from graphkit.cli.options import clocks
from graphkit.cli.printing import format_option
from graphkit.cli.what_if import what_if_option


@click.command()
@input_argument
@click.option(
    "--draft",
    metavar="PROPOSAL|FILE",
    help="A proposal of the dossier, as in proposal:ID, or a YAML or CSV file of terms.",
)
@click.option(
    "--term",
    "terms",
    multiple=True,
    metavar="ISSUE=VALUE",
    help="A term of the draft, 0 to 100 or on the scale of a table; in place of one that is there, or besides; may be "
    "repeated.",
)
@click.option("--parties", metavar="A,B,…", help="Whose consent is asked, in place of what the issues say.")
@click.option("--everybody", is_flag=True, help="Ask all who hold a position on an issue of the draft.")
@what_if_option
@exclude_option
@on_behalf_option
@scale_option
@clocks
@format_option
def draft(input_: str | None, format_: str, **wishes: Any) -> None:
    """Hold a draft against what actors in DIR, a dossier, or TABLE said: who accepts, who refuses, what is not known.

    An actor refuses a term that crosses one of its red lines, gives the issue's question the other answer, or fails
    a condition of its consent. It accepts what its red lines allow, its own value, and the answer that it gave. All
    else is undetermined, and so is a condition told in words alone. Recorded answers to a proposal stand beside and
    count for nothing here: no answer implies a position.

    Then it is told whether the draft could be completed, by terms on the issues that conditions name, so that nobody
    refuses, and whether any package on all these issues could: with one if so, and otherwise with minimal sets of red
    lines and conditions that cannot all be met. Without a draft the package is on all issues.

    TABLE is as for graphkit zone, and so is whose consent is asked. Its red lines and its own values decide; terms are
    on its own scales.

    \b
    A file of terms has a line for each:      or is a table:
      size-of-forces: 50                        issue,value
      nato-membership: 25                       size-of-forces,50

    \b
    Example:
      graphkit draft seed/istanbul-2025 --draft proposal:ukraine-memorandum
      graphkit draft lines.csv --term toll=35 --parties Ann,Ben
      graphkit draft seed/istanbul-2025 --term size-of-forces=40 --term nato-membership=50
      graphkit draft seed/istanbul-2025 --draft ceasefire-after-jeddah --set Russia.size-of-forces.at_least=60
    """
    from graphkit.bargaining.table import BadInputs
    from graphkit.cli.draft_words import print_draft

    if wishes["parties"] and wishes["everybody"]:
        raise click.UsageError("--parties names who is asked, and --everybody asks all; leave one of them out")
    try:
        print_draft(input_, format_, wishes)
    except BadInputs as error:
        raise click.UsageError(str(error)) from None
