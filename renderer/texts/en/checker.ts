/** The checker page that the program carries. */
export const checker = {
  title: 'Checker page for recipients',
  what: 'One HTML file with which anybody checks certificates in a browser, without a network. This program carries this one and puts it into what you send.',
  save: 'Save a copy…',
  saved: 'The copy was saved.',
  ownSource:
    'A page that comes from the sender can be forged. Recipients to whom it matters get it from a source of their own (the release page of this program, a court, a bank) and compare this SHA-256 with the one in the release notes.',
};
