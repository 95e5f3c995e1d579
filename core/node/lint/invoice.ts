/** File names of electronic invoices of the Chinese tax authority; all of these are issued with a seal. */
const INVOICE_NAME = /^dzfp_\d{8,20}|电子发票|数电票|全电发票|电子普通发票|电子专用发票/;

/** True when the name is that of an invoice issued with a seal. */
export function isInvoiceName(name: string): boolean {
  return INVOICE_NAME.test(name);
}
