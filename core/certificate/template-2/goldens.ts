/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: '060106cd7b80dd791db1e20230809bac66bd4dd6d5dd4c9c700710f97e354461',
  rare: 'a020a9b8f3bfd3335044eba31cef904205bc392fdba98d9dffa5c580df9f47f6',
  paper: 'c93547430735138abff54ed142797e63322dd157053d2dd9cd53bf32e728880c',
  final: '570874415d12d0ab58a87f850a16a24c8d31c6e8ad343b45f8f966b3eb452a28',
  withheld: 'b79cf05f718b33bc1e3e1033bdf1f1aabda2a72b14d3159bdc7ad1e460e31dbd',
  'some-withheld': '12fab3fc766e4e5f9bfafb37bc8e4f9891f24fa05ed347d9deef149a30fd973e',
  'nothing-stated': 'fd4772165fdc9908400bdb9478fa824e4cc190a52980c9a7f9f888f938e86270',
  'on-a-chain': 'e66c81a377d0e4c41a799031a2775c2b67c0ecfbd16a32c0c37b4b1f87cbf97a',
  'on-a-test-network': 'c400046c56b93f1fccadf1a67b871aacbeb8b6bc1e277d1fa63f3ff599fc814c',
  'in-a-history': '481eeb3ab6a666485eb06a3d6aa825e25e04d1aeb860e5c4b991c62ac45b3403',
  'on-two-chains': 'ce98e9a90de8edc280c61b50a5c8fcb926e2229e1817b3132985a57bc35214d2',
  'later-key': 'ab193fe95f7105e1c2cfb43c5f2c39a54456a49e6c1b9225f78b880916d1ea5e',
  'one-stranger': 'dc283338b910fe057a5173aabc404ed1ee58a9c3fe1c36506a69a3b7c867190c',
  'several-pages': '6579d570f5bf8f1a075bb438077e0186c697ad1fe88b1d14e81b7a4e59f43fe1',
  'paper-of-one-page': 'ad4b090b43109e7fc95c82464d327793b03a3eef0764c78bf9a365a982e0ec20',
  'paper-of-two-pages': 'a89c1af7bd57d28b31fd569343dce262077011f3c92cc178d4469387833481fd',
  'by-power': '8db91a44c59f8a5ac6baee28c255460e02ded14cd9dd8aeb05c3d40654fff352',
  stamped: '89ad794852d3c5cc2c0671d8b5d281146ddcd576dd10c3a874f2238a8b72bd75',
  'stamped-and-on-a-chain': 'fb3fd225d0eb15b111a50b6ce0e4491b34ed3d62dbb5fac92570d0e669ec2766',
};
