"""Documents of the pilot: the activity sheet and the recovery sheet."""
