"""The one error of this plugin's core."""


class WordError(Exception):
    """A word of an editor that means nothing here.

    `message` says what is wrong, `advice` the way out; both are German sentences. Raised where the
    word is looked up, caught once where the word's place in the file is known (`reading`, `inline`).
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
