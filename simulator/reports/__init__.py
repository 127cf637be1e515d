"""Exports of score sheets for people outside the program: columns, rows and files of them."""
