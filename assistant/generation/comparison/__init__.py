"""What the checks of written sentences share: records, and how texts are compared."""
