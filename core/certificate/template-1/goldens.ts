/** The golden certificates of template 1. What issued certificates look like hangs on these; they never change. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: 'fc8030f151d375cf9df7eca6602fe734d0c9dea5f4821ab83e0e95c3470492e2',
  rare: 'a310bdd38da828d6276635a4a3a248a1e6652591e50f4784cf754ac016a52c80',
  paper: '32e9f5ab823b763ffbda6c8495b0bdfc09933f6e30549e81b931906ab99793b8',
  final: '9e295f1862c2ff4d259ebbb38e244712a2d3522e7a9a72ae33cf5922d752bdea',
  withheld: '1757252071d5e01d43a74d242586d00b51082672b267a9ac1cce31cdd675ffe0',
  'some-withheld': 'c70fb798e049f3165b8631f865aced7924bc3a2d157fca48a201d4b8a7e49596',
  'nothing-stated': '47bac03cc78348a5ee1ed045bc74dc73a6b0b848eff4bdde39f56e916e7a4b24',
  'on-a-chain': '029d22198a0575afcae92d83672f6f4c566f7015cc9df9e4d040290948ca300a',
  'on-a-test-network': 'b08e0add4e33ebd7a83cd6ce0d9ecd2a5b68814675c58e50f6cbd3bf5d64be87',
  'in-a-history': 'f1cb00da81339936e077bd5b87d2f0dc87f2bd5e5d5d24d107498f6825f50129',
  'on-two-chains': '94ce931b915064b65a211b99346348f2048d8defe26e7e5d783ac679b4cd010d',
  'later-key': '875cd3cf064b630c02d00efcbf31c906a63cd1598416f911756b3e997f6d42a3',
  'one-stranger': '954cbb1c512d41c1800a32786b214dc6f3444dd04b84589a8970722e968b7aa1',
  'several-pages': 'd6242f69d2fa7abbfbcb05d7485c485565fa15bcc9e491eaf825d9811b0633f7',
  'paper-of-one-page': 'b6d6bca44dffb36900e59a6196b703722c367cc91901daf66ae8fab7c0c106dc',
  'paper-of-two-pages': '31eb76a890d7a2ed6ae83599d85e6a1a924733f335a1df4ee921b1cf7b08951f',
};
