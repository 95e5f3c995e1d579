"""Workbooks made by openpyxl: one for each seed in the folder that is named first, and on standard output for each of them
what its cells hold: [row, column, kind, value as text, number format]."""
import datetime
import json
import random
import sys

import openpyxl

folder, count = sys.argv[1], int(sys.argv[2])
FORMATS = ["General", "0", "0.00", "#,##0.00", "00000000", '0"万"', "0%", "0.00E+00", '¥#,##0.00', "@", "yyyy-mm-dd"]
TEXTS = ["合同", "a,b", "  padded ", "=1+1 as text", "00042", "1E5", "é", "line\nbreak", "2026-01-02", "<&>\"'"]


def value(r):
    kind = r.choice(["text", "int", "float", "date", "bool"])
    if kind == "text":
        return kind, r.choice(TEXTS), "General"
    if kind == "int":
        return kind, r.choice([r.randint(0, 99), r.randint(-10**6, 10**9), r.randint(10**13, 10**18)]), r.choice(FORMATS[:-1])
    if kind == "float":
        return kind, round(r.uniform(-10**6, 10**6), r.randint(0, 6)), r.choice(FORMATS[:-1])
    if kind == "date":
        return kind, datetime.date(1900, 3, 1) + datetime.timedelta(days=r.randint(0, 60000)), r.choice(["yyyy-mm-dd", "d/m/yy", 'yyyy"年"m"月"d"日"'])
    return kind, r.choice([True, False]), "General"


made = []
for seed in range(count):
    r = random.Random(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    if r.random() < 0.3:
        sheet.sheet_state = "hidden"
        sheet["A1"] = "hidden"
        sheet = book.create_sheet("shown")
        book.active = 1
    cells = []
    for row in range(1, r.randint(2, 6)):
        for column in range(1, r.randint(2, 6)):
            if r.random() < 0.2:
                continue
            kind, content, form = value(r)
            cell = sheet.cell(row=row, column=column)
            cell.value = content
            if kind == "text":
                cell.data_type = "s"
            cell.number_format = form
            cells.append([row, column, kind, str(content), form])
    book.save(f"{folder}/{seed}.xlsx")
    made.append(cells)
json.dump(made, sys.stdout)
