/** Connecting a desk to a JD Chain ledger with what a consortium has anyway: its participants, perhaps a gateway.conf. */
import { describe, expect, it } from 'vitest';
import { fromBase58, toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { readMembers } from '../../../core/anchors/jdchain/members.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { canonicalBytes } from '../../../core/formats/canonical.ts';
import { onlyKey } from '../../../core/formats/trusted.ts';
import { checkAnswers } from '../../../core/node/connectors/foreign/answers.ts';
import type { Question, RecognisedFile } from '../../../core/node/connectors/foreign/import.ts';
import {
  GATEWAY_PASSWORD,
  type LedgerFile,
  ledgerFileBytes,
  parseLedgerFile,
  trustedLedger,
} from '../../../core/node/connectors/jdchain/connection-file.ts';
import { jdchainFromFiles } from '../../../core/node/connectors/jdchain/foreign.ts';
import { jdchainConnections } from '../../../core/node/connectors/jdchain/index.ts';
import { jdChain, MEMBERS, WITNESSES, witness } from '../../anchor/jdchain/support/ledger.ts';
import { recorded } from '../../anchor/jdchain/support/vectors.ts';
import { signer } from '../../core/support/keys.ts';
import { FakeJdNetwork } from '../../fakes/jdchain/network.ts';

const ORIGIN = `desk/${'d'.repeat(64)}`;
const logKey = signer('log', ORIGIN).key;
describe('a gateway that asks for a user', () => {
  it('is asked with the password that the desk keeps, and nobody else is', async () => {
    const network = await FakeJdNetwork.start({ credentials: 'desk:密码' });
    try {
      const [court, notary] = network.peers;
      if (!court || !notary) throw new Error('peers');
      notary.isDown = true;
      const ledger = toBase58(network.ledger);
      const at = (organisation: string, url: string) => ({ organisation, url, ca: null });
      const [name = '', other = ''] = MEMBERS.members.map(({ organisation }) => organisation);
      const file: LedgerFile = {
        v: 1,
        kind: 'jdchain',
        ledger,
        gateways: [{ ...at(name, network.gateway.url), user: 'desk' }],
        peers: [at(name, court.url), at(other, notary.url)],
        witnesses: WITNESSES.slice(0, 3).map(({ key }, i) => ({
          ...at(MEMBERS.members[i]?.organisation ?? '', `https://w${i}.example`),
          vkey: key.text,
        })),
        trust: {
          v: 1,
          name: 'JD Chain',
          logs: [{ origin: ORIGIN, controller: ORIGIN, organisation: 'Desk', keys: onlyKey(logKey) }],
          witnesses: [],
          chains: [jdChain(MEMBERS, network.ledger)],
          policy: { witnesses: 0, chains: 1 },
        },
      };
      const connection = jdchainConnections.read(ledgerFileBytes(file));
      const asked: string[] = [];
      const secrets = (password: string | null) => ({
        read: (name: string) => {
          asked.push(name);
          return name.endsWith(GATEWAY_PASSWORD) && password !== null ? new TextEncoder().encode(password) : null;
        },
      });
      const tried = async (password: string | null) => {
        const [first] =
          (await connection.test?.(secrets(password), { origin: 'desk', request: null, confirmed: null })) ?? [];
        return first?.state;
      };
      expect([await tried('密码'), await tried('other'), await tried(null)]).toEqual(['passed', 'failed', 'failed']);
      expect(new Set(asked.filter((one) => one.endsWith(GATEWAY_PASSWORD)))).toEqual(
        new Set([`jdchain:${ledger}:${GATEWAY_PASSWORD}`]),
      );
      expect(await connection.health(secrets(null))).toMatchObject([
        { organisation: name, reachable: true, height: 0 },
        { organisation: other, reachable: false, height: null, delay: null },
      ]);
    } finally {
      await network.stop();
    }
  });

  it.each(['a:b', '', 'line\nline'])('by the name %j is refused', (user) => {
    const network = fromBase58(recorded('net1-default').ledger);
    const at = { organisation: 'x', url: 'https://x.example', ca: null };
    const file = { v: 1, kind: 'jdchain', ledger: toBase58(network), gateways: [{ ...at, user }], peers: [at] };
    expect(() => jdchainConnections.read(canonicalBytes({ ...file, witnesses: [], trust: {} }))).toThrow(
      'gateways[0].user',
    );
  });
});

describe('made of the files of others', () => {
  const desk = { origin: ORIGIN, organisation: 'Desk', logKeys: onlyKey(logKey) };
  const named = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const recordedList = (network: string) => {
    const found = recorded(network).exchanges.find(({ name }) => name === 'participants');
    return named('participants.json', found?.response?.text ?? '');
  };
  const CONF = [
    '#网关的HTTP服务地址；',
    'http.host=127.0.0.1',
    'http.port=8081',
    'peer.host=127.0.0.1',
    'peer.port=12000',
    'peer.secure=false',
    '#默认公钥的内容（Base58编码数据）；',
    'keys.default.pubkey=7VeR9bzSyXdBoesD4DVYBoPniWrhdouu1RNDTFJez6jfDxoc',
    'keys.default.privkey=177gk2PbxhHeEdfAAqGfShJQyeV4XvGsJ9CvJFUbToBqwW1YJd5obicySE1St6SvPPaRrUP',
    'keys.default.privkey-password=8EjkXVSTxMFjCvNNsTo8RBMDEVQmk7gYkW4SCDuvdsBG',
  ].join('\r\n');

  function recognised(...files: readonly { name: string; bytes: Uint8Array }[]): readonly RecognisedFile[] {
    return files.map((file) => {
      const found = jdchainFromFiles.recognise(file);
      if (!found) throw new Error(`${file.name} is not recognised`);
      return { ...file, ...found };
    });
  }
  function asked(files: readonly RecognisedFile[], given: Readonly<Record<string, string>> = {}) {
    const empty = jdchainFromFiles.questions(files, new Map(), desk);
    if ('refused' in empty) throw new Error(empty.refused.en);
    const { answers } = checkAnswers(empty, { texts: given, files: given });
    const questions = jdchainFromFiles.questions(files, answers, desk) as readonly Question[];
    return { questions, ...checkAnswers(questions, { texts: given, files: given }) };
  }

  const keys = ['court', 'notary', 'bank', 'platform'].map(
    (name, i) => witness(name, i === 1 ? 'sm2' : 'timed').key.text,
  );
  const { ledger } = recorded('net1-default');
  const GIVEN = {
    ledger,
    gateway: 'https://gateway.example/jd/',
    'gateway-organisation': 'bank',
    peers: 'court https://court.example:7080\n\n  notary   https://notary.example:7080 ',
    witnesses: ['court', 'notary', 'bank', 'platform']
      .map((name, i) => `${name} https://${name}.example ${keys[i]}`)
      .join('\n'),
  };

  it.each(['net1-default', 'net2-sm2-sm3-kv'])('the participants of %s, as they were recorded', (network) => {
    const files = recognised(recordedList(network));
    const own = recorded(network).ledger;
    const { answers, faults } = asked(files, { ...GIVEN, ledger: own });
    expect(faults).toEqual({});
    const made = jdchainFromFiles.make(files, answers, desk);
    if ('refused' in made) throw new Error(made.refused.en);
    const file = parseLedgerFile(made.file, nobleCrypto);
    expect(file).toMatchObject({
      ledger: own,
      gateways: [{ organisation: 'bank', url: 'https://gateway.example/jd', ca: null }],
      peers: [
        { organisation: 'court', url: 'https://court.example:7080' },
        { organisation: 'notary', url: 'https://notary.example:7080' },
      ],
    });
    const { need, members } = readMembers(trustedLedger(file).epochs);
    expect(need).toBe(3);
    expect(members.map(({ organisation, witness: key }) => [organisation, key?.text])).toEqual(
      ['court', 'notary', 'bank', 'platform'].map((name, i) => [name, keys[i]]),
    );
    expect(made.secrets).toEqual({});
    expect(jdchainFromFiles.make(files, answers, desk)).toEqual(made);
  });

  it('a list without its envelope; one that was deactivated is no member', () => {
    const { data } = JSON.parse(new TextDecoder().decode(recordedList('net1-default').bytes));
    const list = data.map((one: { name: string }) =>
      one.name === 'platform' ? { ...one, participantNodeState: 'DEACTIVATED' } : one,
    );
    const { questions } = asked(recognised(named('list.json', JSON.stringify(list))));
    const whose = questions.find(({ name }) => name === 'gateway-organisation');
    const choices = whose?.form.is === 'choice' ? whose.form.choices.map(({ value }) => value) : [];
    expect(choices).toEqual(['court', 'notary', 'bank']);
  });

  it('a gateway.conf says where its gateway is and whose, and nothing of its private key goes anywhere', () => {
    const files = recognised(recordedList('net1-default'), named('gateway.conf', CONF));
    const { questions } = asked(files);
    const suggested = Object.fromEntries(questions.map(({ name, suggestion }) => [name, suggestion]));
    expect(suggested).toMatchObject({ gateway: 'http://127.0.0.1:8081', 'gateway-organisation': 'notary', need: '3' });
    const { answers } = asked(files, { ...GIVEN, 'gateway-user': 'desk', [GATEWAY_PASSWORD]: 'geheim' });
    const made = jdchainFromFiles.make(files, answers, desk);
    if ('refused' in made) throw new Error(made.refused.en);
    const text = new TextDecoder().decode(made.file);
    for (const secret of ['177gk2Pbx', '8EjkXVSTx', 'geheim']) expect(text).not.toContain(secret);
    expect(made.secrets).toEqual({ [GATEWAY_PASSWORD]: new TextEncoder().encode('geheim') });
  });

  it('a gateway.conf alone is not enough, and two lists are too many', () => {
    for (const files of [[named('gateway.conf', CONF)], [recordedList('net1-default'), recordedList('net3-roles')]])
      expect(jdchainFromFiles.questions(recognised(...files), new Map(), desk)).toHaveProperty('refused');
  });

  it.each([
    ['anything else', 'http.host=x\nhttp.port=1'],
    [
      'a key with another address',
      JSON.stringify([{ id: 0, name: 'x', address: 'y', pubKey: 'z', participantNodeState: 'READY' }]),
    ],
    ['an empty list', '{"data":[],"success":true}'],
    ['an error', '{"error":{"errorCode":5000,"errorMessage":"x"},"success":false}'],
    ['JSON that is too deep', '['.repeat(100_000)],
  ])('%s is not recognised', (_, text) => {
    expect(jdchainFromFiles.recognise(named('x', text))).toBeNull();
  });

  it.each([
    ['ledger', 'xyz'],
    ['gateway', 'http://gateway.example'],
    ['gateway-organisation', 'nobody'],
    ['peers', 'court https://court.example'],
    ['peers', 'court https://court.example\nnobody https://x.example'],
    ['peers', 'court https://court.example\nnotary gmtls://x.example'],
    ['witnesses', 'court https://court.example'],
    ['witnesses', 'court https://court.example nonsense+00000000+xx'],
    ['need', '5'],
    ['need', 'three'],
  ])('%s: %s is found wrong', (name, answer) => {
    const { faults } = asked(recognised(recordedList('net1-default')), { ...GIVEN, [name]: answer });
    expect(Object.keys(faults)).toEqual([name]);
  });

  it('answers that do not fit together are refused with what is wrong', () => {
    const files = recognised(recordedList('net1-default'));
    const { answers, faults } = asked(files, { ...GIVEN, witnesses: `court https://court.example ${keys[0]}` });
    expect(faults).toEqual({});
    expect(jdchainFromFiles.make(files, answers, desk)).toHaveProperty('refused');
  });
});
