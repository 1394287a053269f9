"""Reports of the organisation: the year's summary, workbook and text files. Sheets only, never a log."""
