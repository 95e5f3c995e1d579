/** Who gets into a desk: the ways to its keys, and how they are changed. */
import { NotaryError } from '../../errors.ts';
import type { FileKeyStore } from '../home/keys.ts';
import type { DeskAccess } from './types.ts';

export interface AccessOptions {
  readonly keys: FileKeyStore;
  /** There are other ways now. */
  onChange(): void;
}

export class Access {
  readonly #options: AccessOptions;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  get ways(): DeskAccess {
    return { ways: this.#options.keys.ways };
  }

  /**
   * Sets the passphrase, in place of the one there was. `current` is that one or the recovery code, and may be null where
   * there is no passphrase. Throws `bad-input`.
   */
  async setPassphrase(current: string | null, passphrase: string): Promise<DeskAccess> {
    const { keys, onChange } = this.#options;
    await this.#check(current);
    await keys.protect({ passphrase });
    onChange();
    return this.ways;
  }

  /** A new recovery code, given once; the one before opens nothing any more. Throws `bad-input`. */
  async renewRecoveryCode(current: string | null): Promise<{ readonly recoveryCode: string }> {
    const { keys, onChange } = this.#options;
    await this.#check(current);
    const recoveryCode = keys.renewRecoveryCode();
    onChange();
    return { recoveryCode };
  }

  /** A desk that is open and left alone is not taken over by whoever sits down at it. */
  async #check(current: string | null): Promise<void> {
    const { keys } = this.#options;
    if (!keys.ways.includes('passphrase')) return;
    if (current !== null && (await keys.opensWith(current))) return;
    throw new NotaryError('bad-input', 'this is neither the passphrase nor the recovery code of this desk', {
      reason: 'wrong-secret',
    });
  }
}
