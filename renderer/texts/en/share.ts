/** Sending certificates to somebody. */
export const share = {
  button: 'Send…',
  title_one: 'Send {{count}} certificate',
  title_other: 'Send {{count}} certificates',
  what: 'Saves one ZIP file that you can attach to an email. This program sends nothing.',
  with: 'Include',
  document: 'The document itself',
  documentHelp: 'Read again from its original location; it must not have changed.',
  checker: 'The checker page',
  checkerHelp: 'An HTML file that lets the recipient check the certificate in a browser, offline.',
  trust: 'The trust bundle of this desk',
  trustHelp: 'Give the recipient its check code through another channel.',
  go: 'Save…',
  done: 'Saved to {{path}}',
  notSealed_one: '{{count}} record will not be included: it is not sealed yet, or was withdrawn or erased.',
  notSealed_other: '{{count}} records will not be included: they are not sealed yet, or were withdrawn or erased.',
};
