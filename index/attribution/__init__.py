"""Who said what: statements, speakers, and the people they are."""
