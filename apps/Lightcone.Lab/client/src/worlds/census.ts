/** Counts what lies apart in a world: groups of touching cells, some of them known by name. */
export interface Group { name: string; count: number }

const KNOWN: [string, string][] = [
  ['block', 'oo/oo'], ['beehive', '.oo./o..o/.oo.'], ['loaf', '.oo./o..o/.o.o/..o.'], ['boat', 'oo./o.o/.o.'], ['ship', 'oo./o.o/.oo'], ['tub', '.o./o.o/.o.'], ['pond', '.oo./o..o/o..o/.oo.'],
  ['blinker', 'ooo'], ['glider', '.o./..o/ooo'], ['glider', 'o.o/.oo/.o.'],
];

/** The same for all eight turns and mirrors of a shape. */
export function canonical(cells: [number, number][]): string {
  const turns: ((x: number, y: number) => [number, number])[] = [(x, y) => [x, y], (x, y) => [-x, y], (x, y) => [x, -y], (x, y) => [-x, -y], (x, y) => [y, x], (x, y) => [-y, x], (x, y) => [y, -x], (x, y) => [-y, -x]];
  return turns.map(turn => {
    const all = cells.map(([x, y]) => turn(x, y)), x0 = Math.min(...all.map(p => p[0])), y0 = Math.min(...all.map(p => p[1]));
    return all.map(([x, y]) => `${x - x0},${y - y0}`).sort().join(' ');
  }).sort()[0]!;
}

const NAMES = new Map(KNOWN.map(([name, shape]) => [canonical(shape.split('/').flatMap((row, y) => Array.from(row).map((c, x) => (c === 'o' ? [x, y] : null)).filter(p => p !== null)) as [number, number][]), name]));

/** Groups by name, the most frequent first; groups without a name are counted by their size. */
export function census(cells: Uint8Array, width: number, torus: boolean): { groups: Group[]; total: number } {
  const height = cells.length / width, seen = new Uint8Array(cells.length), counts = new Map<string, number>();
  let total = 0;
  for (let start = 0; start < cells.length; start++) {
    if (!cells[start] || seen[start])
      continue;
    const queue: [number, number][] = [[start % width, Math.floor(start / width)]];
    seen[start] = 1;
    for (let k = 0; k < queue.length; k++)
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const x = queue[k]![0] + dx, y = queue[k]![1] + dy;
          if (!torus && (x < 0 || y < 0 || x >= width || y >= height))
            continue;
          const at = ((y % height) + height) % height * width + ((x % width) + width) % width;
          if (cells[at] && !seen[at]) {
            seen[at] = 1;
            queue.push([x, y]);
          }
        }
    total++;
    const name = queue.length <= 8 ? NAMES.get(canonical(queue)) : undefined;
    const label = name ?? (queue.length === 1 ? 'single cell' : `group of ${queue.length > 8 ? '9 or more' : queue.length}`);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return { groups: [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count), total };
}
