export const dist: string;
export function serve(): Promise<{ url: string; sent: { path: string; status: number; bytes: number }[]; close(): void }>;
