"""One attempt from its first line to its score sheet, and the ports that it needs.

Clock, store and ids are handed in; a front end turns input into the commands of a `Play`. This
package knows no language: `presentation` puts a play into words.
"""
