"""Writes the workbooks that WorkbookTests reads: openpyxl 3.1.5 and XlsxWriter 3.3.1, Python 3.11.

    python3 -m venv .venv && .venv/bin/pip install openpyxl==3.1.5 XlsxWriter==3.3.1
    .venv/bin/python make_workbooks.py
"""
import datetime
import os

import openpyxl
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = os.path.dirname(os.path.abspath(__file__))
HEADER = ["Facture", "Code client", "Nom", "Émise le", "Échéance", "Montant TTC"]
ROWS = [
    ("F001", 42, "Durand & Fils <SA>", datetime.date(2025, 1, 3), datetime.date(2025, 1, 31), 1234.56),
    ("F002", 42, "Durand & Fils <SA>", datetime.datetime(2025, 1, 15, 12, 30), datetime.date(2025, 2, 28), 0.1 + 0.2),
    ("F003", 7, "Martin\nà Lyon", datetime.date(2025, 1, 20), datetime.date(2025, 2, 28), 1000),
]


def path(name):
    return os.path.join(HERE, name)


def sheet(workbook, title):
    """Titles, the header on row 4, the rows, an empty row and a total."""
    ws = workbook.create_sheet(title)
    ws["A1"] = "Société Exemple"
    ws["A2"] = "Balance au 31/12/2025"
    ws.append([])
    for column, text in enumerate(HEADER, 1):
        ws.cell(4, column, text)
    for number, row in enumerate(ROWS, 5):
        for column, value in enumerate(row, 1):
            cell = ws.cell(number, column, value)
            if column == 2:
                cell.number_format = "00000"
            if column in (4, 5):
                cell.number_format = "dd/mm/yyyy"
            if column == 6:
                cell.number_format = '#,##0.00\\ "€"'
    ws.cell(9, 1, "Total général")
    ws.cell(9, 6, 2234.86)
    return ws


book = openpyxl.Workbook()
book.remove(book.active)
sheet(book, "Encours")
book.create_sheet("Feuil2")
book.save(path("openpyxl.xlsx"))

book = openpyxl.Workbook()
book.remove(book.active)
book.epoch = CALENDAR_MAC_1904
sheet(book, "Encours")
book.save(path("mac1904.xlsx"))

book = openpyxl.Workbook()
book.remove(book.active)
sheet(book, "2024")
sheet(book, "2025")
sheet(book, "Cachée").sheet_state = "hidden"
book.save(path("several.xlsx"))

# Inline strings, as writers of rows one by one have them; formulas with their values.
book = xlsxwriter.Workbook(path("inline.xlsx"), {"constant_memory": True})
ws = book.add_worksheet("Encours")
day = book.add_format({"num_format": "[$-40C]d mmmm yyyy"})
code = book.add_format({"num_format": "00000"})
for column, text in enumerate(HEADER):
    ws.write_string(0, column, text)
for number, row in enumerate(ROWS, 1):
    ws.write_string(number, 0, row[0])
    ws.write_number(number, 1, row[1], code)
    ws.write_string(number, 2, row[2])
    ws.write_datetime(number, 3, row[3], day)
    ws.write_datetime(number, 4, row[4], day)
    ws.write_formula(number, 5, "=%s" % row[5], None, row[5])
book.close()
