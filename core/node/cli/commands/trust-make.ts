/** `trust make` writes a trust bundle from files; `trust show` prints everybody whom one names. Neither needs a home. */
import { resolve } from 'node:path';
import { NotaryError } from '../../../errors.ts';
import { bundleCheckCode } from '../../../formats/check-code.ts';
import { nameWarnings } from '../../../formats/look-alike-names.ts';
import { makeTrustBundle, reachOf } from '../../../formats/make-trust.ts';
import { visibleName } from '../../../formats/plain-text.ts';
import { type TrustBundle, trustBundleBytes, trustFingerprint } from '../../../formats/trust.ts';
import { type TrustRow, trustRows } from '../../../formats/trust-rows.ts';
import { groupedHex } from '../../../words/words.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { readTrustFile } from '../../verify/trust-file.ts';
import { readTrustSource } from '../../verify/trust-source.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { nameRemarks } from '../name-remarks.ts';
import { trustTextsFor } from '../texts/trust.ts';

/** The number that an option asks for; 0 where it is not given. Throws `usage`. */
function needed({ args }: Context, option: 'chains' | 'witnesses', most: number): number {
  const typed = args.text(option) ?? '0';
  if (!/^\d{1,3}$/.test(typed) || Number(typed) > most) throw usage('not-a-number', { option: `--${option}` });
  return Number(typed);
}

/** Throws `usage`, `write-failed`, the errors of reading the files, and those of `makeTrustBundle`. */
export function makeBundle(context: Context, files: readonly string[]): number {
  const { args, kinds, language, texts } = context;
  const words = trustTextsFor(language);
  const [name, out, names] = [args.text('name'), args.text('out'), args.text('names')];
  if (files.length === 0) throw usage('form', { form: words.form });
  if (name === null) throw usage('needs-option', { command: 'trust make', option: '--name NAME' });
  if (out === null) throw usage('needs-option', { command: 'trust make', option: '--out FILE' });
  if (names !== null && names !== 'first') throw usage('one-of', { option: '--names', known: 'first' });
  const policy = { chains: needed(context, 'chains', 20), witnesses: needed(context, 'witnesses', 200) };
  const parts = files.map((file) => readTrustSource(resolve(file), kinds.connections));
  const bundle = made(context, () =>
    makeTrustBundle(parts, { name, policy, names: names ?? 'refuse' }, nodeCrypto, kinds.anchors),
  );
  const path = resolve(out);
  writeAtomic(path, trustBundleBytes(bundle));
  const { short } = reachOf(bundle, kinds.anchors);
  const warnings = nameWarnings(bundle, []);
  const said = { lookAlikes: warnings.alike, mixedNames: warnings.mixed, neverProven: short };
  answer(context, { path, ...described(context, bundle), ...said }, [words.made(path), ...linesOf(context, bundle)]);
  for (const line of nameRemarks(texts, warnings)) remark(context, line);
  if (short.length > 0) remark(context, words.short(context.words.names(short.map(visibleName))));
  remark(context, words.readOut);
  return EXIT.ok;
}

/** Says beside a contradiction of names how it is decided here. */
function made(context: Context, make: () => TrustBundle): TrustBundle {
  try {
    return make();
  } catch (error) {
    if (error instanceof NotaryError && error.details.reason === 'trust-two-names')
      remark(context, trustTextsFor(context.language).namesFirst);
    throw error;
  }
}

/** Throws the errors of reading the file. */
export function showBundle(context: Context, file: string): number {
  const { bundle } = readTrustFile(resolve(file));
  answer(context, described(context, bundle), linesOf(context, bundle));
  for (const line of nameRemarks(context.texts, nameWarnings(bundle, []))) remark(context, line);
  return EXIT.ok;
}

const fingerprintOf = (bundle: TrustBundle) => trustFingerprint(trustBundleBytes(bundle), nodeCrypto);

function described({ kinds }: Context, bundle: TrustBundle) {
  const fingerprint = fingerprintOf(bundle);
  const code = bundleCheckCode(bundle, fingerprint, nodeCrypto);
  const { name, policy, chains } = bundle;
  const listed = chains.map(({ kind, id, demo }) => ({ kind, id, demo }));
  return { name, code, fingerprint, policy, chains: listed, rows: trustRows(bundle, nodeCrypto, kinds.anchors) };
}

function linesOf(context: Context, bundle: TrustBundle): readonly string[] {
  const { texts, words, kinds } = context;
  const { name, code, fingerprint, rows, policy, chains } = described(context, bundle);
  const said = trustTextsFor(context.language);
  const reach = reachOf(bundle, kinds.anchors);
  const chainLines = chains.flatMap(({ kind, id, demo }) => [
    `${said.chain}: ${id} (${kind}${demo ? `, ${said.testNetwork}` : ''})`,
    ...(kinds.anchors.of(kind)?.namedKeys ? [] : [`  ${said.unknownKind}`]),
    ...rows.filter(({ as, chain }) => as === 'member' && chain === id).flatMap((row) => rowLines(context, row)),
  ]);
  return [
    visibleName(name),
    words.trust.needed({
      chains: { need: policy.chains, all: reach.chains },
      witnesses: { need: policy.witnesses, all: reach.witnesses },
    }),
    ...rows.filter(({ as }) => as !== 'member').flatMap((row) => rowLines(context, row)),
    ...chainLines,
    `${texts.checkCode}: ${code}`,
    `SHA-256: ${groupedHex(fingerprint)}`,
  ];
}

/** A name and what it stands for, on lines of their own. */
function rowLines({ language }: Context, row: TrustRow): readonly string[] {
  const said = trustTextsFor(language);
  const { as, organisation, controller, is, fingerprint } = row;
  const holder = controller === organisation ? '' : ` (${said.controller(visibleName(controller))})`;
  return [
    `${as === 'member' ? '  ' : ''}${said.as[as]}: ${visibleName(organisation)}${holder}`,
    `    ${said.is[is]} ${groupedHex(fingerprint)}`,
  ];
}
