"""The store of attempts: SQLAlchemy Core without ORM, and a store in memory.

Events are only ever added. A trainee's name is stored in one table alone, so that it can be erased
while the scores stay.
"""
