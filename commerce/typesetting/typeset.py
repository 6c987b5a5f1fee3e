"""Paper: a Typst sheet and its data become a PDF that archives (PDF/A-3a) and screen readers (PDF/UA-1) accept."""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst

#: The sheets. A sheet imports nothing from outside this folder, and no font but those inside Typst.
SHEETS = Path(__file__).parent / "sheets"
STANDARDS = ["a-3a", "ua-1"]


def typeset(sheet, data, *, title, day, attachments=None):
    """The PDF, in bytes, of `sheets/<sheet>.typ` filled with `data` (whatever JSON can say).

    Title, language and structure are in the file. `day` is the document's date: the same sheet, data and day make the
    same bytes. `attachments` maps file names to (bytes of XML, description). A broken sheet raises typst.TypstError.
    """
    attached = [
        {"name": name, "content": content.decode(), "description": description}
        for name, (content, description) in (attachments or {}).items()
    ]
    page = {"title": title, "day": day.isoformat(), "attachments": attached}
    return typst.compile(
        SHEETS / f"{sheet}.typ",
        root=SHEETS,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"page": json.dumps(page), "data": json.dumps(data)},
        pdf_standards=STANDARDS,
        timestamp=datetime.combine(day, time(12), tzinfo=UTC),
    )
