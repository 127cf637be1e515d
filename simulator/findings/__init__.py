"""Findings: the faults of an authored file, such as a scenario, as codes with arguments.

This is the lowest package: every other package may import it. It reads no files and holds no text
for users; the catalogs in `locales/` hold the text of each code.
"""
