export const isPublished: boolean;
export function load(): Promise<Record<string, (...args: unknown[]) => unknown>>;
