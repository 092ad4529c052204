import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['journeys/**/*.journey.ts'], testTimeout: 60000, hookTimeout: 60000, server: { deps: { external: [/\/wasm\//] } }, fileParallelism: false, retry: 0 } });
