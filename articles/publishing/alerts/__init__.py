"""Alerts: readers without account are told of new articles of a list by e-mail."""
