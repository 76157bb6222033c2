"""Who is meant by the mention of a speaker: names, descriptions and pronouns."""

from index.attribution.coreference.resolver import ResolvedSpeaker, SpeakerResolver

__all__ = ["ResolvedSpeaker", "SpeakerResolver"]
