"""Documents on paper: a neutral document model, tagged PDF, workbooks and text files."""
