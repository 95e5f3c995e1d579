/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: 'ba0cfaed231c40c68358c86426540729a6c0091ab239923f731528dfd8b6a4ea',
  rare: '2ffd2dd6f528255a44f222ac2baf3704e055458ab40469668940255959ace807',
  paper: '32f8a3b9f1773cbff1e375845b84287c03044b48d49cb717f222281fac76eef5',
  final: 'fa2892f67d51fc4742843deab27a2a33104bac7d533daf46fa729bc188cdc506',
  withheld: 'cad3ece3d20910db619da5e555633f9dabf988ec5a62e42db0c8e1fac8c94499',
  'some-withheld': 'e07c5a80a7b5bb9877f74b9c61aee69fafa815a09e878f9da6656d1db59e20e7',
  'nothing-stated': '8909b2efd593715c2a649e6ece33e9fcf92e140d539ae973f958e6638fb77913',
  'on-a-chain': '75d737c9739d453fe378e2bf5a916d0bab557c6c9e904f38bf2bb7e1a94fff39',
  'on-a-test-network': 'f114e5a69084595b333ef97dcc16e2fcd9f492dc4e6a44f0a9e47e1dde7c1648',
  'in-a-history': 'da150d652c5bbb3dae84e4850d2f979f09575fe7156797e6475a8856d7e7b356',
  'on-two-chains': '8c5b993290dc48d9a9ebca3bed54dc08b15a7061ac6c0d82f55e834017c01b2f',
  'later-key': '27489bee150b7849218d510eb373e26b5aabf1fa171f375f6599a97e1c08cfc1',
  'one-stranger': '6fad982f6556da73297600c0d33ca66957327e3d293c7c0cabcf7d1248652785',
  'several-pages': 'a63c3758863191001f74e14c685d8c8668e17cb513d14b0eddd99883e67a80dd',
  'paper-of-one-page': 'cda9a6f4edde4f45806b6633e89418e7da70814d16ff1f35136e57691f8ccc46',
  'paper-of-two-pages': '4eecc0ab679d68d51aca6202e6f7492b5cae776933938098e692504c65c242f3',
  'names-a-checker': 'e64e78f3405b0100f499822d24a887c72d9d6f704bb13835fa798a388065a345',
  'by-power': 'fa9f9a50a6988058a7fce9263c4e26c53f5c481165e72481a20af50b07717779',
  'quotation-marks': '23fbbbc0196cb5fce8d60fcce42cd993962f6fc9c92968fc8b0b6fcb70acddfc',
  'without-a-time': '8cd24760bba3eff252fd8bf1b5d71eb89590b12f2631c590bfaa3e01fab8fe85',
  stamped: 'e32100f6636a480c0e99ef1cdb43ce785b84aee2ceb5ab2032dc90eff0f50e7f',
  'stamped-and-on-a-chain': '166c524af3ef112a821b35bee6fd9658bfc21efb298f30f87f184d6cd41431db',
};
