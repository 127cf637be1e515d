"""The command line: reads options, calls the rooms below, prints lines.

The two players are handed in by `main`; nothing here imports pygame.
"""
