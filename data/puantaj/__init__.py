"""Puantaj: the monthly time sheet, a row a person and a cell a day."""
