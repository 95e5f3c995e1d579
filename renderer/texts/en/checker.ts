/** The checker page that the program carries. */
export const checker = {
  title: 'Checker page for recipients',
  what: 'A single HTML file that anyone can use to check certificates in a browser, offline. This program includes it in what you send.',
  save: 'Save a copy…',
  saved: 'The copy was saved.',
  ownSource:
    'A page received from the sender could be forged. If much depends on the result, recipients should get it from an independent source (the release page of this program, a court, a bank) and compare this SHA-256 with the one in the release notes.',
};
