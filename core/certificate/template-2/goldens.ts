/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: 'd62da75ee41ce5aec1f91b7e56e49570cb7cb1a6317ffa7a866b8e38df1816f6',
  rare: 'd5d3efa8382e9f8423adb1124765a3ffec3794bb6020246ad2f8c1d704f9ecfc',
  paper: 'd2787ea6a7f97c1ad9971cbe3e22346f74250525f34365a185f6ee6107045af4',
  final: '1cf126629b19a54a7a62165a08ad23b2f49d8cab3a47adecaa9dc06d8132d0c8',
  withheld: '33d498b123ef0d57270ab9b943b7c1342fda52e6efcf9827c74c74bf785acb44',
  'some-withheld': '8af52de73344e8d5ab017ce9fdeb6136abc98fde3c3275873c81741800019e32',
  'nothing-stated': 'd717b0f2d1a060449570d757db451d8d462bbc79dbae0b632fc4b1f674607356',
  'on-a-chain': '64e29be26a7c5573507cbd09d4e2e8356949c98650c448ff11cd27127a233fb6',
  'on-a-test-network': '6f77e727c504d26557130950631ca77a7463e921161f212fdf22dbb5bc7ba0b0',
  'in-a-history': '692009700778c6277b5621dbcd2df9038b980845e169bf865f78f881355713aa',
  'on-two-chains': '5507eccc8864c3e9cf70ef21dee2e206caf9d2973d16458eef3a9e77d9a9237a',
  'later-key': 'c39058fff7e2ebd6145d7f0cd46fe03d00a8daa61059a22bf353f8f2113a5518',
  'one-stranger': 'cc0fcb68aba5f10bebe08ca5fdfe6e3a9ae5f465e6379f1b0c9870052288cebb',
  'several-pages': '9ca93bd226cf48b0a5bb080f12a26083d2a28c0c7bbb45048ab1a4648d41c4c7',
  'paper-of-one-page': 'fca1fbe5f287d499b60e4581a6de7efd8c96211ad7e9b762844185ba759b27fe',
  'paper-of-two-pages': '5a6c91940817b8a99eaa35b32653d17dea067bb53e9f0ee262b3d19a150168c0',
  stamped: '46c98b511a5173475692d36e89ab28ea6c1d0fe7591c8e275efb36f4a163a78b',
  'stamped-and-on-a-chain': '2c66ddf5289a72c1caf588ecbdf7dc583f666d936eb773a3f9dd929973db638a',
};
