"""Lines to units: hard wraps undone, paragraphs and headings told apart, second copies found. The verb is `unwrap`."""
