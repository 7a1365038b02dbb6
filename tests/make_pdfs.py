#!/usr/bin/env python3
"""Makes the PDFs under fixtures/pdf again. All text and figures are invented.

Needs: reportlab, fpdf2, pymupdf, weasyprint, typst (PyPI); chromium, soffice, qpdf (Debian). The PDFs are checked in, so tests need none of them.
"""

import os
import subprocess
import sys
import tempfile

OUT = os.path.join(os.path.dirname(__file__), "..", "fixtures", "pdf")

STAFF = [
    ("Country of nationality", ["G-1", "G-2", "NO-A", "UG", "Total", "F", "M"]),
    ("Arandia", ["", "11", "", "77", "88", "35", "53"]),
    ("Bolvania (Plurinational State of)", ["", "", "1", "12", "13", "6", "7"]),
    ("Corvia", ["2", "", "", "", "2", "0", "2"]),
    ("Democratic Republic of the Dunes", ["1", "14", "5", "74", "94", "29", "65"]),
    ("Esperia", ["", "", "", "", "0", "", ""]),
    ("Grenmark", ["", "2", "1", "1 191", "1 194", "680", "514"]),
    ("Total", ["3", "27", "7", "1 354", "1 391", "750", "641"]),
]

YEARS = [
    ("", ["2015", "2016", "2017"]),
    ("Men", ["606", "662", "1 061"]),
    ("Women", ["456", "531", "945"]),
    ("Total", ["1 062", "1 193", "2 006"]),
    ("Percentage of women", ["43%", "45%", "47%"]),
]

PARAGRAPHS = [
    "The Secretariat moved its archive to a new building in the spring, and all files were listed again before they were "
    "put on the shelves; the office remained open throughout.",
    "Support for remote offices<sup>2</sup> rose by 14 per cent, to 1 234 visits, of which two thirds took place in the "
    "second half of the year.",
]


def html_table(rows, groups=None):
    head, body = rows[0], rows[1:]
    out = "<table>"
    if groups:
        out += "<tr>" + "".join(f'<th colspan="{span}">{text}</th>' for text, span in groups) + "</tr>"
    out += "<tr><th>" + head[0] + "</th>" + "".join(f"<th>{cell}</th>" for cell in head[1]) + "</tr>"
    for label, cells in body:
        out += f'<tr><td class="label">{label}</td>' + "".join(f"<td>{cell or ''}</td>" for cell in cells) + "</tr>"
    return out + "</table>"


def html(style, extra=""):
    css = (
        "@page{size:A4;margin:20mm} body{font:10.5pt 'Liberation Sans',sans-serif} p{text-align:justify} sup{font-size:60%}"
        "table{border-collapse:collapse;font-size:8pt} td{text-align:right;padding:1pt 5pt} th{padding:1pt 5pt}"
        "td.label{text-align:left;width:30mm} h2{font-size:12pt}" + style
    )
    paragraphs = "".join(f"<p>{number}. {text}</p>" for number, text in enumerate(PARAGRAPHS, 1))
    staff = html_table(STAFF, [("", 1), ("Category/Grade", 4), ("", 1), ("Sex", 2)])
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{css}</style></head><body><h2>I. INTRODUCTION</h2>"
        f"{paragraphs}<p><b>Table 1. Men and women</b></p>{html_table(YEARS)}"
        f"<p>3. The figures of the annex are those of the payroll.</p><p><b>Table 2. Staff by nationality</b></p>{staff}{extra}</body></html>"
    )


COLUMNS = (
    "<div style='columns:2;column-gap:12mm;margin-top:8mm'><p>The left column tells of the harbour and its boats, which "
    "were counted twice in the course of the year by the harbour master and once by the council.</p><p>The right column "
    "tells of the hills, where the snow stayed until May and the road was closed for several weeks in a row.</p></div>"
)


def chromium(name, text):
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, "page.html")
        with open(page, "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             "--print-to-pdf=" + os.path.join(OUT, name), "file://" + page], check=True, capture_output=True)


def libreoffice(name, text):
    with tempfile.TemporaryDirectory() as folder:
        page = os.path.join(folder, name.replace(".pdf", ".html"))
        with open(page, "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", OUT, page],
                       check=True, capture_output=True)


def reportlab(name, ruled, pages=1):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    style = getSampleStyleSheet()["Normal"]
    grid = [("GRID", (0, 0), (-1, -1), 0.4, "black")] if ruled else []
    rows = [STAFF[0]] + STAFF[1:-1] * pages * (12 if pages > 1 else 1) + [STAFF[-1]]
    data = [[label] + cells for label, cells in rows]
    for row in data[1:]:
        row[0] = Paragraph(row[0], style)
    table = Table(data, colWidths=[110] + [40] * 7, repeatRows=1, style=[("ALIGN", (1, 0), (-1, -1), "RIGHT"),
                  ("VALIGN", (0, 0), (-1, -1), "MIDDLE")] + grid)
    paragraphs = [Paragraph(f"{number}. {text.replace('sup>', 'super>')}", style) for number, text in enumerate(PARAGRAPHS, 1)]
    story = paragraphs + [Paragraph("<b>Table 2. Staff by nationality</b>", style), Spacer(1, 8), table]
    SimpleDocTemplate(os.path.join(OUT, name), pagesize=A4, invariant=1).build(story)


