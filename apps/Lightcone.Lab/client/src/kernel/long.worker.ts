/// <reference lib="webworker" />
import { random, same } from '../model/cells';
import { BitStepper, bitRule, flipBit, pack, words, type End } from './bitrow';
import { Pyramid } from './pyramid';
import { view, type ViewRequest } from './view';

/** Runs up to a million cells, keeps every row in bits, and draws parts of them for the page. */
export interface LongRequest {
  table: Uint8Array; inputs: number; offsets: number[]; cells: number; steps: number; end: End; settles: boolean;
  /** The input or the start, where it is given cell by cell; else it is drawn. */ given: Uint8Array | null; fill: 'random' | 'one'; seed: number; flip: { t: number; i: number } | null;
}

/** The most bytes that rows may take, of one run and of the one beside it. */
const MOST = 320 * 1024 * 1024;

let rows: Uint32Array[] = [];
let beside: Uint32Array[] = [];
let pyramid: Pyramid | null = null;
let cells = 0;

self.onmessage = (event: MessageEvent<{ run: LongRequest } | { view: ViewRequest; id: number }>) => {
  if ('run' in event.data) {
    try {
      run(event.data.run);
    } catch (error) {
      self.postMessage({ error: error instanceof Error ? error.message : String(error) });
    }
  } else if (pyramid) {
    const { view: request, id } = event.data;
    const picture = view(request, cells, rows, beside, pyramid);
    self.postMessage({ id, picture }, [picture.ones.buffer, picture.differs.buffer]);
  }
};

/** The input planes and the start: frozen rules start at 0, others from the drawn cells. */
function begin(request: LongRequest): { frozen: Uint32Array[]; start: Uint32Array } {
  const count = words(request.cells), draw = random(request.seed);
  const drawn = (): Uint32Array => {
    const row = new Uint32Array(count);
    if (request.fill === 'one')
      flipBit(row, request.cells - 1 - (request.cells >> 4));
    else
      for (let w = 0; w < count; w++)
        row[w] = (draw() * 65536) << 16 | (draw() * 65536);
    if (request.cells & 31)
      row[count - 1]! &= 0xffffffff >>> (32 - (request.cells & 31));
    return row;
  };
  if (request.inputs === 0)
    return { frozen: [], start: request.given ? pack(request.given) : drawn() };
  if (request.given !== null) {
    const given = request.given;
    return { frozen: Array.from({ length: request.inputs }, (_, k) => pack(given.map(v => (v >> (request.inputs - 1 - k)) & 1))), start: new Uint32Array(count) };
  }
  return { frozen: Array.from({ length: request.inputs }, drawn), start: new Uint32Array(count) };
}

function run(request: LongRequest): void {
  cells = request.cells;
  const { frozen, start } = begin(request), count = words(cells);
  const stepper = new BitStepper(bitRule(request.table, request.inputs, request.offsets), cells, request.end, frozen);
  const most = Math.min(request.steps, Math.floor(MOST / (4 * count * (request.flip ? 2 : 1))) - 1);
  const began = performance.now();
  rows = [start];
  let rest = -1;
  for (let t = 1; t <= most; t++) {
    const next = new Uint32Array(count);
    stepper.step(rows[t - 1]!, next);
    rows.push(next);
    if (request.settles && same(next, rows[t - 1]!)) {
      rest = t - 1;
      break;
    }
    if (t % 128 === 0)
      self.postMessage({ progress: t, of: most });
  }
  const seconds = (performance.now() - began) / 1000, steps = rows.length - 1;
  beside = [];
  let most1 = 0, total = 0, outside = 0, healed = -1;
  if (request.flip) {
    const { t: at, i } = request.flip;
    const reach = Math.max(0, ...request.offsets.map(Math.abs));
    beside = rows.slice(0, Math.min(at, steps + 1));
    for (let t = at; t <= steps; t++) {
      const row = new Uint32Array(count);
      if (t === at) {
        row.set(rows[t]!);
        flipBit(row, i);
      } else {
        stepper.step(beside[t - 1]!, row);
      }
      beside.push(row);
      const near = reach * (t - at);
      let differ = 0;
      for (let w = 0; w < count; w++) {
        let x = row[w]! ^ rows[t]![w]!;
        while (x !== 0) {
          const cell = 32 * w + (31 - Math.clz32(x & -x));
          const gap = Math.abs(cell - i), away = request.end === 'ring' ? Math.min(gap, cells - gap) : gap;
          differ++;
          if (away > near)
            outside++;
          x &= x - 1;
        }
      }
      total += differ;
      most1 = Math.max(most1, differ);
      healed = differ === 0 ? (healed < 0 ? t : healed) : -1;
    }
  }
  pyramid = new Pyramid(cells, steps + 1);
  for (let t = 0; t <= steps; t++)
    pyramid.add(t, (beside[t] ?? rows[t])!, request.flip ? rows[t]! : null);
  pyramid.finish();
  const drawn = performance.now() - began;
  self.postMessage({ done: { steps, rest, seconds, drawn: drawn / 1000, cells, differing: total, most: most1, outside, healed, bytes: 4 * count * (rows.length + (request.flip ? rows.length : 0)) } });
}
