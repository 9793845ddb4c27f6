"""Sets invented stories as newspaper pages, so that what a reader makes of a page can be compared with the truth."""
