"""What apps above add to the figures at the top of the board: (label, words, what they mean)."""

tellers = []


def on_board(function):
    """Decorator: ask the function, which gets the board, for figures of its own."""
    if function not in tellers:
        tellers.append(function)
    return function


def told_elsewhere(board):
    return [figure for teller in tellers for figure in teller(board)]
