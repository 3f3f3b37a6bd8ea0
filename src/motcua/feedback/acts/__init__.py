"""What one does here: `feedback.acts.rate(…)`."""

from motcua.feedback.acts.rate import rate

__all__ = ["rate"]
