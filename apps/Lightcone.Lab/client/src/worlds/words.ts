import { grouped } from '../model/text';
import type { Subject } from '../product/types';
import type { Group } from './census';
import { bounds } from './patterns';
import { bitNotation, type World } from './world';

/** The world in one sentence. */
export function twinOf(world: World, subject: Subject, found: { groups: Group[] } | null): string {
  const box = bounds(world.cells(), world.width);
  return `Generation ${grouped(world.generation)} of ${subject.notation ?? subject.name} on a ${world.torus ? 'torus' : 'walled square'} of ${grouped(world.width)} × ${grouped(world.height)}: ${box ? `cells within ${box.width} × ${box.height}` : 'no cell'}${found && found.groups[0] ? `, most often ${found.groups[0].name}` : ''}.`;
}

/** What the page says above the world. */
export function leadOf(subject: Subject): string {
  if (subject.inputIsFrozen)
    return 'Row r holds the first factor where the second has a one in place r; sums and carries run down, and the last row spells the product, its least place on the left. What you paint is an error, and heals.';
  return `${bitNotation(subject) ? 'Run by bits in this page; each step is the one that the product proves for the rule' : 'Run by the table engine of the product, in this page'}. Every step is proved, what comes of it is only run.`;
}
