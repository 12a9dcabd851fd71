"""Forecasts that were stored: what stands in forecasts.yaml, which is only ever added to."""

from __future__ import annotations

import re

from pydantic import Field

from graphkit.dossier.fields import Day, OneOrMore, Score, Sha256, Slug, Text
from graphkit.dossier.model import Part

_PAIR = re.compile(r"\s*([0-9]{1,2}(?:\.[0-9]+)?)\s*:\s*([0-9]{1,3}(?:\.[0-9]+)?)\s*")


class Assumed(Part):
    """Numbers that were taken for everybody who has none."""

    salience: Score | None = Field(None, description="0 to 100")
    capability: Score | None = Field(None, description="0 to 100")


class StoredForecast(Part):
    """Where an issue would end by a model, as it was said on a day."""

    made: Day = Field(description="Day on which it was made and stored")
    issue: Slug = Field(description="On which issue")
    model: Text = Field(description="By which model of bargaining")
    outcome: Score = Field(description="0 to 100 on the issue's scale, with the inputs as told")
    version: Sha256 = Field(description="The dossier's version on that day")
    inputs: Sha256 = Field(description="SHA-256 of the numbers that went in")
    by: Text = Field(description="The program and its version")
    as_of: Day | None = Field(None, description="Day of the world of which the inputs are")
    known_on: Day | None = Field(None, description="Day of the record of which the inputs are")
    target: Day | None = Field(None, description="Day for which it is made; without one the next known outcome counts")
    assumed: Assumed | None = Field(None, description="What was assumed")
    exclude: OneOrMore[Text] = Field((), description="Positions that were left out, such as status=alleged")
    on_behalf: Text | None = Field(None, description="For whom a position on behalf of others counted")
    options: OneOrMore[Text] = Field((), description="Options of the model, such as challenge.q=0.5")
    draws: Text | None = Field(None, description="How the inputs were drawn, where they were")
    quantiles: Text | None = Field(
        None, description="What so many percent of the draws do not pass, such as 10: 20.5, 50: 41, 90: 66.8"
    )

    @property
    def distribution(self) -> tuple[tuple[float, float], ...] | None:
        """The quantiles as pairs of a share from 0 to 1 and a place; None where they cannot be read.

        Examples
        --------
        >>> StoredForecast.model_construct(quantiles="10: 20.5, 90: 66.8").distribution
        ((0.1, 20.5), (0.9, 66.8))
        """
        if self.quantiles is None:
            return ()
        found = [_PAIR.fullmatch(each) for each in self.quantiles.split(",")]
        if not all(found):
            return None
        return tuple((float(each[1]) / 100, float(each[2])) for each in found if each)
