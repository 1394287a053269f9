"""Small windows beside the page, none of which blocks it."""
