/** Access to a desk: the ways to unlock its keys, and changing them. */
import { NotaryError } from '../../errors.ts';
import type { FileKeyStore } from '../home/keys.ts';
import type { DeskAccess } from './types.ts';

/** What `Access` is made of. */
export interface AccessOptions {
  readonly keys: FileKeyStore;
  /** Called when the ways have changed. */
  onChange(): void;
}

/** Changes the ways to the keys of an open desk. */
export class Access {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  get ways(): DeskAccess {
    return { ways: this.#options.keys.ways };
  }

  /**
   * Sets or replaces the passphrase. `current` is the old passphrase or the recovery code; it may be null when there is
   * no passphrase. Throws `bad-input`.
   */
  async setPassphrase(current: string | null, passphrase: string): Promise<DeskAccess> {
    const { keys, onChange } = this.#options;
    await this.#check(current);
    await keys.protect({ passphrase });
    onChange();
    return this.ways;
  }

  /**
   * Makes a new recovery code, which is returned once and not kept; the previous one stops working. Throws `bad-input`.
   */
  async renewRecoveryCode(current: string | null): Promise<{ readonly recoveryCode: string }> {
    const { keys, onChange } = this.#options;
    await this.#check(current);
    const recoveryCode = keys.renewRecoveryCode();
    onChange();
    return { recoveryCode };
  }

  /** Whoever sits down at an unattended open desk must not be able to take it over. */
  async #check(current: string | null): Promise<void> {
    const { keys } = this.#options;
    if (!keys.ways.includes('passphrase')) return;
    if (current !== null && (await keys.opensWith(current))) return;
    throw new NotaryError('bad-input', 'this is neither the passphrase nor the recovery code of this desk', {
      reason: 'wrong-secret',
    });
  }
}
