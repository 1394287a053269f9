"""Expected failures: something the person in front of the screen can do something about.

Everything that is not an ``ExpectedError`` is a bug of ours.
An error carries a stable code and harmless parameters, never a sentence; ``messages`` turns it into one.
"""


class ExpectedError(Exception):
    """A failure with a sentence of its own.

    ``code`` is stable and part of the command-line contract.
    ``params`` fill the placeholders of the sentence: numbers, dates, catalogue codes, file names that
    the person chose herself. They never hold a client's name, a note or a place.
    """

    exit_code = 1

    def __init__(self, code: str, /, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class WrongSecretError(ExpectedError):
    """A passphrase or recovery phrase that does not open the vault."""

    exit_code = 3


class RefusedError(ExpectedError):
    """Input from outside that is refused: a damaged, forged or foreign file."""

    exit_code = 4
