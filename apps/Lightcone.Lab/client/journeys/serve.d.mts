import type { IncomingMessage, ServerResponse } from 'node:http';
export type Answer = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;
export const dist: string;
export function serve(answer?: Answer | null): Promise<{ url: string; sent: { path: string; status: number; bytes: number }[]; close(): void }>;
