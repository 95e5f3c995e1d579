/**
 * Connects a channel of Fabric from what its operator hands out: a connection profile, the newest configuration block, and an
 * identity (certificate and private key). The profile says where peers answer, the block who they are; what neither says is
 * asked for. The connection file has only what is written down here, and the private key goes to the desk's secrets.
 */
import type { Configuration, ConfiguredOrganisation } from '../../../anchors/fabric/configuration.ts';
import { epochJson } from '../../../anchors/fabric/epochs.ts';
import { FABRIC } from '../../../anchors/fabric/evidence.ts';
import { NotaryError } from '../../../errors.ts';
import { utf8 } from '../../../formats/bytes.ts';
import type { TrustBundle } from '../../../formats/trust.ts';
import type { Bilingual } from '../../../words/words.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { isLoopback } from '../../system/loopback.ts';
import {
  type Answer,
  type Answers,
  type ForeignImport,
  fileIn,
  type ImportingDesk,
  linesIn,
  type MadeConnection,
  type Question,
  type Refused,
  textIn,
} from '../foreign/import.ts';
import { certificatesIn, certificatesText } from '../foreign/pem.ts';
import {
  CLIENT_KEY,
  FABRIC_URL,
  type FabricNode,
  fabricFileBytes,
  hostOf,
  parseFabricFile,
} from './connection-file.ts';
import * as words from './import-words.ts';
import {
  type ClientCertificate,
  certificateIn,
  configurationIn,
  isKeyOf,
  issuersOf,
  keyIn,
  type Material,
  materialOf,
  type Part,
  partOf,
} from './material.ts';

/** Parts that say by themselves that a channel of Fabric is meant. */
const LEADING: ReadonlySet<Part> = new Set<Part>(['profile', 'configuration']);

const fileAnswer = (answer: Answer) => (typeof answer === 'string' ? null : answer);
const complain = (holds: boolean, says: Bilingual): Bilingual | null => (holds ? null : says);

/** See the head of this file. */
export const fabricFromProfile: ForeignImport = {
  takes: words.TAKES,
  recognise(file) {
    const part = partOf(file);
    return part && { part, title: words.PARTS[part], leads: LEADING.has(part) };
  },
  questions(files, answers) {
    const double = (['profile', 'configuration', 'certificate', 'key'] as const).find(
      (part) => files.filter((one) => one.part === part).length > 1,
    );
    if (double) return { refused: words.several(words.PARTS[double]) };
    const material = materialOf(files, answers);
    const refused = contradiction(material);
    if (refused) return { refused };
    const given = new Set(files.map(({ part }) => part));
    return [
      ...fileQuestions(given, material),
      ...addressQuestions(material, answers),
      ...policyQuestions(material, answers),
    ];
  },
  make(files, answers, desk) {
    return made(materialOf(files, answers), answers, desk);
  },
};

/** What the files say against one another; null when nothing. */
function contradiction({ profile, configuration, certificate, key }: Material): Bilingual | null {
  if (certificate && key && !isKeyOf(key, certificate)) return words.OTHER_KEY;
  if (certificate && configuration) {
    const issuers = issuersOf(certificate, configuration);
    if (issuers.length === 0) return words.otherAuthority(configuration.channel);
    if (profile?.mspId && !issuers.includes(profile.mspId)) return words.otherOrganisation(profile.mspId, issuers);
  }
  return profile && profile.peers.length === 0 ? words.NO_PEERS : null;
}

function fileQuestions(given: ReadonlySet<string>, material: Material): readonly Question[] {
  const ask = (
    part: Exclude<Part, 'profile'>,
    holds: 'any' | 'certificates' | 'private-key',
    check: Question['check'],
  ): Question[] =>
    given.has(part)
      ? []
      : [
          {
            name: part,
            ...words.FILES[part],
            form: { is: 'file', holds },
            optional: false,
            suggestion: null,
            ...(check ? { check } : {}),
          },
        ];
  return [
    ...ask('configuration', 'any', (answer) => {
      const file = fileAnswer(answer);
      return complain(file !== null && configurationIn(file) !== null, words.NO_CONFIGURATION);
    }),
    ...ask('certificate', 'certificates', (answer) => {
      const file = fileAnswer(answer);
      return complain(file !== null && certificateIn(file) !== null, words.NO_CERTIFICATE);
    }),
    ...ask('key', 'private-key', (answer) => {
      const file = fileAnswer(answer);
      const key = file && keyIn(file);
      const { certificate } = material;
      return complain(key !== null && (!certificate || isKeyOf(key, certificate)), words.OTHER_KEY);
    }),
  ];
}

const isAddress = (url: string) => FABRIC_URL.test(url) && (url.startsWith('grpcs:') || isLoopback(hostOf({ url })));

/** Where peers answer, without a profile; and TLS authorities that are missing. */
function addressQuestions({ profile }: Material, answers: Answers): readonly Question[] {
  const address: Question = {
    name: 'gateway',
    ...words.GATEWAY,
    form: { is: 'text' },
    optional: false,
    suggestion: null,
    check: (answer) => complain(typeof answer === 'string' && isAddress(answer), words.NO_ADDRESS),
  };
  const hostname: Question = {
    name: 'hostname',
    ...words.HOSTNAME,
    form: { is: 'text' },
    optional: true,
    suggestion: null,
  };
  const ca: Question = {
    name: 'tls-ca',
    ...words.TLS_CA,
    form: { is: 'file', holds: 'certificates' },
    optional: false,
    suggestion: null,
  };
  const urls = profile
    ? profile.peers.filter((one) => one.ca === null).map(({ url }) => url)
    : [textIn(answers, 'gateway') ?? ''];
  const needsCa = urls.some((url) => url.startsWith('grpcs:'));
  return [...(profile ? [] : [address, hostname]), ...(needsCa ? [ca] : [])];
}

