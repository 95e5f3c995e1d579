/**
 * JD Chain's own classes on our bytes, fetched from Maven Central: what they read and write again, the hashes and addresses that
 * they make, the versions of their contracts, and whether our signatures hold for them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type TestContext, test } from 'vitest';
import { decode, encode } from '../../core/anchors/jdchain/binary.ts';
import {
  CONTRACTS,
  LEDGER_BLOCK,
  LEDGER_TRANSACTION,
  TRANSACTION_CONTENT,
  TRANSACTION_REQUEST,
} from '../../core/anchors/jdchain/contracts.ts';
import {
  addressOf,
  ED25519,
  hashAlgorithmOf,
  hashWith,
  publicKeyBytes,
  publicKeyOf,
  SM2,
  signWith,
} from '../../core/anchors/jdchain/keys.ts';
import { requestBytes, signTransaction, transactionHash } from '../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import { parseProof } from '../../core/formats/checkpoint.ts';
import { jdEvidence, keyOf, LEDGERS } from '../anchor/jdchain/support/ledger.ts';
import { makeEvidence } from '../core/support/evidence.ts';
import { FakeJdNetwork } from '../fakes/jdchain/network.ts';
import { needs, run } from './pdf-programs.ts';
import { fetched } from './python-package.ts';

const CACHE = fileURLToPath(new URL('../../.cache/jdchain', import.meta.url));
const SOURCES = fileURLToPath(new URL('jdchain', import.meta.url));
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies';

/** Where the classes of our contracts are, which have other names than the contracts in their own. */
const CLASSES: Readonly<Record<string, string>> = {
  RolePrivilegeEntry: 'ledger.RolesConfigureOperation$RolePrivilegeEntry',
  UserRolesEntry: 'ledger.UserAuthorizeOperation$UserRolesEntry',
  KVWriteEntry: 'ledger.DataAccountKVSetOperation$KVWriteEntry',
  EventEntry: 'ledger.EventPublishOperation$EventEntry',
  CryptoAlgorithm: 'crypto.CryptoAlgorithm',
  CryptoProvider: 'crypto.CryptoProvider',
};

