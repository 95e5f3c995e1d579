/**
 * Signing of packages for Windows and macOS. Certificates and accounts come from the environment only, by the names that
 * electron-builder reads (docs/packaging.md); nothing of them is in the project.
 */
import { join } from 'node:path';
import type { Configuration } from 'electron-builder';
import { projectRoot } from '../lib/project.ts';

/** A system that packages are made for. */
export type System = 'linux' | 'win' | 'mac';
type Variables = Readonly<Record<string, string | undefined>>;

/** What the environment allows to be done for a system. */
export interface Signing {
  /** Files are signed; if that fails, so does the packaging. */
  readonly signs: boolean;
  /** Apple checks the app and the answer is attached to it. */
  readonly notarizes: boolean;
  /** What has to be set for the rest, for people; empty when nothing is missing. */
  readonly missing: string;
}

const NOTARY_ACCOUNTS = [
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ['APPLE_KEYCHAIN_PROFILE'],
] as const;

/** What can be done with these variables. Packages for Linux are not signed; their SHA-256 is published. */
export function signingOf(system: System, env: Variables): Signing {
  const has = (name: string) => env[name] !== undefined && env[name] !== '';
  if (system === 'linux') return { signs: false, notarizes: false, missing: '' };
  if (system === 'win') {
    const signs = has('WIN_CSC_LINK') || has('CSC_LINK');
    return { signs, notarizes: false, missing: signs ? '' : 'WIN_CSC_LINK and WIN_CSC_KEY_PASSWORD' };
  }
  const signs = has('CSC_LINK') || has('CSC_NAME');
  const notarizes = signs && NOTARY_ACCOUNTS.some((names) => names.every(has));
  if (!signs) return { signs, notarizes, missing: 'CSC_LINK and CSC_KEY_PASSWORD (or CSC_NAME)' };
  return { signs, notarizes, missing: notarizes ? '' : NOTARY_ACCOUNTS[0].join(', ') };
}

/** What is said about a package that is not signed, or not notarized; null when there is nothing to say. */
export function signingRemark(system: System, { signs, notarizes, missing }: Signing): string | null {
  if (system === 'linux' || missing === '') return null;
  const what = signs ? 'signed but not notarized' : 'NOT SIGNED';
  const whom = system === 'mac' ? 'macOS' : 'Windows';
  return `This package is ${what}: ${whom} will warn its users${notarizes ? '' : ' or refuse to open it'}. Set ${missing} (docs/packaging.md).`;
}

const entitlements = join(projectRoot, 'scripts/package/entitlements.mac.plist');

/** The part of electron-builder's configuration that signs. A file that is not signed has that in its name. */
export function signingConfig(system: System, signing: Signing): Configuration {
  if (system === 'linux') return {};
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in
  const unsigned = signing.signs ? {} : { artifactName: '${productName}-${version}-${arch}-unsigned.${ext}' };
  const mac = {
    hardenedRuntime: signing.signs,
    gatekeeperAssess: false,
    entitlements,
    entitlementsInherit: entitlements,
    notarize: signing.notarizes,
    // without a certificate an ad-hoc signature, without which Macs with Apple's processors start nothing
    ...(signing.signs ? {} : { identity: '-' }),
  };
  return {
    ...unsigned,
    forceCodeSigning: signing.signs,
    ...(system === 'mac' ? { mac } : { win: { signtoolOptions: { signingHashAlgorithms: ['sha256'] } } }),
  };
}
