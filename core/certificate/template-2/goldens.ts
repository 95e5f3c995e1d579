/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: 'c54249e64857c133f64c026bc003976caafd4299c320341adb2a1705b7d4b115',
  rare: 'e3409596c301c8b2f3031eab11ce7d7607c212af1f23e673fbfbcc3c282f0d8d',
  paper: '60056b1155832e6a62101aafda2405d5d2b69dd3ea87e13559278a6b6158f240',
  final: 'd9cdb9cd33a4c4b8eb4497cd67680b7195298873ee7f418ab7c46453fb4e280b',
  withheld: '940cf8b9d2fbc112043ceaf6bd584133afd86e124161870e8deb9d1c268c28bf',
  'some-withheld': '4f17657040507c545f84fa5e13fedae151e6e3328bebec8eadd7d5fdce5bca19',
  'nothing-stated': '0343ec6636748ed1d28429b086c9dbea68d9584da6317763f13f6b651c490fcc',
  'on-a-chain': '6fe6c4d680691109e5b15bd38c6ef304abbdc867c3122653bb30ad6e8c7eb7d4',
  'on-a-test-network': 'db50955cf65ce3792b8d1505d0cfce5c42f3e38f59f32147afdc1aad49200764',
  'in-a-history': 'ae7d88c9e13c174a3b49505416643f29977dafc2dd93db0086c391be408b5fe9',
  'on-two-chains': '6e6803687be4b5bbf35ad1895c5f2f7113d1a79946f588c67d60d01897b268a6',
  'later-key': '88c1482db05afa5376befc404c1656f90292e1b1496ae5c0043dd8c75624c38a',
  'one-stranger': 'a5c7f9bf095d9fb70501b4f202bba69b0d0112995ed91645dcbbd0b63dbebb9f',
  'several-pages': 'b1179f874b8b60c48e3eab7faa9672f5ecc438bdf2869c1dd0298d702bd1bbd0',
  'paper-of-one-page': 'b9761000b2cd90d843b16a4389bb9d34d41d8bce844fa33444a0155d35795088',
  'paper-of-two-pages': 'd9254a7a5a69311b2dd481eb30571236315d8362ab5ee1da66dbc00ac2d9e4b7',
  'names-a-checker': '40d363d02c7bb01323c7f42a5eca82d4bdbd1705db46a527208029c6d2d78567',
  'by-power': '1b5a4d6c53089838b95948bc2c3390ef7889807d6eaa7fb0238a7408e34fe839',
  stamped: '1a9874910b1fc289b045a30c4a4750952230ef3bfb09a8beae2fc8fcf45618ec',
  'stamped-and-on-a-chain': 'aa48e8293b1692d28ac54a383f9b2664a25cad604c2c2ac9255916533daf169a',
};
