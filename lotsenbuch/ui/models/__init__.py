"""Qt models: plain lines in, tables out. They hold what is shown and ask nobody."""
