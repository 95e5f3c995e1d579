/** The contract of time stampers, for the one that needs no network. */
import { describe } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { stampVerifier } from '../kinds/stamp/anchor.ts';
import { Authority, AuthorityStamper } from '../kinds/stamp/connection.ts';
import { timestamperContract } from './timestamper.contract.ts';

describe('an authority of the tests as a time stamper', () => {
  const machine = new Authority();
  const secrets = { read: () => utf8(machine.password) };
  timestamperContract(async () => new AuthorityStamper(machine, secrets), stampVerifier);
});
