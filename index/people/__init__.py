"""Who is who over all documents of a store: one identity for each person and body that speaks.

    statements of a document -> mentions -> blocks -> comparing -> clusters -> corrections

`reading_mentions` reads what one document tells about each of its speakers, `blocking` finds the
names that can mean the same person, `comparing` and `roles` compare two of them, `clustering` joins
them and says why. Everything is a function of the mentions alone: their order changes nothing.
"""
