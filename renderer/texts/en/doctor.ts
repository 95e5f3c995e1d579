/** How documents differ. */
export const doctor = {
  whatHappened: 'What happened to the document',
  limits:
    '“Certain” means that equal digests show it. A digest says that bytes are the same or not; never who changed them, or whether it matters.',
};
