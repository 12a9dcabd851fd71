"""Inputs of models of bargaining from tables: plain ones, those of KTAB, and those of the exchange model."""

from graphkit.formats.bargaining.sniffed import read_inputs

__all__ = ["read_inputs"]
