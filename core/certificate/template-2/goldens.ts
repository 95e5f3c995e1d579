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
  'on-a-chain': 'bb8f8cf9280f996a45369d8b71ccac6e98a0b90833f22a493546e855df6a6ae2',
  'on-a-test-network': '6f77e727c504d26557130950631ca77a7463e921161f212fdf22dbb5bc7ba0b0',
  'in-a-history': 'c21a2b354931422cf62cf65627f66142b3b4e49c95ba67028592ea8f98b80a98',
  'on-two-chains': 'dbe4701aa05eef69f5e5a78b37883cc5f3af574b0b22caaa4e43d5cc93ceb9fb',
  'later-key': 'c39058fff7e2ebd6145d7f0cd46fe03d00a8daa61059a22bf353f8f2113a5518',
  'one-stranger': 'cc0fcb68aba5f10bebe08ca5fdfe6e3a9ae5f465e6379f1b0c9870052288cebb',
  'several-pages': '9ca93bd226cf48b0a5bb080f12a26083d2a28c0c7bbb45048ab1a4648d41c4c7',
  'paper-of-one-page': 'fca1fbe5f287d499b60e4581a6de7efd8c96211ad7e9b762844185ba759b27fe',
  'paper-of-two-pages': '6f0c9369ce1963d17e47cc35bfa5243bafda0ac83202691aca44d4496402323b',
  stamped: '46c98b511a5173475692d36e89ab28ea6c1d0fe7591c8e275efb36f4a163a78b',
  'stamped-and-on-a-chain': 'ee0ef7667c516e253ec5ad8547def9c70460531ebb551b10b8ef4f54c5e42cec',
};
