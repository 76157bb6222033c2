"""Does a written sentence hold up against the evidence that it names? One check a module.

Each is a function from a `Claim` to the reason why it fails, or None. They are deterministic and
take no model but the last, which measures support.
"""
