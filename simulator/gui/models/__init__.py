"""View models: plain words and numbers for a screen, made without pygame."""
