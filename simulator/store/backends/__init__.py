"""One module for each kind of database, for the differences that SQLAlchemy does not hide."""
