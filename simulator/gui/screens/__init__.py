"""The screens, one module each: a screen makes a tree of widgets and handles input."""
