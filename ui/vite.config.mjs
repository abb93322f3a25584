// Builds the islands into build/ui, beside a copy of ui/public: plain names, lazy chunks hashed.
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/ui/',
  publicDir: 'public',
  build: {
    outDir: '../build/ui',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: false,
    rollupOptions: {
      input: { app: new URL('islands/app.ts', import.meta.url).pathname },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
