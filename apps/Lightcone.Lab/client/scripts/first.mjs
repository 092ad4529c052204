// The run that a visitor sees first, computed by the product: what the page would compute for it.
const FIRST = { rule: 'addition', a: '4087679896580271562', b: '8450341468468665137', places: 64 };

const base64 = bytes => Buffer.from(bytes).toString('base64');
const bytes = text => new Uint8Array(Buffer.from(text, 'base64'));

export function firstRun(product) {
  const subject = JSON.parse(product.Open(FIRST.rule));
  const encoded = JSON.parse(product.Encode(subject.id, JSON.stringify({ a: FIRST.a, b: FIRST.b, digits: FIRST.places, boundary: '' })));
  const lattice = [encoded.width, encoded.height, encoded.boundary, bytes(encoded.cells), bytes(encoded.input)];
  const outcome = JSON.parse(product.Outcome(subject.id, ...lattice, 20000));
  const rows = product.Rows(subject.id, ...lattice, Math.max(32, outcome.steps + 4), []);
  const read = product.Readouts(subject.id, encoded.width, rows, bytes(encoded.input));
  const { answers } = JSON.parse(product.Answers(subject.id, encoded.width, rows, bytes(encoded.input)));
  const verdict = JSON.parse(product.Certify(subject.id));
  return { subject: { ...subject, id: 0 }, verdict, outcome, answered: { encoded, rows: base64(rows), read: base64(read), answers } };
}
