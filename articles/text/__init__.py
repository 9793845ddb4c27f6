"""Bytes to text: decoding, folding, dates and words. Pure Python, knows neither Django nor newspapers' layout."""
