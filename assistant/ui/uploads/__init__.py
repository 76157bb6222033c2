"""Files that visitors upload: the folder they arrive in, and taking them into the store."""
