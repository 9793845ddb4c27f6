"""The picture of a printed page to its characters, rules and photographs. The verb is `sheets.sheet_of_page`."""
