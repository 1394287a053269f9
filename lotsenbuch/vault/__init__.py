"""The vault: the directory that holds a log encrypted, its keys, its lock and its proofs of wholeness."""
