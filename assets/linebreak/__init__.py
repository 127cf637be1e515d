"""The table of line-break classes is made here from ICU."""
