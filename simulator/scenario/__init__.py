"""Scenarios and rubrics as frozen values, and their stored text.

This room knows no files, no line numbers, no clocks and no translations.
"""
