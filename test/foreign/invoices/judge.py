"""Reads invoices by the standards, with nothing but the library of Python: a second opinion beside our readers.

Written from EN 16931-1 with CEN/TS 16931-3-2 (UBL) and 3-3 (CII), FatturaPA 1.2, FA(3) and what is known of Chinese
invoices; it shares no table with the program. Takes paths; prints a list with, for each, null or a list of invoices. A value
is a list of what the file states: texts, days as YYYY-MM-DD, amounts in millionths as text; null where it cannot be read.
"""
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from decimal import Decimal

UBL = "{urn:oasis:names:specification:ubl:schema:xsd:%s-2}"
CAC, CBC = UBL % "CommonAggregateComponents", UBL % "CommonBasicComponents"
CII = "{urn:un:unece:uncefact:data:standard:%s:100}"
RSM, RAM, UDT = CII % "CrossIndustryInvoice", CII % "ReusableAggregateBusinessInformationEntity", CII % "UnqualifiedDataType"
KSEF = "{http://crd.gov.pl/wzor/2025/06/25/13775/}"
ITALY = "{http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2}"


def every(element, path):
    """Elements at a path of whole names, `{uri}local`, one below the other."""
    found = [element]
    for name in path:
        found = [child for one in found for child in one if child.tag == name]
    return found


def content(element):
    """What stands directly in an element, around its children too."""
    return (element.text or "") + "".join(child.tail or "" for child in element)


def text(element):
    return unicodedata.normalize("NFC", re.sub(r"[\t\n\r ]+", " ", content(element)).strip())


def texts(elements):
    return sorted({text(one) for one in elements} - {""})


def amount(written):
    if not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", written):
        return None
    scaled = Decimal(written).scaleb(6)
    return str(int(scaled)) if scaled == int(scaled) else None


def amounts(elements):
    return sorted({amount(one) for one in texts(elements)}, key=str)


def day(written):
    found = re.match(r"(\d{4})-?(\d\d)-?(\d\d)", written) or re.match(r"(\d{4})年(\d\d?)月(\d\d?)日", written)
    return "-".join(part.zfill(2) for part in found.groups()) if found else None


def days(elements):
    return sorted({day(one) for one in texts(elements)}, key=str)


def total(elements):
    """The sum of amounts that stand for themselves."""
    written = [amount(text(one)) for one in elements if text(one)]
    if not written:
        return []
    return [None if None in written else str(sum(map(int, written)))]


def ubl(root):
    party = lambda role: every(root, [CAC + role, CAC + "Party"])
    legal = lambda role, name: texts(one for p in party(role) for one in every(p, [CAC + "PartyLegalEntity", CBC + name]))
    vat = lambda role: texts(
        one
        for p in party(role)
        for scheme in every(p, [CAC + "PartyTaxScheme"])
        if "VAT" in texts(every(scheme, [CAC + "TaxScheme", CBC + "ID"]))
        for one in every(scheme, [CBC + "CompanyID"])
    )
    currency = texts(every(root, [CBC + "DocumentCurrencyCode"]))
    sums = lambda name: every(root, [CAC + "LegalMonetaryTotal", CBC + name])
    tax = [one for one in every(root, [CAC + "TaxTotal", CBC + "TaxAmount"]) if one.get("currencyID") in currency]
    yield {
        "number": texts(every(root, [CBC + "ID"])),
        "date": days(every(root, [CBC + "IssueDate"])),
        "code": texts(every(root, [CBC + "InvoiceTypeCode"]) + every(root, [CBC + "CreditNoteTypeCode"])),
        "currency": sorted({*currency, *(one.get("currencyID") for one in sums("TaxInclusiveAmount") if text(one))}),
        "gross": amounts(sums("TaxInclusiveAmount")),
        "net": amounts(sums("TaxExclusiveAmount")),
        "tax": amounts(tax) if len(tax) == 1 else [],
        "legalSeller": legal("AccountingSupplierParty", "RegistrationName"),
        "legalBuyer": legal("AccountingCustomerParty", "RegistrationName"),
        "vatSeller": vat("AccountingSupplierParty"),
        "vatBuyer": vat("AccountingCustomerParty"),
        "orders": texts(every(root, [CAC + "OrderReference", CBC + "ID"])),
    }


