/** Sending certificates to somebody. */
export const share = {
  button: 'Send …',
  title_one: 'Send {{count}} certificate',
  title_other: 'Send {{count}} certificates',
  what: 'Saves one ZIP file that you can attach to a mail. Nothing is sent by this program.',
  with: 'What goes along',
  document: 'The document itself',
  documentHelp: 'Read again from its original location; it must not have changed.',
  checker: 'The checker page',
  checkerHelp: 'One HTML file with which the recipient checks the certificate in a browser, offline.',
  trust: 'The trust bundle of this desk',
  trustHelp: 'Tell the recipient its fingerprint by another channel.',
  go: 'Save …',
  done: 'Saved to {{path}}',
  notSealed_one: '{{count}} record is not sealed yet and is left out.',
  notSealed_other: '{{count}} records are not sealed yet and are left out.',
};
