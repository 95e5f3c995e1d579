import type { TrustContradiction } from '../../formats/make-trust.ts';
import type { Found, Needed, TrustPhrases } from '../trust-phrases.ts';
import type { ErrorDetails } from '../types.ts';

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
const asked = ({ chains, witnesses }: { readonly chains: Found; readonly witnesses: Found }) =>
  [
    ...(chains.need > 0 ? [`${chains.have} of ${some(chains.need, 'chain', 'chains')} needed`] : []),
    ...(witnesses.need > 0 ? [`${witnesses.have} of ${some(witnesses.need, 'witness', 'witnesses')} needed`] : []),
  ].join(', ');
const of = ({ need, all }: Needed, one: string, many: string) => {
  if (need > all)
    return `${need} independent ${need === 1 ? one : many} (it names ${all === 0 ? 'none' : `only ${all}`})`;
  if (need === all) return all === 1 ? `this one ${one}` : `all ${all} of these ${many}`;
  return `any ${need} of these ${all} ${many}`;
};

/** What a trust bundle asks for, in English. */
export const trust: TrustPhrases = {
  needed({ chains, witnesses }) {
    if (chains.need + witnesses.need === 0) return 'This trust bundle never makes a certificate “proven”.';
    const parts = [
      ...(chains.need > 0 ? [`${of(chains, 'chain', 'chains')} confirmed it`] : []),
      ...(witnesses.need > 0 ? [`${of(witnesses, 'witness', 'witnesses')} signed it`] : []),
    ];
    return `A certificate is “proven” if ${parts.join(' and ')}.`;
  },
  found: (counts) => `Found: ${asked(counts)}.`,
  tooFew: asked,
  part: ({ as, name }) => (as === 'chain' ? `chain ${name}` : `witness ${name}`),
  states: {
    stands: ({ part, time }) => `Counts: ${part}, ${time ?? 'states no time'}`,
    short: ({ part }) => `Does not count: ${part} – fewer of its members signed than the trust bundle asks for`,
    own: ({ part }) => `Does not count: ${part} – in the hands of the issuer`,
    'test-network': ({ part }) => `Does not count: ${part} – a test network`,
    'no-chain': ({ part, time }) => `Does not count: ${part} – states only a time${time === null ? '' : `, ${time}`}`,
  },
  missing: ({ names, more }) =>
    `Not in this certificate: ${names}${more === 0 ? '' : ` and ${some(more, 'other', 'others')}`}`,
};

/** Why no trust bundle can be made, by `details.reason`. */
export const contradictions: Readonly<
  Record<`trust-${TrustContradiction}`, (value: string, details: ErrorDetails) => string>
> = {
  'trust-name': () => 'The trust bundle needs a name: one line of at most 200 characters that can all be seen.',
  'trust-two-names': (_, { one, two, from, other }) =>
    `One and the same key is called “${one}” in ${from} and “${two}” in ${other}. Leave one of the files out, or choose the names of the file that is given first.`,
  'trust-two-owners': (_, { one, two }) =>
    `“${one}” and “${two}” are named with one and the same key, so one of them is wrong. Ask both, and leave out the file that is wrong.`,
  'trust-log-keys': (_, { name, from, other }) =>
    `${from} and ${other} name different keys for the log of “${name}”. Ask its holder which holds, and leave the other file out.`,
  'trust-two-chains': (_, { name, from, other }) =>
    `${from} and ${other} name different members of the chain ${name}. Leave the older of the two files out.`,
  'trust-too-many': (_, { logs, witnesses, chains }) =>
    `A trust bundle names at most 1000 logs, 200 witnesses and 20 chains; these files have ${logs}, ${witnesses} and ${chains}.`,
  'trust-nothing-needed': () =>
    'Say how many chains or witnesses are needed: a trust bundle that asks for none never makes a certificate “proven”.',
  'trust-too-few-chains': (_, { need, all }) =>
    `${need} chains are asked for, and these files name ${all} that count. Ask for fewer, or add the files of more chains.`,
  'trust-too-few-witnesses': (_, { need, all }) =>
    `${need} independent witnesses are asked for, and these files name ${all}: those of one controller count once, and an issuer's own not at all. Ask for fewer, or add the files of more witnesses.`,
  'trust-nobody': () =>
    'These files name no log, so no certificate could be judged by them. Add the trust bundle of an issuer, or a file of a chain.',
};
