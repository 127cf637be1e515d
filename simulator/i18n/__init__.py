"""Languages: catalogs of messages, formats of numbers and dates, and tools for translators.

A message is found by its id, never by its text. Babel is imported only where a PO file is read
or a value is formatted, because importing Babel would slow down every start of the program.
"""
