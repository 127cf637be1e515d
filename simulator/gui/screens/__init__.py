"""One module a screen: each makes a tree of widgets from its view model and takes commands."""
