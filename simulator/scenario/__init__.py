"""Scenarios and rubrics as frozen values, and their stored text.

This package knows no files, no line numbers, no clocks and no translations.
"""
