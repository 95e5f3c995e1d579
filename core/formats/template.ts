/**
 * Numbered page templates. A template pins everything that determines how a certificate looks: the number of its
 * layout, library versions and the digests of its fonts. `evidence.json` names the number and the pin, so that a
 * damaged number is not taken for a template that this program does not know yet.
 */

import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { toHex } from './bytes.ts';
import { canonicalBytes, type Json } from './canonical.ts';
import { type Decoder, integer, literal, object, text } from './decoder.ts';
import { hex32 } from './digests.ts';

/** `evidence.page`. */
export interface PageTemplate {
  readonly template: number;
  readonly options: {
    readonly pin: string;
    /** From template 2: a note signed by the log's key (`parseCheckerNote`) that says where to get a checker. */
    readonly checker?: string;
    /** From template 3: a note signed by the log's key (`parsePageNote`) by which the issuer vouches for the template. */
    readonly issued?: string;
    /** The proof is also on the page, as QR codes of this version (docs/certificate-format/paper.md). */
    readonly paper?: 1;
  };
}

/** One font file of a template. */
export interface PinnedFont {
  readonly file: string;
  /** Hex. */
  readonly sha256: string;
}

/** Names of the faces of a template. `rare` has the characters of names that the others lack. */
export type TemplateFace = 'sc' | 'scBold' | 'latin' | 'latinBold' | 'mono' | 'rare';

/** Definition of a template. The pin is the hash of its canonical JSON. */
export interface TemplateDefinition {
  readonly template: number;
  /** Number of the layout: core/certificate/template-N/. */
  readonly layout: number;
  /** Exact versions. */
  readonly libraries: Readonly<Record<string, string>>;
  readonly fonts: Readonly<Record<TemplateFace, PinnedFont>>;
}

const LIBRARIES = { fflate: '0.8.3', fontkit: '2.0.12', 'pdf-lib': '2.11.1' } as const;

/** The font files used by all templates so far. */
export const TEMPLATE_FONTS: TemplateDefinition['fonts'] = {
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
};

/** Frozen with version 0.1.0. */
export const TEMPLATE_1: TemplateDefinition = { template: 1, layout: 1, libraries: LIBRARIES, fonts: TEMPLATE_FONTS };

/** Frozen with version 0.2.0; until then its pages may change. */
export const TEMPLATE_2: TemplateDefinition = { template: 2, layout: 2, libraries: LIBRARIES, fonts: TEMPLATE_FONTS };

/** Every template that this program knows, oldest first. */
export const TEMPLATES: readonly TemplateDefinition[] = [TEMPLATE_1, TEMPLATE_2];

/**
 * Names of the kinds of anchors that certificates of a template carry, by its number. Whoever adds one of another kind to a
 * certificate has altered it: otherwise one unknown kind would keep every reader from comparing the page.
 */
const ANCHORS_OF_TEMPLATES: Readonly<Record<number, readonly string[]>> = {
  [TEMPLATE_1.template]: ['cometbft'],
  [TEMPLATE_2.template]: ['cometbft', 'cometbft-2', 'cosignature', 'jdchain', 'fabric'],
};

/**
 * True when certificates of this template carry no anchors of this kind; those of a later template may carry any. `isKnown`
 * is whether the program has a verifier for it: one of a kind that stands in no table yet is its own business.
 */
export function isForeignAnchor(template: number, kind: string, isKnown: boolean): boolean {
  const kinds = ANCHORS_OF_TEMPLATES[template];
  if (kinds === undefined || kinds.includes(kind)) return false;
  return !isKnown || Object.values(ANCHORS_OF_TEMPLATES).some((others) => others.includes(kind));
}

/** True for a template whose certificates carry `page.options.issued`: every one since version 0.2.0. */
export const isVouchedFor = (template: number): boolean => template > TEMPLATE_2.template;

/** The template of new certificates. */
export const CURRENT_TEMPLATE: TemplateDefinition = TEMPLATE_2;

const pins = new WeakMap<TemplateDefinition, string>();

/**
 * SHA-256 of the canonical JSON of a template's definition, hex. Cached, because it is needed for every certificate
 * that is read.
 */
export function templatePin(definition: TemplateDefinition, crypto: Pick<Crypto, 'sha256'>): string {
  const known = pins.get(definition);
  if (known !== undefined) return known;
  const pin = toHex(crypto.sha256(canonicalBytes(definition as unknown as Json)));
  pins.set(definition, pin);
  return pin;
}

/** The page member for a certificate of this template, with or without the proof as QR codes. */
export function pageOf(
  template: TemplateDefinition,
  crypto: Pick<Crypto, 'sha256'>,
  paper = false,
  checker: string | null = null,
): PageTemplate {
  const options = {
    pin: templatePin(template, crypto),
    ...(paper ? { paper: 1 as const } : {}),
    ...(checker === null ? {} : { checker }),
  };
  return { template: template.template, options };
}

/** The page member for new certificates. */
export function currentTemplate(
  crypto: Pick<Crypto, 'sha256'>,
  paper = false,
  checker: string | null = null,
): PageTemplate {
  return pageOf(CURRENT_TEMPLATE, crypto, paper, checker);
}

const number = integer(1, 1_000_000);
type Options = PageTemplate['options'];
const template1Options = object<Omit<Options, 'checker' | 'issued'>>({ pin: hex32, paper: literal(1) }, ['paper']);
const options = object<Omit<Options, 'issued'>>({ pin: hex32, paper: literal(1), checker: text(1024) }, [
  'paper',
  'checker',
]);
const optionsOf = ({ template }: TemplateDefinition) => (template === TEMPLATE_1.template ? template1Options : options);

/** Members for an unknown template: a pin, and members that only that template defines. */
const laterOptions: Decoder<PageTemplate['options']> = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new NotaryError('malformed', `${at}: expected an object`);
  return { ...value, pin: hex32((value as { pin?: unknown }).pin, `${at}.pin`) };
};

/**
 * Reads `evidence.page`. A number and a pin of which only one is known contradict each other and are refused; when both
 * are unknown, the page was made by another program.
 */
export function readPage(
  crypto: Pick<Crypto, 'sha256'>,
  templates: readonly TemplateDefinition[] = TEMPLATES,
): Decoder<PageTemplate> {
  const shape = object<PageTemplate>({ template: number, options: laterOptions });
  return (value, at) => {
    const page = shape(value, at);
    const known = templates.find(({ template }) => template === page.template);
    if (known) optionsOf(known)(page.options, `${at}.options`);
    const byPin = templates.find((one) => templatePin(one, crypto) === page.options.pin);
    if (known !== byPin) throw new NotaryError('malformed', `${at}: template and pin do not belong together`);
    return page;
  };
}
