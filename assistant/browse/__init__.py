"""What a store holds: statements, timeline, name completion, an overview."""
