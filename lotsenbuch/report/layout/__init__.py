"""From document nodes to placed pieces: line breaking, blocks, tables, charts, page breaks."""
