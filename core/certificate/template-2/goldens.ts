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
  'on-a-chain': 'f48eb6a70523e2d962b5b181e32a6256e24795035e47dcc7e9caba03a8fdeedc',
  'on-a-test-network': '1c804d445b4024f6fc0db3dac06fd4f9ec5e6f3dc242e176c2ca52a17d992815',
  'in-a-history': '1c3821942f46d33416315f40c49c08a7a90ca53a05f50e810599b4e73c3fd772',
  'on-two-chains': '08ad90e09c13fe564fdc8c2983715a39ece8c763d6482338db694a0a1e7fa1c7',
  'later-key': 'a4db9df0bec25969bf349cfe50d50bd143f4d159b1a5adaaf2d9c96685a86723',
  'one-stranger': '66ed2d4114a98f3ae522738987891b471ae6d77b0ecdb5baa518c4820c29521d',
  'several-pages': '09635dbd034f389e98b4a5ad29cb7ad4cf741d17810b0f4fe079fd6dc6469bb9',
  'paper-of-one-page': '1645400ba3ba46e014ffbdf5a9245c56fc4f5fce1d643ebe5f7c667f1f288bfe',
  'paper-of-two-pages': '195bc5e9d011cd268b7180b8aaa432576d1c3baa60a7304f8f99ca07a1f0ff06',
  stamped: 'ceff0b819abd0468a11398e6ceac6509c0af27a31e396a6881799a6e5dbf3403',
  'stamped-and-on-a-chain': '7eb252be147bf3bfe28aff84e83f85f297f1df23ace3195db9f36a79e50424b6',
};
