"""The only code that changes a store: adding, updating and removing documents."""
