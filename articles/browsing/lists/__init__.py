"""Lists of articles: what was asked, counted, offered beside them and shown; the one filter grammar."""
