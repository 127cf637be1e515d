"""The stores of attempts: one in an SQL database, through SQLAlchemy Core, and one in memory.

Stored events are never changed or deleted. Only one table contains the names of trainees, so that
a name can be erased without losing the scores.
"""