/** The answers of the classes, one for each question. */
function asked(context: TestContext, questions: readonly string[]): readonly string[] {
  needs(context, 'java');
  const jars = join(CACHE, 'jars');
  if (!existsSync(join(jars, 'ledger-model-1.6.5.RELEASE.jar'))) {
    needs(context, 'mvn');
    fetched(context, 'JD Chain', () => {
      run('mvn', ['-q', '-B', '-f', join(SOURCES, 'pom.xml'), PLUGIN, `-DoutputDirectory=${jars}`]);
    });
  }
  const args = ['-XX:TieredStopAtLevel=1', '-cp', join(jars, '*'), join(SOURCES, 'Judge.java')];
  const output = execFileSync('java', args, {
    input: `${questions.join('\n')}\n`,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return output.trimEnd().split('\n');
}

const note = parseProof(makeEvidence({ cosigners: [] }).proof).note;
const SUITES = [LEDGERS.SHA256, LEDGERS.SM3].flatMap((ledger) =>
  [ED25519, SM2].map((algorithm) => ({ ledger, user: keyOf('user', algorithm) })),
);

test('contracts have the codes and versions of the official classes', (context) => {
  const names = Object.keys(CONTRACTS);
  const answers = asked(
    context,
    names.map((name) => `version ${CLASSES[name] ?? `ledger.${name}`}`),
  );
  const ours = Object.values(CONTRACTS).map(({ code, version }) => `${code.toString(16)} ${version}`);
  expect(names.map((name, i) => [name, answers[i]])).toEqual(names.map((name, i) => [name, ours[i]]));
});

test('a transaction of ours is read, written the same and hashed the same; its signatures hold', (context) => {
  const made = SUITES.map((suite) => ({ suite, evidence: jdEvidence(note, suite) }));
  const questions = made.flatMap(({ suite, evidence: { content, block, endpoint, seen } }) => {
    const request = requestBytes(decode(TRANSACTION_CONTENT, content), seen.transaction, [endpoint]);
    expect(encode(TRANSACTION_REQUEST, decode(TRANSACTION_REQUEST, request))).toEqual(request);
    const { name } = hashAlgorithmOf(suite.ledger);
    const [key, signature] = [endpoint.pubKey, endpoint.digest].map((bytes) => toHex(bytes ?? new Uint8Array(0)));
    return [
      [`again ledger.TransactionContent ${toHex(content)}`, toHex(content)],
      [`again ledger.TransactionRequest ${toHex(request)}`, toHex(request)],
      [`again ledger.BlockBody ${toHex(block)}`, toHex(block)],
      [`hash ${name} ${toHex(content)}`, toHex(seen.transaction)],
      [`hash ${name} ${toHex(block)}`, toHex(seen.block)],
      [`verify ${key} ${signature} ${toHex(seen.transaction)}`, 'true'],
      [`verify ${key} ${signature} ${toHex(seen.block)}`, 'false'],
      [`address ${key}`, toHex(addressOf(publicKeyOf(suite.user), nobleCrypto))],
    ] as const;
  });
  const answers = asked(
    context,
    questions.map(([question]) => question),
  );
  expect(answers).toEqual(questions.map(([, expected]) => expected));
});

test('signatures, hashes and addresses of many keys', (context) => {
  const questions = [ED25519, SM2].flatMap((algorithm) =>
    Array.from({ length: 40 }, (_, n) => {
      const key = keyOf(`key ${n}`, algorithm);
      const message = utf8('m'.repeat(3 * n));
      const shown = publicKeyOf(key);
      return [
        [`verify ${toHex(publicKeyBytes(shown))} ${toHex(signWith(key, message))} ${toHex(message)}`, 'true'],
        [`address ${toHex(publicKeyBytes(shown))}`, toHex(addressOf(shown, nobleCrypto))],
        [`hash SM3 ${toHex(message)}`, toHex(hashWith(hashAlgorithmOf(LEDGERS.SM3), message, nobleCrypto))],
      ] as const;
    }).flat(),
  );
  const kept = questions.filter(([question]) => !question.endsWith(' '));
  const answers = asked(
    context,
    kept.map(([question]) => question),
  );
  expect(answers).toEqual(kept.map(([, expected]) => expected));
});

test('what our client submits, and what the fake network answers and has in its blocks', async (context) => {
  const network = await FakeJdNetwork.start();
  try {
    const user = keyOf('user');
    network.registerUser(publicKeyBytes(publicKeyOf(user)));
    const submit = async (milliseconds: number) => {
      const account = keyOf(`account ${milliseconds}`);
      const accountID = {
        address: addressOf(publicKeyOf(account), nobleCrypto),
        pubKey: publicKeyBytes(publicKeyOf(account)),
      };
      const content = {
        ledgerHash: network.ledger,
        operations: [{ contract: 'DataAccountRegisterOperation' as const, accountID, addressSignature: null }],
        timestamp: BigInt(milliseconds),
      };
      const hash = transactionHash(content, hashAlgorithmOf(network.ledger), nobleCrypto);
      const headers = { 'content-type': 'application/bin-obj;charset=UTF-8', accept: '*/*' };
      const body = requestBytes(content, hash, [signTransaction(hash, user)]);
      const answer = await fetch(`${network.gateway.url}/rpc/tx`, { method: 'POST', headers, body: body.slice() });
      return new Uint8Array(await answer.arrayBuffer());
    };
    network.next('timeout-lost', 'system-error-committed', 'rollback-lost', 'rejected');
    const answers: Uint8Array[] = [];
    for (let n = 1; n <= 5; n++) answers.push(await submit(n));
    const blocks = network.blocks.slice(1);
    expect(blocks).toHaveLength(2);
    const all = [
      ...network.submissions.map((bytes) => ['TransactionRequest', bytes] as const),
      ...answers.map((bytes) => ['TransactionResponse', bytes] as const),
      ...blocks.map(({ block }) => ['LedgerBlock', encode(LEDGER_BLOCK, block)] as const),
      ...blocks.map(({ transaction }) => ['LedgerTransaction', encode(LEDGER_TRANSACTION, transaction)] as const),
    ];
    const again = asked(
      context,
      all.map(([name, bytes]) => `again ledger.${name} ${toHex(bytes)}`),
    );
    expect(again).toEqual(all.map(([, bytes]) => toHex(bytes)));
  } finally {
    await network.stop();
  }
});
