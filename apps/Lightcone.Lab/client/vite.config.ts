import { defineConfig } from 'vite';

// Relative addresses: the same files run under any path of any web host.
export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: { target: 'es2022', assetsInlineLimit: 0, cssCodeSplit: false, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 400 },
});
