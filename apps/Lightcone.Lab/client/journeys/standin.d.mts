import type { Answer } from './serve.mjs';
export function standIn(options: { token: string; automaton: unknown; records: unknown[] }): Answer;