def cii(root):
    trade = RSM + "SupplyChainTradeTransaction"
    agreed, settled = RAM + "ApplicableHeaderTradeAgreement", RAM + "ApplicableHeaderTradeSettlement"
    in_sums = lambda name: every(root, [trade, settled, RAM + "SpecifiedTradeSettlementHeaderMonetarySummation", RAM + name])
    currency = texts(every(root, [trade, settled, RAM + "InvoiceCurrencyCode"]))
    issued = every(root, [RSM + "ExchangedDocument", RAM + "IssueDateTime", UDT + "DateTimeString"])
    named = lambda role: texts(every(root, [trade, agreed, RAM + role, RAM + "Name"]))
    vat = lambda role: texts(
        one
        for one in every(root, [trade, agreed, RAM + role, RAM + "SpecifiedTaxRegistration", RAM + "ID"])
        if one.get("schemeID") == "VA"
    )
    tax = [one for one in in_sums("TaxTotalAmount") if one.get("currencyID") in [None, *currency]]
    yield {
        "number": texts(every(root, [RSM + "ExchangedDocument", RAM + "ID"])),
        "date": days(one for one in issued if one.get("format") == "102"),
        "code": texts(every(root, [RSM + "ExchangedDocument", RAM + "TypeCode"])),
        "currency": sorted({*currency, *(one.get("currencyID", *currency) for one in in_sums("GrandTotalAmount"))}),
        "gross": amounts(in_sums("GrandTotalAmount")),
        "net": amounts(in_sums("TaxBasisTotalAmount")),
        "tax": amounts(tax) if len(tax) == 1 else [],
        "legalSeller": named("SellerTradeParty"),
        "legalBuyer": named("BuyerTradeParty"),
        "vatSeller": vat("SellerTradeParty"),
        "vatBuyer": vat("BuyerTradeParty"),
        "orders": texts(every(root, [trade, agreed, RAM + "BuyerOrderReferencedDocument", RAM + "IssuerAssignedID"])),
    }


def italy(root):
    for body in every(root, ["FatturaElettronicaBody"]):
        general = ["DatiGenerali", "DatiGeneraliDocumento"]
        summary = ["DatiBeniServizi", "DatiRiepilogo"]
        yield {
            "number": texts(every(body, general + ["Numero"])),
            "date": days(every(body, general + ["Data"])),
            "code": texts(every(body, general + ["TipoDocumento"])),
            "currency": texts(every(body, general + ["Divisa"])),
            "gross": amounts(every(body, general + ["ImportoTotaleDocumento"])),
            "net": total(every(body, summary + ["ImponibileImporto"])),
            "tax": total(every(body, summary + ["Imposta"])),
        }


def poland(root):
    invoice = [KSEF + "Fa"]
    rates = lambda form: [one for fa in every(root, invoice) for one in fa if re.fullmatch(form, one.tag[len(KSEF):])]
    of = lambda party, name: texts(every(root, [KSEF + party, KSEF + "DaneIdentyfikacyjne", KSEF + name]))
    yield {
        "number": texts(every(root, invoice + [KSEF + "P_2"])),
        "date": days(every(root, invoice + [KSEF + "P_1"])),
        "code": texts(every(root, invoice + [KSEF + "RodzajFaktury"])),
        "currency": texts(every(root, invoice + [KSEF + "KodWaluty"])),
        "gross": amounts(every(root, invoice + [KSEF + "P_15"])),
        "net": total(rates(r"P_13_(\d|10|11|6_[123])")),
        "tax": total(rates(r"P_14_[1-5]")),
        "legalSeller": of("Podmiot1", "Nazwa"),
        "legalBuyer": of("Podmiot2", "Nazwa"),
    }


def china(root):
    basic = ["EInvoiceData", "BasicInformation"]
    yield {
        "number": texts(every(root, ["Header", "EIid"]) + every(root, ["TaxSupervisionInfo", "InvoiceNumber"])),
        "date": days(every(root, ["TaxSupervisionInfo", "IssueTime"]) + every(root, basic + ["RequestTime"])),
        "code": [],
        "currency": ["CNY"],
        "gross": amounts(every(root, basic + ["TotalTax-includedAmount"])),
        "net": amounts(every(root, basic + ["TotalAmWithoutTax"])),
        "tax": amounts(every(root, basic + ["TotalTaxAm"])),
        "legalSeller": texts(every(root, ["EInvoiceData", "SellerInformation", "SellerName"])),
        "legalBuyer": texts(every(root, ["EInvoiceData", "BuyerInformation", "BuyerName"])),
    }


KINDS = {
    UBL % "Invoice" + "Invoice": ubl,
    UBL % "CreditNote" + "CreditNote": ubl,
    RSM + "CrossIndustryInvoice": cii,
    ITALY + "FatturaElettronica": italy,
    KSEF + "Faktura": poland,
    "EInvoice": china,
}


def judged(path):
    root = ET.parse(path).getroot()
    kind = KINDS.get(root.tag)
    return list(kind(root)) if kind else None


if __name__ == "__main__":
    print(json.dumps([judged(path) for path in sys.argv[1:]]))
