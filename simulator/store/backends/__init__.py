"""One module for each kind of database: what SQL and SQLAlchemy do not hide."""
