/** Which facts a certificate shows. */
export const disclosure = {
  title: 'Facts that certificates show',
  all: 'All facts',
  none: 'None, only the digest and the times',
  last: 'As last time',
  own: 'Choose one by one',
  shown: 'Shown on the certificate',
  without: 'Not shown: {{names}}. The certificate says so, and they can be disclosed later.',
};
