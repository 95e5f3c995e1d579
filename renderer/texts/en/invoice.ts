export const invoice = {
  title: 'This invoice on this desk',
  only: 'No other record here is of this invoice, and none takes it back.',
  same: 'The same invoice',
  perhaps: 'Perhaps the same invoice',
  takenBackBy: 'Taken back by',
  fileSays: 'The file says: {{value}}',
  placesSay: 'Places of the file disagree: {{values}}',
  suggests: 'A place that cannot be relied on says: {{value}} ({{place}})',
  takeOver: 'Use that',
  takeOverOf: 'Use what the file says as {{name}}',
};
