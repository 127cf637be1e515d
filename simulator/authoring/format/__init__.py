"""The file formats: which keys a scenario, part, rubric or concept file has, and their values."""
