import { access } from './access.ts';
import { box } from './box.ts';
import { bundle } from './bundle.ts';
import { chains } from './chains.ts';
import { checker } from './checker.ts';
import { common } from './common.ts';
import { connect } from './connect.ts';
import { disclosure } from './disclosure.ts';
import { doctor } from './doctor.ts';
import { dossier } from './dossier.ts';
import { erase } from './erase.ts';
import { holder } from './holder.ts';
import { invoice } from './invoice.ts';
import { links } from './links.ts';
import { match } from './match.ts';
import { network } from './network.ts';
import { notarize } from './notarize.ts';
import { paper } from './paper.ts';
import { records } from './records.ts';
import { report } from './report.ts';
import { pack, sent } from './sent.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { share } from './share.ts';
import { trace } from './trace.ts';
import { trust } from './trust.ts';
import { verify } from './verify.ts';
import { versions } from './versions.ts';

/** All texts of the window in English; they also give the keys their types. */
export const en = {
  common,
  connect,
  setup,
  holder,
  notarize,
  invoice,
  match,
  records,
  erase,
  verify,
  disclosure,
  doctor,
  dossier,
  report,
  checker,
  versions,
  trace,
  links,
  box,
  trust,
  bundle,
  chains,
  share,
  sent,
  paper,
  pack,
  settings,
  access,
  network,
};
