"""Facts and texts in the words of one language, as values that every front end can lay out.

The window, the terminal and the commands take their wording from this package. It contains no
pixels, no streams and no files.
"""
