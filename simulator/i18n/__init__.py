"""Languages: their catalogs, how each writes figures, and what keeps translations in step.

Messages are found by id, never by their text. Babel is imported only where a PO file must be
read or something must be formatted, so that starting the program does not wait for it.
"""
