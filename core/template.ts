/**
 * Numbered page templates. A template pins all that decides how a certificate looks: the number of its layout, library
 * versions and the digests of its fonts. `evidence.json` names the number and the pin, so that a damaged number is not
 * taken for a template that this program does not know yet.
 */
import { toHex } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import type { Crypto } from './crypto.ts';
import { NotaryError } from './errors.ts';
import { integer, object, type Reader } from './reader.ts';
import { hex32 } from './record.ts';

/** `evidence.page`. */
export interface PageTemplate {
  readonly template: number;
  readonly options: { readonly pin: string };
}

/** What template 1 is made of. Changing anything here, or in core/certificate, means a new number. */
export const TEMPLATE_1 = {
  template: 1,
  layout: 1,
  libraries: { fontkit: '2.0.12', 'pdf-lib': '2.11.1' },
  fonts: {} as Readonly<Record<string, string>>,
} as const;

/** SHA-256 of the canonical JSON of a template's definition, hex. */
export function templatePin(definition: typeof TEMPLATE_1, crypto: Pick<Crypto, 'sha256'>): string {
  return toHex(crypto.sha256(canonicalBytes(definition)));
}

/** The page member for certificates that are made now. */
export function currentTemplate(crypto: Pick<Crypto, 'sha256'>): PageTemplate {
  return { template: TEMPLATE_1.template, options: { pin: templatePin(TEMPLATE_1, crypto) } };
}

/** True when this program can make pages of this template. */
export function isKnownTemplate(page: PageTemplate): boolean {
  return page.template === TEMPLATE_1.template;
}

const shape = object<PageTemplate>({
  template: integer(1, 1_000_000),
  options: object<PageTemplate['options']>({ pin: hex32 }),
});

/** Reads `evidence.page`; a number and a pin of which only one is known contradict each other and are refused. */
export function readPage(crypto: Pick<Crypto, 'sha256'>): Reader<PageTemplate> {
  return (value, at) => {
    const page = shape(value, at);
    const current = currentTemplate(crypto);
    if ((page.template === current.template) !== (page.options.pin === current.options.pin))
      throw new NotaryError('malformed', `${at}: template and pin do not belong together`);
    return page;
  };
}
