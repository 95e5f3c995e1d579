/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: '7e399001b960f4a8ddc7914f3524248731aacb80a229bcaee5acc24fda66febd',
  rare: '32a0169ee27c31952483c421b96f7432751b210cbb5c21c4cc55c3e7fdd7ac27',
  paper: 'bbfb3a6428e25fcfaa62c48ad4caa9d578bfcd7c0e9d7e176babbaf8483c192c',
  final: '0df1c14071fc22549dcea3b3650b6de8838543d77d3382d30d585660dedcd993',
  withheld: 'daf2ad2ede2c470645f5aac62c0455e0cc2b73c540d93a2153a9809d0abd6422',
  'some-withheld': '0e0ac8c51592d7c34ebf7e70c03c5837abef85082bdfc59f893b78b3c385770d',
  'nothing-stated': '2a212f75de461e330892cf4604f1c5145020af1b750d31094f1d2fecb7421bd5',
  'on-a-chain': '9fdc707671f825b1a7cd81d5c8aed5571d4ab986fbc16010cf9be09b038bfdaa',
  'on-a-test-network': '66ab7fe3c6c32414360cb49909e8b81c2f3574f41c3746e216d636d3b69d89e0',
  'in-a-history': '5cf69c5f8a7d2a529da6ed209cfeaa1ea4bad824d735460a54a410769f1131d7',
  'on-two-chains': '0d94e3dd88a6d7e143972981143e45ec0eb4d283fe719e49be4b77ddddb523ac',
  'later-key': 'b2adbf1905534e90f471d92aa935462ccaf29fe6a60d2e77fe4a8017254f56e4',
  'one-stranger': 'fd96850503214c1e4f6849c9eb8d13f18972f145b50242ffa5bbcaf30f5b2d20',
  'several-pages': '8191fe80d1a5986831725e5380fd108c3fc616016b32d9866ade9fe985d9d2f2',
  'paper-of-one-page': 'cc00e85cedc13b912c2a42295edbb5636c813773872ab04161c1efb475a68c4a',
  'paper-of-two-pages': '82f1a7ec296cb11811d11e896491e7d4fb2f992a575119dd6618dee06a2c5f64',
  stamped: 'c837c00fdebe3d2a2b099f8ff3da8d2da244e4bbb02f7d7c69ee69a697135ee7',
  'stamped-and-on-a-chain': '2a40e9e05e2dbd86c168db36c311a723565676748999a910f6f7466297aea564',
};
