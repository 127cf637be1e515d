"""Line icons in one colour, and the icon of the app itself."""
