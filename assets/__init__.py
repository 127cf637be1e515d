"""What the game shows: fonts, portraits, scenes, icons, and the scripts that make them.

Each folder holds its finished files beside a ``build`` module that makes them
again, run from the project's root: ``python -m assets.portraits.build``. The
game reads only the finished files.
"""
