/** A desk at a ledger is killed between each two of its steps, then goes on: one entry, nothing lost, nothing sent twice. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { toHex } from '../../../core/formats/bytes.ts';
import { Desk } from '../../../core/node/desk/desk.ts';
import type { Fault } from '../crash/faults.ts';
import { testFolder } from '../support/folder.ts';
import { EVERYTHING } from '../support/query.ts';
import { anchorAll, crashOptions, crashScript } from './support/crash-script.ts';
import { HttpNetwork } from './support/http-network.ts';

/** Where it dies: at a place of its own, or when so many transactions have reached the gateway. */
type Death = { readonly fault: Fault } | { readonly submissions: number; readonly paths?: RegExp };

const kill = (at: Fault['at'], match: string, nth = 1, when: Fault['when'] = 'after'): Death => ({
  fault: { do: 'kill', when, at, match, nth },
});

const DEATHS: readonly (readonly [string, Death])[] = [
  ['after the job is prepared', kill('commit', 'INSERT INTO anchor_jobs')],
  ['after the job is marked as sent', kill('commit', 'INSERT INTO anchor_jobs', 2)],
  ['when the registration has reached the gateway', { submissions: 1 }],
  ['when the entry has reached the gateway', { submissions: 2 }],
  ['before the confirmation is stored', kill('statement', "SET state = 'anchored'", 1, 'before')],
  ['after the confirmation is stored', kill('commit', "SET state = 'anchored'")],
];

function die(home: string, death: Death, network: HttpNetwork): Promise<string | null> {
  const fault = 'fault' in death ? death.fault : null;
  const child = spawn(process.execPath, [crashScript, JSON.stringify({ home, fault })], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const most = 'submissions' in death ? death.submissions : Number.POSITIVE_INFINITY;
  const watched = setInterval(() => {
    if (network.jd.submissions.length >= most) child.kill('SIGKILL');
  }, 1);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_, signal) => {
      clearInterval(watched);
      resolve(signal);
    });
  });
}

describe('a desk at a ledger that is killed', () => {
  it.each(DEATHS)('%s', async (_, death) => {
    const folder = testFolder();
    const network = await HttpNetwork.start();
    const home = join(folder, 'home');
    writeFileSync(join(folder, 'ledger.json'), network.bytes());
    writeFileSync(join(folder, 'contract.txt'), 'contract');
    const holder = { name: 'Harbour Trading', creditCode: null, operator: null };
    const { desk } = await Desk.init(crashOptions(home), { language: 'en', holder });
    const chain = desk.chains.add({
      paths: [join(folder, 'ledger.json')],
      answers: { texts: {}, files: {} },
      fingerprint: null,
      typed: null,
      required: true,
    });
    const [publicKey] = desk.chains.clientKey(chain.name, null);
    network.jd.registerUser(fromBase58(publicKey?.value ?? ''));
    await desk.intake({ paths: [join(folder, 'contract.txt')], again: false }).done;
    await desk.close();

    await die(home, death, network);
    await anchorAll(home);

    const sent = network.jd.submissions.map(toHex);
    expect(new Set(sent).size).toBe(sent.length);
    expect(network.jd.mostAtOnce).toBe(1);
    const again = await Desk.open(crashOptions(home));
    const [record] = again.records(EVERYTHING).rows;
    expect(record?.state).toBe('anchored');
    expect(again.record(record?.id ?? '').confirmations).toHaveLength(1);
    await again.close();
    await network.stop();
  });
});
