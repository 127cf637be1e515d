"""YAML in: what authors write becomes frozen values, and their mistakes become findings.

Words nothing for a user: a finding is a code with arguments. Plays nothing and scores nothing.
"""
