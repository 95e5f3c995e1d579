/** Packages are signed with what the environment gives, and say so where it gives nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type System, signingConfig, signingOf, signingRemark } from '../../scripts/package/signing.ts';

const certificate = { CSC_LINK: 'file:///cert.p12', CSC_KEY_PASSWORD: 'x' };
const apple = { APPLE_API_KEY: 'k.p8', APPLE_API_KEY_ID: 'ID', APPLE_API_ISSUER: 'issuer' };
const of = (system: System, env: Record<string, string>) => {
  const signing = signingOf(system, env);
  return { signing, remark: signingRemark(system, signing), config: signingConfig(system, signing) };
};

describe('signing', () => {
  test.each(['win', 'mac'] as const)('without a certificate the package says that it is not signed: %s', (system) => {
    const { signing, remark, config } = of(system, { CSC_LINK: '' });
    expect(signing.signs).toBe(false);
    expect(remark).toMatch(/NOT SIGNED.*CSC_LINK.*docs\/packaging\.md/);
    expect(config.artifactName).toContain('-unsigned.');
    expect(config.forceCodeSigning).toBe(false);
  });

  test('with one it must be signed, or fails', () => {
    for (const env of [certificate, { WIN_CSC_LINK: 'c.pfx' }]) {
      const { remark, config } = of('win', env);
      expect([remark, config.forceCodeSigning, config.artifactName]).toEqual([null, true, undefined]);
    }
  });

  test('for macOS it is notarized too, with a hardened runtime', () => {
    const { remark, config } = of('mac', { ...certificate, ...apple });
    expect(remark).toBeNull();
    expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(config.mac?.identity).toBeUndefined();
    const half = of('mac', { ...certificate, APPLE_API_KEY: 'k.p8' });
    expect(half.config.mac?.notarize).toBe(false);
    expect(half.remark).toMatch(/not notarized.*APPLE_API_KEY_ID/);
  });

  test('the runtime is allowed to compile JavaScript and nothing else', () => {
    const { config } = of('mac', certificate);
    const plist = readFileSync(String(config.mac?.entitlements), 'utf8');
    expect([...plist.matchAll(/<key>(.*?)<\/key>/g)].map(([, key]) => key)).toEqual([
      'com.apple.security.cs.allow-jit',
    ]);
    expect(config.mac?.entitlementsInherit).toBe(config.mac?.entitlements);
  });

  test('Linux has none', () => {
    expect(of('linux', certificate)).toMatchObject({ remark: null, config: {} });
  });

  test('what has to be set is in the docs', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/packaging.md'), 'utf8');
    for (const name of [
      'WIN_CSC_LINK',
      'WIN_CSC_KEY_PASSWORD',
      'CSC_LINK',
      'CSC_KEY_PASSWORD',
      'CSC_NAME',
      ...Object.keys(apple),
      'APPLE_ID',
      'APPLE_APP_SPECIFIC_PASSWORD',
      'APPLE_TEAM_ID',
      'APPLE_KEYCHAIN_PROFILE',
    ])
      expect(page).toContain(`\`${name}\``);
  });
});
