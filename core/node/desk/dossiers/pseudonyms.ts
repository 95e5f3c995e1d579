/** Identifiers of obligors for reports, which nobody can turn back without this home. */
import type { Crypto } from '../../../crypto.ts';

/** From the secret of a home: the same identifier as ever for the same key. */
export function pseudonymOf(secret: string, crypto: Pick<Crypto, 'sha256OfText'>): (key: string) => string {
  return (key) => `O-${crypto.sha256OfText(`notary-desk/obligor/v1\0${secret}${key}`).slice(0, 20)}`;
}
