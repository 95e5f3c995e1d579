/**
 * The list of currencies against the published one (SIX, for ISO 4217): list one as the Python package of its date has it, list
 * three as it was published then.
 */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { CURRENCY_CODES } from '../../core/records/currency-codes.ts';
import { pythonWith } from './python-package.ts';

/** List three; BGN ended with 2025. */
const ENDED = `
  ADP AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEF BEL BGJ BGK BGL BGN BOP BRB BRC BRE BRN BRR BUK BYB BYR CHC CSD
  CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB ESP FIM FRF GEK GHC GHP GNE GNS GQE GRD GWE GWP HRD HRK IEP ILP ILR ISJ ITL LAJ LSM
  LTL LTT LUC LUF LUL LVL LVR MGF MLF MRO MTL MTP MVQ MXP MZE MZM NIC NLG PEH PEI PES PLZ PTE RHD ROK ROL RUR SDD SDP SIT SKK SLL
  SRG STD SUR TJR TMM TPE TRL UAK UGS UGW USS UYN UYP VEB VEF VNC XEU XFO XFU XRE YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR`;
/** Not of the standard: renminbi traded abroad. And what is no currency. */
const [COMMON, NONE] = [['CNH'], ['XTS', 'XXX']];

it('has every code of ISO 4217 and no other', (context) => {
  const python = pythonWith(context, 'iso4217==1.16.20260101');
  const ask = 'import json; from iso4217 import Currency; print(json.dumps([c.code for c in Currency]))';
  const current = JSON.parse(execFileSync(python, ['-c', ask]).toString()) as readonly string[];
  const published = new Set([...current, ...ENDED.trim().split(/\s+/), ...COMMON]);
  for (const code of NONE) published.delete(code);
  expect([...CURRENCY_CODES].sort()).toEqual([...published].sort());
});
