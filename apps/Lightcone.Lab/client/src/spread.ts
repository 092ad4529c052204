/** Places for labels beside the ends of lines: in the order of the values, at least so far apart, none outside. */
export function spread(wanted: number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((y, i) => [y, i] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const placed = order.map(([y]) => y);
  for (let k = 1; k < placed.length; k++)
    placed[k] = Math.max(placed[k]!, placed[k - 1]! + gap);
  const over = (placed.at(-1) ?? low) - high;
  if (over > 0) {
    placed[placed.length - 1]! -= over;
    for (let k = placed.length - 2; k >= 0; k--)
      placed[k] = Math.min(placed[k]!, placed[k + 1]! - gap);
  }
  const result = new Array<number>(wanted.length);
  order.forEach(([, i], k) => { result[i] = placed[k]!; });
  return result;
}
