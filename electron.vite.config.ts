import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const at = (path: string) => resolve(import.meta.dirname, path)

/** pdf.js asks for a canvas where it believes to run on Node, which is never drawn on here: text alone is read of a PDF. */
const pdfWithoutCanvas = {
  name: 'pdf-without-canvas',
  transform: (code: string, id: string) =>
    /pdfjs-dist[\\/]legacy[\\/]build[\\/]pdf\.mjs$/.test(id)
      ? { code: code.replaceAll('require("@napi-rs/canvas")', 'null'), map: null }
      : null,
}

export default defineConfig({
  main: {
    plugins: [pdfWithoutCanvas],
    resolve: {
      // Its form for Node makes a `require` of its own, which the bundle has already.
      alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }],
    },
    build: {
      // Everything is bundled, so that the packaged app and a copied `out` folder need no node_modules.
      externalizeDeps: false,
      // The loopback host and the command line run this bundle on the user's own Node.
      target: 'node20.19',
      rollupOptions: {
        input: {
          main: at('electron/main.ts'),
          serve: at('electron/serve.ts'),
          cli: at('electron/cli.ts'),
          parser: at('electron/parser.ts'),
          searcher: at('electron/searcher.ts'),
          worker: at('electron/worker.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed preload is one CommonJS file that requires nothing but `electron`.
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      rollupOptions: { input: at('renderer/index.html') },
      minify: true,
      // No data: URLs for fonts and the like: the content security policy allows files of our own only.
      assetsInlineLimit: 0,
    },
  },
})
