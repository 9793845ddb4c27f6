"""Pages that come by mail: mailboxes and their rules, how they are opened, and what is taken from them."""
