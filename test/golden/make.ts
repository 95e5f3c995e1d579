/**
 * Makes the golden home and certificate of this version: `node test/golden/make.ts`. Run once a version; what is there
 * is never changed, because it must open and verify for ever.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programVersion } from '../../core/node/cli/context.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { findHome } from '../../core/node/home/home.ts';
import { DOCUMENT_NAME, GOLDEN, writeExample } from './golden.ts';

if (existsSync(join(GOLDEN, 'home'))) throw new Error(`${GOLDEN} is there already; a golden home is never made again`);
mkdirSync(GOLDEN, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'golden-'));
const home = findHome(join(work, 'home'));
const document = join(work, DOCUMENT_NAME);
writeFileSync(
  document,
  'Purchase contract 2026-0117\nBuyer: Jiangnan Sample Trading Co., Ltd.\nAmount: CNY 128,000.00\n',
);

const options = { home, version: programVersion(), oldRuntime: false, program: 'golden' };
const holder = { name: '江南样例贸易有限公司', creditCode: '91310000MA1SAMPLE0', operator: '王敏' };
const { desk } = await Desk.init(options, { language: 'zh', holder });
const [item] = await desk.intake({ paths: [document], again: false }).done;
const id = item?.recordId ?? '';
await desk.edit({
  ids: [id],
  facts: {
    title: '采购合同',
    kind: 'contract',
    number: 'HT-2026-0117',
    parties: ['江南样例贸易有限公司', 'Muster Maschinenbau GmbH'],
    date: '2026-11-20',
    money: { amount: '128000.00', currency: 'CNY' },
    obtained: 'Signed by both sides, received by mail',
  },
});
await desk.seal();
const { certificates } = await desk.certificates.certify([id], ['holderId'], work);
desk.verification.export(join(GOLDEN, 'desk.trust.json'));
await desk.close();

copyFileSync(certificates[0]?.path ?? '', join(GOLDEN, 'certificate.pdf'));
copyFileSync(document, join(GOLDEN, DOCUMENT_NAME));
execFileSync('pdfdetach', ['-saveall', '-o', GOLDEN, join(GOLDEN, 'certificate.pdf')]);
mkdirSync(join(GOLDEN, 'home'));
for (const name of readdirSync(home))
  if (['notary.db', 'keys.json', 'signed.json', 'data-key'].includes(name))
    copyFileSync(join(home, name), join(GOLDEN, 'home', name));
rmSync(work, { recursive: true });
writeExample();
console.log(
  readdirSync(GOLDEN),
  readdirSync(join(GOLDEN, 'home')),
  readFileSync(join(GOLDEN, 'certificate.pdf')).length,
);
