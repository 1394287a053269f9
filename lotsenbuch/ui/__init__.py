"""The windows: everything that knows Qt lives in here and nowhere else."""
