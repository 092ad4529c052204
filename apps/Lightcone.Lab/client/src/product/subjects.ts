import { readRule } from '../model/link';
import * as product from './product';
import type { Subject, VerdictReply } from './types';

const subjects = new Map<string, Promise<Subject>>();
const verdicts = new Map<number, Promise<VerdictReply>>();

/** Opens a rule once: a task, a notation, or one of these with changed entries. */
export function subjectOf(rule: string): Promise<Subject> {
  let found = subjects.get(rule);
  if (!found) {
    found = opened(rule);
    subjects.set(rule, found);
    found.catch(() => subjects.delete(rule));
  }
  return found;
}

async function opened(name: string): Promise<Subject> {
  const { rule, edits } = readRule(name);
  if (edits.length === 0)
    return product.open(name);
  let subject = await subjectOf(rule);
  for (const [part, entry, symbol] of edits)
    subject = await product.edit(subject.id, part === 1, entry, symbol);
  return subject;
}

export function verdictOf(subject: Subject): Promise<VerdictReply> {
  let found = verdicts.get(subject.id);
  if (!found) {
    found = product.certify(subject.id);
    verdicts.set(subject.id, found);
    found.catch(() => verdicts.delete(subject.id));
  }
  return found;
}

const adopted = new Set<string>();

/** Whether a rule came from a file or was learned here, so that a link cannot name it. */
export const isOnlyHere = (rule: string): boolean => adopted.has(readRule(rule).rule);

/** Gives a subject a name, so that any page can show what one of them opened. */
export function adopt(name: string, subject: Subject): void {
  subjects.set(name, Promise.resolve(subject));
  adopted.add(name);
}
