"""From files to documents: discovery, loading, and a trial of files from strangers."""
