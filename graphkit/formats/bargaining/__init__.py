"""Inputs of models of bargaining from tables: plain ones, those of KTAB, and those of the exchange model."""

from graphkit.formats.bargaining.as_dossier import Tabled, read_tabled
from graphkit.formats.bargaining.sniffed import are_inputs, columns_not_read, read_inputs

__all__ = ["Tabled", "are_inputs", "columns_not_read", "read_inputs", "read_tabled"]
