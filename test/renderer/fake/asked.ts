/** What a played desk was asked for, whom it tells, and the certificates that it gives. */
import type { NotaryEvent } from '../../../electron/api.ts';

export type Listeners = Set<(event: NotaryEvent) => void>;

export interface Asked {
  readonly intakes: unknown[];
  readonly previewed: unknown[];
}

/** The bytes of the sample, which is in base64. */
export const certificateBytes = (sample: string): Uint8Array =>
  Uint8Array.from(atob(sample), (char) => char.charCodeAt(0));

/** The same for a preview, of which is remembered what was asked. */
export function previewBytes(wish: unknown, { previewed }: Asked, sample: string): Uint8Array {
  previewed.push(wish);
  return certificateBytes(sample);
}
