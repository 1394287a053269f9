"""Small parts of the look, one to a module; pages put them together."""
