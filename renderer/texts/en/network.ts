/** How others are reached: the proxy, and CAs beside those of the system. */
export const network = {
  title: 'Network',
  what: 'How this desk reaches chains and witnesses. Proxy, password and CAs are sealed with the keys of this desk.',
  proxy: 'HTTP proxy',
  proxyHelp: 'Host and port, such as proxy.example.com:3128. Nothing here: connections go out directly.',
  exceptions: 'Not through the proxy',
  exceptionsHelp: 'Hosts or ranges, separated by commas: example.com, 10.0.0.0/8. This device never is.',
  user: 'User of the proxy',
  userHelp: 'Only where the proxy asks for one.',
  password: 'Password of the proxy',
  passwordKept: 'One is kept; type another to replace it.',
  save: 'Save proxy',
  saved: 'Saved.',
  cas: 'CA beside those of the system',
  casHelp:
    'Believed only where a connection file names no CA of its own. Compare the fingerprint with your administrator’s.',
  chooseCa: 'Choose a PEM file…',
  removeCa: 'Remove',
  until: 'valid until {{date}}',
  expired: 'expired on {{date}}',
  address: 'Address to try',
  addressHelp: 'Host and port of a node or witness, such as witness.example.com:443.',
};
