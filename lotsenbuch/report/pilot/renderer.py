"""The port ``Renderer``: from the signed payload to the finished document."""

from lotsenbuch import i18n
from lotsenbuch.sheet import canonical, reader
from lotsenbuch.sheet.model import Sheet


class PdfRenderer:
    """Draws sheets as PDF/A-3; the drawing libraries are loaded with the first sheet."""

    def sheet(self, payload: bytes, envelope: bytes | None) -> bytes:
        """Return the document of a payload in German, the office's language, the envelope embedded."""
        from lotsenbuch.report.pdf import render
        from lotsenbuch.report.pilot.sheet import sheet_document

        sheet = canonical.decode(payload, Sheet)
        with i18n.using(i18n.SOURCE):
            document = sheet_document(sheet, reader.settlement(sheet), reader.statistics(sheet))
            return render(document, envelope)
