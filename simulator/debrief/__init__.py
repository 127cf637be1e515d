"""From a played log to what a trainee is shown afterwards: facts and texts, no drawing."""
