/** Which facts a certificate shows. */
export const disclosure = {
  title: 'Facts that certificates show',
  all: 'All facts',
  none: 'None, only the digest and the times',
  last: 'As last time',
  own: 'Choose one by one',
  shown: 'Shown on the certificate',
  repeated: 'A file name, title or other text that repeats one of these is not shown either.',
  also: 'Not shown either, because it repeats one of these: {{names}}.',
  without: 'Not shown: {{names}}. The certificate says so, and they can be disclosed later.',
};
