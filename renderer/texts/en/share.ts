/** Sending certificates to somebody. */
export const share = {
  button: 'Send …',
  title_one: 'Send {{count}} certificate',
  title_other: 'Send {{count}} certificates',
  what: 'Saves one ZIP file that you can attach to an email. This program sends nothing.',
  with: 'Include',
  document: 'The document itself',
  documentHelp: 'Read again from its original location; it must not have changed.',
  checker: 'The checker page',
  checkerHelp: 'An HTML file that lets the recipient check the certificate in a browser, offline.',
  trust: 'The trust bundle of this desk',
  trustHelp: 'Give the recipient its fingerprint through another channel.',
  go: 'Save …',
  done: 'Saved to {{path}}',
  notSealed_one: '{{count}} record is not sealed yet and will not be included.',
  notSealed_other: '{{count}} records are not sealed yet and will not be included.',
};
