import type { Position, RuleFunction } from '../product/types';
import { decode } from './cells';

/** What stands at each position of the neighborhood with this number: a mixed-radix numeral, the first position most significant. */
export function unpack(positions: Position[], index: number): number[] {
  const symbols = new Array<number>(positions.length);
  let rest = index;
  for (let p = positions.length - 1; p >= 0; p--) {
    const size = positions[p]!.symbols.length;
    symbols[p] = rest % size;
    rest = Math.floor(rest / size);
  }
  return symbols;
}

export const tableOf = (f: RuleFunction): Uint8Array => decode(f.table);

/** Under which input symbols a state passes on: the table depends there on some state. Elsewhere a signal ends. */
export function openInputs(f: RuleFunction): boolean[] {
  const frozen = f.positions.filter(p => p.frozen);
  if (frozen.length !== 1)
    return [];
  const table = tableOf(f);
  const size = frozen[0]!.symbols.length;
  const block = table.length / size;
  return Array.from({ length: size }, (_, symbol) => {
    const part = table.subarray(symbol * block, (symbol + 1) * block);
    return part.some(v => v !== part[0]);
  });
}

/** A neighborhood for people: (1,0,1) by the names of its symbols. */
export const letters = (positions: Position[], index: number): string =>
  `(${unpack(positions, index).map((v, p) => positions[p]!.symbols[v]).join(',')})`;
