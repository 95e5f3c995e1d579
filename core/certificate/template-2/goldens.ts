/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: '060106cd7b80dd791db1e20230809bac66bd4dd6d5dd4c9c700710f97e354461',
  rare: 'a020a9b8f3bfd3335044eba31cef904205bc392fdba98d9dffa5c580df9f47f6',
  paper: 'c93547430735138abff54ed142797e63322dd157053d2dd9cd53bf32e728880c',
  final: '570874415d12d0ab58a87f850a16a24c8d31c6e8ad343b45f8f966b3eb452a28',
  withheld: '4430719b21618eea26d9ef880a818d6653509d33484ec0fdef7fe161c3c54d67',
  'some-withheld': '12fab3fc766e4e5f9bfafb37bc8e4f9891f24fa05ed347d9deef149a30fd973e',
  'nothing-stated': '907ce95feed493f9331c29386cf9b8d8d0bd8daf92f86dd24fa912831e1ab493',
  'on-a-chain': 'e66c81a377d0e4c41a799031a2775c2b67c0ecfbd16a32c0c37b4b1f87cbf97a',
  'on-a-test-network': 'c400046c56b93f1fccadf1a67b871aacbeb8b6bc1e277d1fa63f3ff599fc814c',
  'in-a-history': '481eeb3ab6a666485eb06a3d6aa825e25e04d1aeb860e5c4b991c62ac45b3403',
  'on-two-chains': 'a7b3ee068c260957f4be45c42fc5a1f09d234d31cea1281a763a20b8cd51f5b2',
  'later-key': 'ab193fe95f7105e1c2cfb43c5f2c39a54456a49e6c1b9225f78b880916d1ea5e',
  'one-stranger': 'c34f71dc77c4235ac4b4537c4c847bb2c28156b3dcc4434930c581a6822ec610',
  'several-pages': '6579d570f5bf8f1a075bb438077e0186c697ad1fe88b1d14e81b7a4e59f43fe1',
  'paper-of-one-page': 'd0c76ba3b2d6f9daf880b60eb5395e8150fcdd01c807d54626da62cdece5e48b',
  'paper-of-two-pages': 'd8aa1a12d4bd7befecf497b75cf65a7de5fdc31fc3ba9f2288d9ec5f9c191891',
  'names-a-checker': 'e62bad4dbe15b8f1f6396cea41d1626e1535a88621552493fa59b06d7eae2f47',
  'by-power': '8db91a44c59f8a5ac6baee28c255460e02ded14cd9dd8aeb05c3d40654fff352',
  stamped: '89ad794852d3c5cc2c0671d8b5d281146ddcd576dd10c3a874f2238a8b72bd75',
  'stamped-and-on-a-chain': '9f193587c60ef2da691727899a16509da669370dff970fe77c46e0e235ce0a5e',
};
