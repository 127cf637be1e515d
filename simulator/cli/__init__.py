"""The command line: reads options, calls the packages below, prints lines.

`simulator.bootstrap` hands in an `Application`; nothing here imports pygame, and no command
imports another one.
"""
