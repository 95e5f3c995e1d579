/** The golden certificates of template 2: `npm run goldens` writes them until 0.2.0 is released. */
import type { GoldenDigests } from '../template.ts';

/** SHA-256 of each, hex. */
export const GOLDEN_SHA256: GoldenDigests = {
  plain: '4d7ce1db9cfbd3c6788abfea64c5dfde291eb0c1819481eb9288b55a2349acbb',
  rare: 'aae116dd9f832880565f8749d46a20b2571a140423a9a18107db0aaef45da247',
  paper: 'fa54664ab7b2e525c7d25eaeee0c4c5bc22bc283acc52d708af4be92f24245c4',
  final: '70418f763b290e9423dd3a2fed02a0abc00a1c31895641c6a527845831fb7b1e',
  withheld: 'f8827dd61144394ca86fe54218cfa08c369336d50d981c7128a45a59eab9acb2',
  'some-withheld': '519bc5bf199bd5919eae4a968e751b4a60c51ed09490c6435d1a09ace63474c9',
  'nothing-stated': '9171d423e5ac31b2fb2cc4b2278ba47e10e5898e25bf21968da70526403fa421',
  'on-a-chain': 'd9fe0349ee959403a05f4abef527d095697a4a7b60c129022621b20e3abfb361',
  'on-a-test-network': '3f633af89b37fd76265452d94d2f6296c7213ade2fc3d3312a946a701265fa02',
  'in-a-history': '0b1f864defefd3e7b172cd195899bbc91609519e46762adc2cbf4bd749a606e3',
  'on-two-chains': 'e93c8df8ef81543b1600b83423c1a5c92aca5c081499c5d49491c1aa5fbeab44',
  'later-key': 'd19a126ea87198627794d94be2932c4572bde9c9837c67dfbc393867bde8097e',
  'one-stranger': '74367e922e9d86468fe4f2a8b46184be78712a9ab3fd1916584acc154d660fbf',
  'several-pages': '205c9ed6ee18008d8fa7dfe43dd37be9e5725a18b86d511311d70c65b8e3ac08',
  'paper-of-one-page': '4f8aa5d3022b92976d27beb8c1585146f1a85ded1d22496bc724ce278f2b5d32',
  'paper-of-two-pages': 'a8425b7b28c134b0cd99fca487e7e81c1b59f7978a447d884af074b375607dce',
  'names-a-checker': 'd31096b75dd737f2a2b310f0bd085bf2ab2ea88f3d9c2836084dadbdfc479e95',
  'by-power': '7ae9b8121ae3c1481f3ca2219c1e2d362ebbadd53d76e43e119db8adc7570bff',
  'quotation-marks': 'b1a29271814823731231f94b3bd7447c490b0c10d402d9f9b8d897dd20351f2a',
  'without-a-time': '0a207897d49692b4a9940c8ea1b0c806ab0bc7d56d6edfd63f8fc9381da95c15',
  stamped: 'e41a6754965cd88f18f5ece68ca6f0ed3866064c7e35fe853553a541db3ea077',
  'stamped-and-on-a-chain': '7bc3a171da27e7c1ee73e591db3e5fce04d41b0e0617594c8ca0d86c6d64dc77',
};
