"""Where attempts are kept: SQLAlchemy Core, no ORM.

Events are only ever added. Names stand in one table, so that they can go while figures stay.
"""
