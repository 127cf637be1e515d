"""The command line: each command reads its options, calls other packages and prints lines.

`simulator.bootstrap` passes an `Application` to the commands. No command imports pygame or another
command.
"""
