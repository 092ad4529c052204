import { defineConfig } from 'vitest/config';

// The published product is no source of ours: it runs as it is.
export default defineConfig({ test: { include: ['tests/**/*.test.ts'], testTimeout: 30000, server: { deps: { external: [/\/wasm\//] } } } });
