import type { Mark } from '../marks';
import { inWords, sentence } from '../model/text';
import type { Level, VerdictReply } from '../product/types';

/** One line of a certificate for the page. */
export interface Line { key: string; mark: Mark; title: string; grade: string; text: string; refute: string }

const NOTHING = 'Nothing is claimed, so nothing can be refuted.';

/** All levels in the order in which they build on each other. */
export function lines(verdict: VerdictReply, name: string): Line[] {
  const l = verdict.levels as Record<string, Level | null> & { essential: string[] };
  const found: Line[] = [];
  if (!verdict.certified)
    found.push({ key: 'claim', mark: 'bad', title: 'claim', grade: 'refuted', text: `${sentence(verdict.reason ?? verdict.text)}${verdict.failing ? ` Smallest failing input: ${verdict.failing.text}.` : ''}`, refute: 'It is refuted: see the counterexample. What follows is what this table does all the same.' });
  const graded = (key: string, title: string, refute: (level: Level) => string): void => {
    const level = l[key];
    if (level)
      found.push({ key, title, ...grade(level), text: sentence(level.statement ?? ''), refute: level.level === 'not proved' ? NOTHING : refute(level) });
  };
  graded('table', 'table', level => (level['margin'] === null ? `One neighborhood whose entry is not that of ${name}.` : 'One neighborhood on which the network says another symbol.'));
  graded('readout', 'readout', () => 'One neighborhood of the readout with another symbol.');
  found.push({ key: 'essential', mark: 'proved', title: 'essential', grade: 'proved', text: `The next symbol depends on ${inWords(l.essential)}.`, refute: 'Two neighborhoods that differ in another place only, with different results.' });
  graded('convergence', 'convergence', level => (level.level === 'proved' ? `A start that is still changing${level.stepBound ? ` after ${level.stepBound} steps` : ' for ever'}.` : 'A larger ring that does not come to rest.'));
  if (verdict.certified)
    graded('function', 'function', level => (level.level === 'proved' ? 'One input whose result is another one.' : 'A longer input with a wrong result.'));
  graded('invariant', 'invariant', () => 'One step that changes the sum.');
  const healing = l['healing'];
  if (healing)
    found.push({ key: 'healing', title: 'healing', mark: healing.heals === null || healing.heals === undefined ? 'open' : 'proved', grade: healing.heals ? 'proved' : healing.heals === false ? 'proved: it does not' : 'not proved', text: sentence(healing.statement ?? ''), refute: healing.heals ? 'A flipped cell after which another row is at rest.' : healing.heals === false ? 'The row named here coming back after all.' : NOTHING });
  graded('lifetime', 'lifetime', () => 'An error that lives longer, on average over all inputs.');
  graded('fixedPoints', 'fixed points', () => 'A row at rest that is not counted here.');
  graded('ends', 'ends', () => 'A start that comes to rest elsewhere than the machines write.');
  graded('robustness', 'robustness', () => 'A change of the inputs within the radius that changes a symbol.');
  graded('readoutRobustness', 'readout, robustness', () => 'A change of the inputs within the radius that changes a symbol.');
  return found;
}

function grade(level: Level): { mark: Mark; grade: string } {
  switch (level.level) {
    case 'checked': return { mark: 'checked', grade: level.checkedUpTo ? `checked up to ${level.checkedUpTo}` : 'checked' };
    case 'not proved': return { mark: 'open', grade: 'not proved' };
    default: return { mark: 'proved', grade: 'proved' };
  }
}

/** Two proved, one not proved. */
export function count(all: Line[]): string {
  const kinds: [Mark, string][] = [['proved', 'proved'], ['checked', 'checked'], ['open', 'not proved'], ['bad', 'refuted']];
  return kinds.map(([k, word]) => [all.filter(line => line.mark === k).length, word] as const).filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`).join(', ');
}
