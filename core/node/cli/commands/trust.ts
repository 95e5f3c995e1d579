import { resolve } from 'node:path';
import { NotaryError } from '../../../errors.ts';
import { compareTyped } from '../../../formats/check-code.ts';
import { nameWarnings } from '../../../formats/look-alike-names.ts';
import { visibleName } from '../../../formats/plain-text.ts';
import { trustBundleBytes } from '../../../formats/trust.ts';
import { groupedHex } from '../../../words/words.ts';
import type { TrustEntry } from '../../desk/types.ts';
import { writeAtomic } from '../../system/atomic-file.ts';
import { readTrustFile } from '../../verify/trust-file.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { nameRemarks } from '../name-remarks.ts';
import { remarkDamaged } from '../trust-option.ts';
import type { Command } from './command.ts';
import { makeBundle, showBundle } from './trust-make.ts';

/** `trust list | add FILE | remove NAME | export --out FILE | make FILE… --name NAME --out FILE | show FILE`. */
export const trust: Command = {
  options: {
    fingerprint: { type: 'string' },
    out: { type: 'string' },
    name: { type: 'string' },
    names: { type: 'string' },
    chains: { type: 'string' },
    witnesses: { type: 'string' },
  },
  async run(context) {
    const [action, ...rest] = context.args.rest;
    if (action === 'make') return makeBundle(context, rest);
    const [first, ...more] = rest;
    if (more.length > 0) throw usage('takes-one', { command: 'trust' });
    if (action === 'list' && first === undefined) return listBundles(context);
    if (action === 'add' && first !== undefined) return addBundle(context, first);
    if (action === 'remove' && first !== undefined) return removeBundle(context, first);
    if (action === 'export' && first === undefined) return exportBundle(context);
    if (action === 'show' && first !== undefined) return showBundle(context, first);
    throw usage('form', { form: 'trust list | add FILE | remove NAME | export --out FILE | make FILE… | show FILE' });
  },
};

function listBundles(context: Context): number {
  return withView(context, (view) => {
    const entries = view.trust();
    answer(
      context,
      {
        bundles: entries.map(listed),
        damaged: view.damagedTrust().map(({ name, fingerprint }) => ({ name, fingerprint })),
      },
      entries.flatMap((entry) => bundleLines(context, entry)),
    );
    return remarkDamaged(context, view) ? EXIT.stopped : EXIT.ok;
  });
}

/** A bundle with all its verifier keys. */
function listed({ bundle, ...entry }: TrustEntry) {
  const { logs, witnesses, chains, policy } = bundle;
  const keys = [...logs.flatMap((log) => log.keys.map(({ vkey }) => vkey)), ...witnesses.map(({ vkey }) => vkey)];
  return { ...entry, keys, logs, witnesses, chains, policy };
}

function bundleLines(
  { texts }: Context,
  { name, fingerprint, code, compared, own, bundle }: TrustEntry,
): readonly string[] {
  const kind = own ? texts.own : compared ? texts.compared : texts.notCompared;
  const keys = listed({ name, fingerprint, code, compared, own, added: '', bundle }).keys;
  return [
    `${visibleName(name)} (${kind})`,
    `  ${texts.checkCode}: ${code}`,
    `  ${groupedHex(fingerprint)}`,
    ...keys.map((key) => `  ${key}`),
  ];
}

/**
 * A bundle that is there already is no failure: whoever runs this twice has what he wants. With a fingerprint it counts as
 * compared from then on.
 */
function addBundle(context: Context, path: string): Promise<number> {
  return withDesk(context, async (desk) => {
    const { texts, args } = context;
    const typed = args.text('fingerprint');
    const known = knownBundle(desk.verification.trust(), path, typed);
    if (known !== null) {
      const raises = !known.compared && typed !== null;
      const entry = raises ? desk.verification.accept({ path, fingerprint: known.fingerprint, typed }) : known;
      const { name, fingerprint, compared } = entry;
      answer(context, { name, fingerprint, compared, known: true }, [texts.trustKnown(name)]);
      if (raises) remark(context, texts.trustNowCompared);
      else if (!compared) remark(context, texts.trustCompare);
      return EXIT.ok;
    }
    const accepted = desk.verification.trust().map(({ bundle }) => bundle);
    const { name, fingerprint, code, compared, bundle } = desk.verification.accept({ path, fingerprint: null, typed });
    const warnings = nameWarnings(bundle, accepted);
    answer(context, { name, fingerprint, compared, lookAlikes: warnings.alike, mixedNames: warnings.mixed }, [
      ...texts.trustAdded({ name, code, fingerprint: groupedHex(fingerprint) }),
    ]);
    for (const line of nameRemarks(texts, warnings)) remark(context, line);
    if (!compared) remark(context, texts.trustCompare);
    return EXIT.ok;
  });
}

/** The accepted bundle of these bytes; null when there is none, or when it has another fingerprint than was typed. */
function knownBundle(entries: readonly TrustEntry[], path: string, typed: string | null): TrustEntry | null {
  const { fingerprint } = readTrustFile(path);
  const known = entries.find((entry) => entry.fingerprint === fingerprint);
  if (known === undefined) return null;
  return typed === null || compareTyped(typed, known.code, fingerprint).state === 'same' ? known : null;
}

function removeBundle(context: Context, name: string): Promise<number> {
  return withDesk(context, async (desk) => {
    const bundles = [...desk.verification.trust(), ...desk.verification.damaged()];
    const named = bundles.filter((entry) => entry.name === name || entry.fingerprint === name);
    const [entry] = named;
    if (!entry) throw new NotaryError('not-found', `no trust bundle is called ${name}`, { name });
    if (named.length > 1)
      throw new NotaryError('bad-input', `several bundles are called ${name}: give the fingerprint`, { name });
    desk.verification.remove(entry.fingerprint);
    answer(context, { name: entry.name, fingerprint: entry.fingerprint }, [context.texts.trustRemoved(entry.name)]);
    return EXIT.ok;
  });
}

/** The desk's own bundle. */
function exportBundle(context: Context): number {
  const out = context.args.text('out');
  if (out === null) throw usage('needs-option', { command: 'trust export', option: '--out FILE' });
  const path = resolve(out);
  const own = withView(context, (view) => {
    // a bundle under another name than the holder's is not handed over
    const { name } = view.holder;
    return view.trust().find((entry) => entry.own && entry.name === name);
  });
  if (!own) throw new NotaryError('internal', 'a desk without its own bundle');
  writeAtomic(path, trustBundleBytes(own.bundle));
  const { name, fingerprint, code } = own;
  answer(context, { path, name, fingerprint, code }, [
    ...context.texts.trustExported({ path, code, fingerprint: groupedHex(fingerprint) }),
  ]);
  return EXIT.ok;
}
