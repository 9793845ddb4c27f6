"""The lines of a dump, and what each of them says by itself: a byline, a name, furniture, the title of a column."""
