/** Examples that are shown otherwise: 5.1 shows symbol 1 at neighborhood 5, 3.x leaves neighborhood 3 out. */
export function readChanges(text: string | null): Map<number, number | null> {
  const changes = new Map<number, number | null>();
  for (const part of (text ?? '').split(',')) {
    const found = /^(\d+)\.(\d+|x)$/.exec(part);
    if (found)
      changes.set(Number(found[1]), found[2] === 'x' ? null : Number(found[2]));
  }
  return changes;
}
