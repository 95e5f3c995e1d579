/** Names by which electronic invoices of the Chinese tax authority travel; each of these was issued with a seal. */
const INVOICE_NAME = /^dzfp_\d{8,20}|电子发票|数电票|全电发票|电子普通发票|电子专用发票/;

/** True when the name leaves little doubt that the file was issued as a sealed invoice. */
export function isInvoiceName(name: string): boolean {
  return INVOICE_NAME.test(name);
}
