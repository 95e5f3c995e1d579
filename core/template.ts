/**
 * Numbered page templates. A template pins all that decides how a certificate looks: the number of its layout, library
 * versions and the digests of its fonts. `evidence.json` names the number and the pin, so that a damaged number is not
 * taken for a template that this program does not know yet.
 */
import { toHex } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import type { Crypto } from './crypto.ts';
import { hex32 } from './digests.ts';
import { NotaryError } from './errors.ts';
import { integer, literal, object, type Reader } from './reader.ts';

/** `evidence.page`. */
export interface PageTemplate {
  readonly template: number;
  readonly options: {
    readonly pin: string;
    /** The proof also stands on the page, as QR codes of this version (docs/certificate-format/paper.md). */
    readonly paper?: 1;
  };
}

/** One font file of a template. */
export interface PinnedFont {
  readonly file: string;
  /** Hex. */
  readonly sha256: string;
}

/** What template 1 is made of. Changing anything here, or in core/certificate, means a new number. */
export const TEMPLATE_1 = {
  template: 1,
  layout: 1,
  libraries: { fflate: '0.8.3', fontkit: '2.0.12', 'pdf-lib': '2.11.1' },
  fonts: {
    sc: {
      file: 'NotoSansSC_400Regular.ttf',
      sha256: 'd45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16',
    },
    scBold: {
      file: 'NotoSansSC_700Bold.ttf',
      sha256: '9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96',
    },
    latin: {
      file: 'NotoSans_400Regular.ttf',
      sha256: 'fe8c022f48d8dd29f17b744d16f9346f4357e16f7d4f7be58b000ae7c291b614',
    },
    latinBold: {
      file: 'NotoSans_700Bold.ttf',
      sha256: '13a813c49624ae3ba3c5c6e72c5ebffc4b9e1e6ea32f421c04069b037c6ad431',
    },
    mono: {
      file: 'NotoSansMono_400Regular.ttf',
      sha256: '11b5d661e57865bce89d3f103a654cfa4faf9347abebac252e30742be1e657b2',
    },
    rare: {
      file: 'SourceHanSansSC-Regular.otf',
      sha256: 'a2125a726118e672952ebc914bdf3e7ef4b8f7c19f56c1044b747a02d107a111',
    },
  },
} as const;

/** SHA-256 of the canonical JSON of a template's definition, hex. */
export function templatePin(definition: typeof TEMPLATE_1, crypto: Pick<Crypto, 'sha256'>): string {
  return toHex(crypto.sha256(canonicalBytes(definition)));
}

let pin: string | undefined;

/** Computed once: every certificate that is read asks for it. */
function currentPin(crypto: Pick<Crypto, 'sha256'>): string {
  pin ??= templatePin(TEMPLATE_1, crypto);
  return pin;
}

/** The page member for certificates that are made now, with the proof in codes on the page or without. */
export function currentTemplate(crypto: Pick<Crypto, 'sha256'>, paper = false): PageTemplate {
  const options = { pin: currentPin(crypto) };
  return { template: TEMPLATE_1.template, options: paper ? { paper: 1, ...options } : options };
}

/** True when this program can make pages of this template. */
export function isKnownTemplate(page: PageTemplate): boolean {
  return page.template === TEMPLATE_1.template;
}

const shape = object<PageTemplate>({
  template: integer(1, 1_000_000),
  options: object<PageTemplate['options']>({ pin: hex32, paper: literal(1) }, ['paper']),
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
