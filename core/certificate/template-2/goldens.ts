/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: 'dbf7ef5a1a6b8cd2eccfd5b0bce96420b455e4067503723adb5c17f7ea0d4d85',
  rare: 'e9c07fe5231f3027c23b6c739468180529c65d0310c72ee0fa3f00527c6fd284',
  paper: '5a4b0515378895b167ed3cafee19e384cd6c638d8b1286fe2b9ce763cb856552',
  final: '66ee2e65969f9eb6c21d4c3152232e905a9300415b0d358ef8a97b17da897e60',
  withheld: 'ddb4d6ab51fcab2ef3ff514477f268fbb74edc7278c8dc783832382b7bdc7305',
  'some-withheld': '6877752a8d0d93dd017f85b0af7582c5eab136cb9fd43dc4834b5f41e82db6f6',
  'nothing-stated': '7d361508692417fe92d62d379909ec5db2ac6c04cdc257ba97cc19c415a2b8aa',
  'on-a-chain': '61dd121f9616674a241cf2582a81b0dc0fd11a673ec8c2335f90e058d79afd04',
  'on-a-test-network': 'c3a1fef4b80c9480ab42451a3063cea176e21e411786126b6eb54277fef687fe',
  'in-a-history': '5e6273771c313a156537041d5d0433d98c2deab122c417a856a408b307f494f1',
  'on-two-chains': 'b6646692bc400b89fb82c0dc89a601dd32bb94e437f9e9a97357be95843e1116',
  'later-key': 'd298cc3488f30ac3ff12179cf56cccc8e930132363bb9eee6f25807919285a5f',
  'one-stranger': '4322308dbd31a353ec0a3a7cb6f8b757918419d6a1af6d97a749693f687479b0',
  'several-pages': '565cfe281b1563c9e65deda39a58fb46efc0ed5f4721fdb6a549fa5082f5a513',
  'paper-of-one-page': '47ceb8b32cfecf07cc42c33393157cf4bf42d39c3d2b99ad651237615d9189fa',
  'paper-of-two-pages': '98515054f2ed3eb6fda2f41af9e7b61e67e8827a74c0d1f9c765b0805377bd24',
  'names-a-checker': '80b7d2f8112c27e1339c232ea15322eebf183ffca62e28b80e1a095b41510b2c',
  'by-power': 'd0999e6ce4ef39d1de90c804c4471b04b456538c36504f7f31b6635536a0d937',
  stamped: '77545bcc354a918fed75defd0d3c4cfcdd052d112cd857cc3c583c984472d089',
  'stamped-and-on-a-chain': '6103fb0132ea1763ac77386cfe19ba04cd3d5719c51b80c7e4e6c011183f0909',
};
