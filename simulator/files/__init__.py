"""Files of this machine: read within bounds, written whole or not at all, and cached under a seal.

`reading` is the only way in which the program reads a file that anybody may have made. `writing` is
the only way in which it writes a whole file.
"""
