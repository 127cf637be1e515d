"""Findings: what is wrong with a scenario or another file of an author, as codes with arguments.

The lowest room: every other room may raise findings. It reads no files and holds no user-facing
words; the catalogs in `locales/` word each code.
"""
