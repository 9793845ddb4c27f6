"""What other rooms follow when an editor decides something."""

from django.dispatch import Signal

officials_changed = Signal()
"""Sent, in the transaction, with `officials`: the keys of those any of whose appearances changed, came or went.
Not sent while findings are replayed: whoever writes findings knows of these changes."""
