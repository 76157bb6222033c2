"""Rules that find who says what within one sentence: cue, speaker and reported content.

`attributions.find_attributions` is the entry point. `tokens` splits the sentence; around each cue
(a reporting verb or noun) `cue_subjects` finds the speaker and `reported_content` what they say;
`noun_phrases` and `clause_ends` find where phrases and clauses end.
"""
