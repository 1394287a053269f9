"""The port ``YearFiles``: a year's report as PDF, workbook, text files and JSON, under neutral names."""

from lotsenbuch.traeger.ports import ReportFile
from lotsenbuch.traeger.yearreport import YearReport

_TEXT_FILES = {
    "settlement": "Abrechnung",
    "months": "Monate",
    "statistics": "Statistik",
    "returns": "Ruecklauf",
    "remarks": "Hinweise",
}


class OfficeFiles:
    """Makes the files in the active language; the drawing libraries are loaded with the first report."""

    def files(self, report: YearReport) -> list[ReportFile]:
        """Return the year's files; identical reports give identical bytes."""
        from lotsenbuch.report.organisation.summary import summary
        from lotsenbuch.report.organisation.tables import tables
        from lotsenbuch.report.organisation.textfiles import csv_file, json_file
        from lotsenbuch.report.organisation.workbook import workbook
        from lotsenbuch.report.pdf import render

        year = report.year
        return [
            ReportFile(f"Jahresbericht-{year}.pdf", render(summary(report))),
            ReportFile(f"Jahresbericht-{year}.xlsx", workbook(report)),
            *(ReportFile(f"{_TEXT_FILES[table.key]}-{year}.csv", csv_file(table)) for table in tables(report)),
            ReportFile(f"Jahresbericht-{year}.json", json_file(report)),
        ]