def fpdf(name):
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page(orientation="landscape")
    pdf.set_font("Times", size=11)
    pdf.multi_cell(0, 6, "1. " + PARAGRAPHS[0], new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    with pdf.table(borders_layout="MINIMAL", col_widths=[60] + [20] * 7, text_align=["LEFT"] + ["RIGHT"] * 7) as table:
        for label, cells in STAFF:
            row = table.row()
            for cell in [label] + cells:
                row.cell(cell)
    pdf.output(os.path.join(OUT, name))


def lined(x, y, width, height, page):
    page.rect(x, y, width, height)


def dotted(x, y, width, height, page):
    """Rules of squares, one for each dot."""
    for step in range(int(width / 2)):
        page.rect(x + 2 * step, y, 0.8, 0.8, stroke=0, fill=1)
    for step in range(int(height / 2)):
        page.rect(x, y + 2 * step, 0.8, 0.8, stroke=0, fill=1)


def ground(x, y, width, height, page):
    """No rule at all: a ground, with a gap to the next one."""
    page.setFillGray(0.9)
    page.rect(x + 0.75, y + 0.75, width - 1.5, height - 1.5, stroke=0, fill=1)
    page.setFillGray(0)


def ringed(x, y, width, height, page):
    """A frame as the area between two rectangles."""
    path = page.beginPath()
    path.rect(x + 0.5, y + 0.5, width - 2.5, height - 2.5)
    path.rect(x, y, width - 1.5, height - 1.5)
    page.drawPath(path, stroke=0, fill=1, fillMode=0)


def draw_rows(page, rows, top, widths, cell, height=14, size=8):
    """Draws rows cell by cell and gives the place below them; a number too wide for its cell reaches over its left rule."""
    for row, (label, cells) in enumerate(rows):
        x, y = 40, top - (row + 1) * height
        for column, (text, width) in enumerate(zip([label] + cells, widths)):
            cell(x, y, width, height, page)
            page.setFont("Helvetica", size)
            lines = text.split("|")
            for line, part in enumerate(lines):
                base = y + 4 + (len(lines) - 1 - line) * size
                if column == 0:
                    page.drawString(x + 3, base, part)
                else:
                    page.drawRightString(x + width - 3, base, part)
            x += width
    return top - len(rows) * height


def drawn(name, pages, widths, cell, **more):
    """Each page: a heading or nothing, and rows."""
    from reportlab.pdfgen import canvas

    page = canvas.Canvas(os.path.join(OUT, name), invariant=1)
    for heading, rows in pages:
        page.setFont("Helvetica", 10)
        page.drawString(40, 800, heading)
        draw_rows(page, rows, 790, widths, cell, **more)
        page.showPage()
    page.save()


NARROW = [
    ("Region", ["Boats", "Trav|el", "Migr|ants"]),
    ("North", ["1 204", "31 880", "33 084"]),
    ("South", ["77", "102", "179"]),
    ("Total", ["1 281", "31 982", "33 263"]),
]


def picture(name):
    import pymupdf

    document = pymupdf.open()
    page = document.new_page()
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 40, 40))
    pixels.clear_with(200)
    page.insert_image(pymupdf.Rect(50, 50, 545, 792), pixmap=pixels)
    document.save(os.path.join(OUT, name))


def qpdf(source, name, *options):
    subprocess.run(["qpdf", *options, os.path.join(OUT, source), os.path.join(OUT, name)], check=True)


PLACES = """<table><thead><tr><th class="label" rowspan="3">Country of nationality: own States</th><th colspan="2">Lake</th>
<th colspan="4">Hills</th><th rowspan="3">Total</th></tr>
<tr><th rowspan="2">F</th><th rowspan="2">M</th><th colspan="2">Upper huts</th><th colspan="2">Lower huts</th></tr>
<tr><th>F</th><th>M</th><th>F</th><th>M</th></tr></thead><tbody>{rows}</tbody></table>"""
PLACES_ROWS = [
    ("Arandia", "1||4|||2|7"),
    ("Bolvania (Plurinational State of)", "||||12||12"),
    ("Democratic Republic of the Dunes and of the Isles", "|3||1 004||5|1 012"),
    ("Esperia", "||||||0"),
    ("Grenmark", "2|||||9|11"),
    ("Total", "3|3|4|1 004|12|16|1 042"),
]
AREAS = """<table><thead><tr><th class="label">Region</th><th class="label">Kind of boat</th><th>Boats moved</th></tr></thead><tbody>
<tr><td class="label" rowspan="3">North Coast</td><td class="label">Ferries</td><td>4 445</td></tr>
<tr><td class="label">Barges and other boats without sails or oars</td><td>95</td></tr>
<tr><td class="label">North Coast total</td><td>4 540</td></tr>
<tr><td class="label" rowspan="4">Lakes and rivers of the inner hills</td><td class="label">Ferries</td><td>60</td></tr>
<tr><td class="label">Rafts</td><td>7</td></tr><tr><td class="label">Sailing boats of more than one mast</td><td>3</td></tr>
<tr><td class="label">Lakes and rivers of the inner hills total</td><td>70</td></tr>
<tr><td class="label" colspan="2">Grand total</td><td>4 610</td></tr></tbody></table>"""


