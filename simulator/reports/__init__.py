"""Exports of score sheets for other programs: columns, rows and CSV files."""
