import { isPublished, load } from '../scripts/product.mjs';

/** The product in Node. Without it these tests are skipped, and say so: npm run wasm builds it (the .NET 10 SDK). */
export const published: boolean = isPublished;

let loaded: Promise<Record<string, (...args: unknown[]) => unknown>> | null = null;
export const product = () => (loaded ??= load());

export const base64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
