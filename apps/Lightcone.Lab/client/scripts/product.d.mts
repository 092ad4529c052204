export const isPublished: boolean;
export function load(tell?: (text: string) => void): Promise<Record<string, (...args: unknown[]) => unknown>>;
