"""What is kept or taken away: exports, feedback, and checking saved answers again."""
