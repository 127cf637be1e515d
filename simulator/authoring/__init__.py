"""Loads YAML files: the results are scenarios, rubrics and concepts, and findings for the author.

A finding is a code with arguments; `presentation` turns it into words. Nothing is played or scored
here.
"""
