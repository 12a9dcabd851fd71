"""Inputs of models of bargaining from tables: plain ones, those of KTAB, and those of the exchange model."""

from graphkit.formats.bargaining.sniffed import are_inputs, columns_not_read, read_inputs

__all__ = ["are_inputs", "columns_not_read", "read_inputs"]
