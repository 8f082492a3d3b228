import { basename, join } from 'node:path'
import { build } from 'vite'

/**
 * Bundles a TypeScript program of this project, so that a Node process of its own can run it.
 * @param {string} entry path of the program
 * @param {string} outDir folder where the bundle goes; callers at work at the same time need different ones
 * @param {string[]} external packages that stay outside, because they find their own files by where they lie
 * @returns {Promise<string>} path of the bundle
 */
export async function bundleForNode(entry, outDir, external = []) {
  const name = basename(entry, '.ts')
  await build({
    configFile: false,
    logLevel: 'error',
    // Everything is bundled, so that starting the program costs what starting the product costs.
    ssr: { noExternal: true, external },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20.19',
      minify: false,
      rolldownOptions: { input: { [name]: entry }, output: { entryFileNames: '[name].mjs' } },
    },
  })
  return join(outDir, `${name}.mjs`)
}
