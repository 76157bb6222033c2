"""Citations: evidence, its exact characters, its speaker, and the wording of answers."""
