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
  'on-a-chain': '8a5da3e5d89476f46f136ddcaf8e1d66a944fcfdd302de33858f2634a8f1a7e3',
  'on-a-test-network': '022d32ec6841077f05cc08a071e56f6055f30e5e63aea4e5f1ebeaf6843b7a1e',
  'in-a-history': '98ddb31cfbe6b54a23d6cb158794382136d304e9a207c9bc68c622cf3ef7211f',
  'on-two-chains': '5a9e5c7cb9f4fbe1a6ab7f0f97fbde3edcffca195d79eb684ad260e4341502d1',
  'later-key': '27489bee150b7849218d510eb373e26b5aabf1fa171f375f6599a97e1c08cfc1',
  'one-stranger': '6fad982f6556da73297600c0d33ca66957327e3d293c7c0cabcf7d1248652785',
  'several-pages': 'a63c3758863191001f74e14c685d8c8668e17cb513d14b0eddd99883e67a80dd',
  'paper-of-one-page': 'cda9a6f4edde4f45806b6633e89418e7da70814d16ff1f35136e57691f8ccc46',
  'paper-of-two-pages': '08a00d1d21136d1a48bbcb80adfbe0f5396e9745d71e9627e3e5b8fabcb0447b',
  'names-a-checker': 'e64e78f3405b0100f499822d24a887c72d9d6f704bb13835fa798a388065a345',
  'by-power': '21218eaf0106734f6f854a53c48e4d03ed176b2842d8581fc382bf2c3264fbfc',
  'quotation-marks': '23fbbbc0196cb5fce8d60fcce42cd993962f6fc9c92968fc8b0b6fcb70acddfc',
  'without-a-time': '8cd24760bba3eff252fd8bf1b5d71eb89590b12f2631c590bfaa3e01fab8fe85',
  stamped: 'e32100f6636a480c0e99ef1cdb43ce785b84aee2ceb5ab2032dc90eff0f50e7f',
  'stamped-and-on-a-chain': 'dd6672f20a441d3884ea13c7e4b919d33aa9228ecacd4f868994b4c142199161',
  'on-a-chain-in-whole': '3b5e590ff09016fdf02703738185ede3a4dc3584388ab767a3744f98faf5fbbf',
};
