import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alterPage } from '../../core/node/cli/demo/alter.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('cli-demo-');
const env = { DISPLAY: '', WAYLAND_DISPLAY: '', HOME: join(dir, 'nobody') };

describe('demo', () => {
  it.each(['zh', 'en'])('shows right, wrong and altered in %s, and where the certificates lie', async (lang) => {
    const out = join(dir, lang);
    const { code, out: text } = await notary(['demo', '--lang', lang, '--out', out], { env });
    expect(code).toBe(0);
    const verdicts = [...text.matchAll(/\[([a-z-]+)\]/g)].map(([, verdict]) => verdict);
    expect(verdicts).toEqual(['self-attested', 'different-file', 'tampered']);
    expect(text.trimEnd().split('\n').slice(-2).join('\n')).toContain(out);
    expect(readdirSync(out).filter((name) => name.endsWith('.pdf') && name.includes('-')).length).toBeGreaterThan(3);
  });

  it('leaves what a stranger can check: certificates, documents, bundle', async () => {
    const out = join(dir, 'kept');
    type Kept = { certificates: Record<string, string>; bundle: string; verdicts: Record<string, string> };
    const { code, json, err } = await notaryJson<Kept>(['demo', '--lang', 'en', '--out', out], { env });
    expect([code, json.verdicts]).toEqual([
      0,
      { right: 'self-attested', wrong: 'different-file', altered: 'tampered' },
    ]);
    expect(err).toContain('Certificate: purchase-contract-');
    const { contract = '' } = json.certificates;
    const right = ['verify', contract, join(out, 'purchase-contract.pdf'), '--trust', json.bundle];
    expect((await notary(right, { env })).code).toBe(10);
    const altered = contract.replace('.pdf', '-altered.pdf');
    const forged = await notaryJson<{ checks: { name: string; state: string }[] }>(['verify', altered], { env });
    const failed = forged.json.checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
    expect([forged.code, failed]).toEqual([21, ['page', ...failed.slice(1)]]);
    expect(readFileSync(altered).length).toBe(readFileSync(contract).length);
    expect(() => alterPage(readFileSync(contract), '999,999.99', '888,888.88')).toThrow('not found');
  });
});
