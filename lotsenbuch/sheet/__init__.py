"""The activity sheet and every signed file that leaves a machine: bytes, signature, seal, container."""