/** The organisations that endorse, as the block has them. */
const endorsers = ({ configuration }: Material): readonly string[] => [...(configuration?.application ?? [])].sort();

function policyQuestions(material: Material, answers: Answers): readonly Question[] {
  const all = endorsers(material);
  if (all.length === 0) return [];
  const chosen = linesIn(answers, 'organisations').length || all.length;
  return [
    {
      name: 'chaincode',
      ...words.CHAINCODE,
      form: { is: 'text' },
      optional: false,
      suggestion: 'notary',
      check: (answer) =>
        complain(typeof answer === 'string' && /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/.test(answer), words.NO_CHAINCODE),
    },
    {
      name: 'organisations',
      ...words.ORGANISATIONS,
      form: { is: 'lines' },
      optional: false,
      suggestion: all.join('\n'),
      check: (answer) => {
        const names = typeof answer === 'string' ? answer.split('\n').map((one) => one.trim()) : [];
        const isKnown = names.every((one) => one === '' || all.includes(one));
        return complain(isKnown && new Set(names).size === names.length, words.notAmong(all));
      },
    },
    {
      name: 'need',
      ...words.NEED,
      form: { is: 'text' },
      optional: false,
      suggestion: String(Math.floor(chosen / 2) + 1),
      check: (answer) =>
        complain(
          typeof answer === 'string' && /^[1-9][0-9]?$/.test(answer) && Number(answer) <= chosen,
          words.between(chosen),
        ),
    },
  ];
}

function made(material: Material, answers: Answers, desk: ImportingDesk): MadeConnection | Refused {
  const { configuration, certificate, key } = material;
  const [chaincode, need] = [textIn(answers, 'chaincode'), textIn(answers, 'need')];
  if (!configuration || !certificate || key === null || chaincode === null || need === null)
    throw new NotaryError('internal', 'an answer is missing');
  const policy = { need: Number(need), of: linesIn(answers, 'organisations') };
  const { channel } = configuration;
  try {
    const file = fabricFileBytes({
      v: 1,
      kind: FABRIC,
      channel,
      chaincode,
      mspId: mspIdOf(material, certificate, configuration),
      certificate: certificate.pem,
      gateways: gatewaysOf(material, answers, certificate, configuration),
      orderers: orderersOf(configuration),
      trust: bundleOf(configuration, chaincode, policy, desk),
    });
    parseFabricFile(file, nodeCrypto);
    return { file, secrets: { [CLIENT_KEY]: utf8(key) } };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return { refused: words.unusable(error.message) };
  }
}

function mspIdOf({ profile }: Material, certificate: ClientCertificate, configuration: Configuration): string {
  return profile?.mspId ?? issuersOf(certificate, configuration)[0] ?? '';
}

function gatewaysOf(
  material: Material,
  answers: Answers,
  certificate: ClientCertificate,
  configuration: Configuration,
): readonly FabricNode[] {
  const { profile } = material;
  const file = fileIn(answers, 'tls-ca');
  const asked = file && certificatesText(certificatesIn(file.bytes));
  const caOf = (url: string, known: string | null) => (url.startsWith('grpcs:') ? (known ?? asked) : null);
  const organisation = mspIdOf(material, certificate, configuration);
  if (profile)
    return profile.peers.map(({ url, ca, hostname }) => ({ organisation, url, ca: caOf(url, ca), hostname }));
  const url = textIn(answers, 'gateway') ?? '';
  return [{ organisation, url, ca: caOf(url, null), hostname: textIn(answers, 'hostname') }];
}

/** Those that the block names with TLS authorities of their own; a network without such entries has none here. */
function orderersOf({ endpoints }: Configuration): readonly FabricNode[] {
  return endpoints
    .filter(({ tlsRoots }) => tlsRoots.length > 0)
    .flatMap(({ mspId, addresses, tlsRoots }) =>
      addresses
        .map((address) => `grpcs://${address}`)
        .filter((url) => FABRIC_URL.test(url))
        .map((url) => ({ organisation: mspId, url, ca: tlsRoots.join('\n'), hostname: null })),
    );
}

/** The bundle that the block makes, with this desk's own log, as a certificate is judged by both. */
function bundleOf(
  configuration: Configuration,
  chaincode: string,
  policy: { readonly need: number; readonly of: readonly string[] },
  { origin, organisation, logKeys: keys }: ImportingDesk,
): TrustBundle {
  const { channel, number, organisations, ordering } = configuration;
  const named = ({ revocationLists: _, ...one }: ConfiguredOrganisation) => ({
    ...one,
    organisation: one.mspId,
    controller: one.mspId,
  });
  const epoch = { configurations: [number], chaincode, policy, organisations: organisations.map(named), ordering };
  return {
    v: 1,
    name: `Fabric ${channel}`,
    logs: [{ origin, controller: origin, organisation, keys }],
    witnesses: [],
    chains: [{ kind: FABRIC, id: channel, demo: false, epochs: [epochJson(epoch)] }],
    policy: { witnesses: 0, chains: 1 },
  };
}
