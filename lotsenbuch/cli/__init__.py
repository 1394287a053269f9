"""The command line: one module for each command, a contract that other programs rely on.

Results go to standard output, sentences about failures to standard error, and with ``--json`` both are also
machine-readable. The command line never loads Qt.
"""
