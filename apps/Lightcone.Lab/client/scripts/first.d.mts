export function firstRun(product: Record<string, (...args: unknown[]) => unknown>): unknown;
