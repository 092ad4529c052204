import type { Browser } from 'playwright-core';
export const executable: string | undefined;
export function launch(): Promise<Browser>;
