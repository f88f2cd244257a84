"""Indonesian words: what a text speaks of, whatever form its words are in.

Nothing here knows a model or a question. The search of activities finds by it, and titles and
answers are held beside each other with it.
"""
