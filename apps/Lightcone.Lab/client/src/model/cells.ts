/** Bytes in base 64, as the product writes them. */
export function decode(text: string): Uint8Array {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++)
    bytes[i] = raw.charCodeAt(i);
  return bytes;
}

/** Cuts rows out of one array, without copying. */
export const split = (all: Uint8Array, width: number): Uint8Array[] =>
  Array.from({ length: Math.floor(all.length / width) }, (_, t) => all.subarray(t * width, (t + 1) * width));

export function same(x: Uint8Array | Uint32Array, y: Uint8Array | Uint32Array): boolean {
  for (let i = 0; i < x.length; i++)
    if (x[i] !== y[i])
      return false;
  return x.length === y.length;
}

/** How many cells differ. */
export function differing(x: Uint8Array, y: Uint8Array): number {
  let n = 0;
  for (let i = 0; i < x.length; i++)
    if (x[i] !== y[i])
      n++;
  return n;
}

/** The first row from which on nothing changes; -1 when the last two still differ. */
export function restOf(rows: Uint8Array[]): number {
  let t = rows.length - 1;
  if (t < 1 || !same(rows[t]!, rows[t - 1]!))
    return -1;
  while (t > 0 && same(rows[t]!, rows[t - 1]!))
    t--;
  return t;
}

/** Seeded numbers in [0, 1): same seed, same numbers (mulberry32). For what the page draws by lot; the product has its own. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
