"""The search of recommended activities: words, what is asked for, the index, how alike two are.

Nothing here knows a model: `models/activities/activity_queryset.py` asks with these parts. One
design serves both databases: Python makes the stems, the database only finds rows that hold all of
them, newest first, and ranking is done in Python over the newest thousand.
"""
