"""What is shown, in words: facts and texts put into one language, for every front end.

The window, the terminal, the commands and a browser all take their wording from here. This
package knows no pixel, no stream and no file.
"""
