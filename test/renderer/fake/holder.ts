import type { Holder, HolderEntry } from '../../../electron/api.ts';

/** Who holds the played desk, and held it. */
export class PlayedHolder {
  now: Holder;
  readonly history: HolderEntry[];

  constructor(first: Holder) {
    this.now = first;
    this.history = [{ since: null, holder: first }];
  }

  change(holder: Holder, told: () => void): Holder {
    this.now = holder;
    this.history.push({ since: '2026-11-29T08:00:00.000Z', holder });
    told();
    return holder;
  }
}