def weasyprint(name):
    """Numbers at the right under headers in the middle, labels of several lines, groups beside the middle of their rows."""
    row = lambda label, cells: f'<tr><td class="label">{label}</td>' + "".join(f"<td>{cell}</td>" for cell in cells.split("|")) + "</tr>"
    css = (
        "@page{size:A4;margin:20mm} body{font:10pt 'Liberation Sans',sans-serif} table{border-collapse:collapse;font-size:8pt}"
        "td{text-align:right;padding:1pt 6pt;white-space:nowrap} th{padding:1pt 6pt} .label{text-align:left;max-width:34mm;white-space:normal}"
    )
    places = PLACES.format(rows="".join(row(*each) for each in PLACES_ROWS))
    text = f"<meta charset='utf-8'><style>{css}</style><p>1. The keepers of the lake and of the hills are counted here.</p>{places}<p>2. The boats are counted by region.</p>{AREAS}"
    with tempfile.NamedTemporaryFile("w", suffix=".html") as source:
        source.write(text)
        source.flush()
        subprocess.run(["weasyprint", source.name, os.path.join(OUT, name)], check=True, capture_output=True)


def typst(name):
    """Hyphens that the font maps to soft ones and marked content to true ones; words cut at the end of justified lines."""
    import typst as compiler

    cells = lambda values: ", ".join(f"[{value}]" for value in values)
    rows = ",\n".join(f"table.cell(align: left)[{label}], {cells(values)}" for label, values in STAFF[1:])
    text = f"""#set document(date: none)
#set text(font: "Liberation Sans", size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true)
#set page(width: 105mm, height: 148mm, margin: 8mm)
1. The commissioners responsible for the reconstruction of lighthouses and breakwaters recommended establishing a permanent
correspondence between harbourmasters, notwithstanding the administrative inconvenience of remote anchorages.

#set text(size: 6pt, hyphenate: false)
#table(columns: (32mm, ..range(7).map(_ => auto)), stroke: 0.4pt, align: right,
table.header([{STAFF[0][0]}], {cells(STAFF[0][1])}),
{rows})"""
    with tempfile.NamedTemporaryFile("w", suffix=".typ") as source:
        source.write(text)
        source.flush()
        compiler.compile(source.name, output=os.path.join(OUT, name))


def main():
    os.makedirs(OUT, exist_ok=True)
    ruled = "td,th{border:0.5pt solid black}"
    chromium("unruled-chromium.pdf", html("", COLUMNS))
    chromium("ruled-chromium.pdf", html(ruled))
    libreoffice("ruled-libreoffice.pdf", html(ruled).replace("<table>", "<table border='1' cellspacing='0'>"))
    reportlab("unruled-reportlab.pdf", False)
    reportlab("pages-reportlab.pdf", True, pages=3)
    weasyprint("unruled-weasyprint.pdf")
    typst("ruled-typst.pdf")
    fpdf("columns-fpdf2.pdf")
    widths = [150] + [40] * 7
    for way in (dotted, ground, ringed):
        drawn(f"{way.__name__}-reportlab.pdf", [("Table 2. Staff by nationality", STAFF)], widths, way)
    cut = [("Table 2. Staff by nationality", STAFF[:5]), ("", STAFF[4:-1]), ("", STAFF[-1:])]
    drawn("cut-reportlab.pdf", cut, widths, lined)
    narrow = [("Table 3. Boats, travel and migrants", NARROW)]
    drawn("narrow-reportlab.pdf", narrow, [60, 26, 21, 25], lined, height=22)
    picture("picture.pdf")
    qpdf("unruled-reportlab.pdf", "sideways.pdf", "--rotate=90")
    qpdf("unruled-reportlab.pdf", "objects.pdf", "--object-streams=generate")
    qpdf("unruled-reportlab.pdf", "encrypted.pdf", "--encrypt", "open", "owner", "256", "--")
    return 0


if __name__ == "__main__":
    sys.exit(main())
