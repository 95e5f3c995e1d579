/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: 'b0065fd48a9b60b5573e660f3b90dec823a9131b521e09fac3f19dc894708b34',
  rare: '835e64ac1108ea6851ee0bea420de877e662fb5f89eb74ecd86d29f4cd5efd50',
  paper: 'eb1a73c9342bb702baafa6bb8c46921e40e590c3a657addb2971d9fa2b6f9aeb',
  final: 'f32e5c63879dafaf65cc30b6ff130abaa302e4f44b34fff51224cb9d34a47f94',
  withheld: 'b65d4cb57053d17bb82527f1d4eda6447c3ab90e35b83ed4962be35e7fca612a',
  'some-withheld': 'a817b181648a1c0c1650a3bb3adcae9e9e173ff0249b96db1d8e542aee4f9fc3',
  'nothing-stated': '4918d3577488868cfc9ebd24233a5cb60e9b68a833f8549ec7866eaad7ef8def',
  'on-a-chain': '1beeffacd7dd89c59c3569241fb8863d2095efa048ff14559e7b9ef0b758c32e',
  'on-a-test-network': '1c804d445b4024f6fc0db3dac06fd4f9ec5e6f3dc242e176c2ca52a17d992815',
  'in-a-history': '979543347e3db1836f3432d81e5f614275014e8d61d9fc9aa304b9755be4c76a',
  'on-two-chains': 'fe89cdcc9b9fbbd597aee5daf57f63c91e6cbb4ccb6f6f65c5b6299f9e1a4a94',
  'later-key': 'a4db9df0bec25969bf349cfe50d50bd143f4d159b1a5adaaf2d9c96685a86723',
  'one-stranger': '66ed2d4114a98f3ae522738987891b471ae6d77b0ecdb5baa518c4820c29521d',
  'several-pages': '09635dbd034f389e98b4a5ad29cb7ad4cf741d17810b0f4fe079fd6dc6469bb9',
  'paper-of-one-page': '1645400ba3ba46e014ffbdf5a9245c56fc4f5fce1d643ebe5f7c667f1f288bfe',
  'paper-of-two-pages': '85176d5f8dfe4a2e1e8011a4d3d9705908c2de7baf57a966b9c75ffc7ee16e08',
  stamped: 'ceff0b819abd0468a11398e6ceac6509c0af27a31e396a6881799a6e5dbf3403',
  'stamped-and-on-a-chain': 'adc7530f99239109997cc7485917a75c0f776a4e866eb78769d0fc4fd0b97981',
};
