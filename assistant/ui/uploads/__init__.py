"""Files that people upload: taken, checked, indexed."""
