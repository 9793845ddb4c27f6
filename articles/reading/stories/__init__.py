"""Units to stories: cut apart, given their headings, put together again where a page interrupts them."""
