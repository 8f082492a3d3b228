import { readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

/**
 * A fault to plant in a bundle: in `file`, a path from the working folder, `find` becomes `replacement`.
 * @typedef {{ readonly file: string, readonly find: string, readonly replacement: string }} Plant
 */

/**
 * Bundles a TypeScript program of this project, so that a Node process of its own can run it.
 * @param {string} entry path of the program
 * @param {string} outDir folder where the bundle goes; callers at work at the same time need different ones
 * @param {readonly string[]} external packages that stay outside, because they find their own files by where they lie
 * @param {Plant | null} plant a fault to plant, to see that a test notices it. Throws where the text to replace is not
 *   there exactly once, or where its file is no part of the program.
 * @returns {Promise<string>} path of the bundle
 */
export async function bundleForNode(entry, outDir, external = [], plant = null) {
  const name = basename(entry, '.ts')
  const planting = plant === null ? null : plantingOf(plant)
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: planting === null ? [] : [planting.plugin],
    // Everything is bundled, so that starting the program costs what starting the product costs.
    ssr: { noExternal: true, external: [...external] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: 'node20.19',
      minify: false,
      rolldownOptions: { input: { [name]: entry }, output: { entryFileNames: '[name].mjs' } },
    },
  })
  if (planting !== null && !planting.isPlanted())
    throw new Error(`${plant?.file} is no part of ${entry}: the fault cannot be planted.`)
  return join(outDir, `${name}.mjs`)
}

/** @param {Plant} plant */
function plantingOf({ file, find, replacement }) {
  const path = resolve(file)
  const places = readFileSync(path, 'utf8').split(find).length - 1
  if (places !== 1) throw new Error(`“${find}” is ${places} times in ${file}: the fault cannot be planted.`)
  let planted = false
  const plugin = {
    name: 'plant-a-fault',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (resolve(id.split('?')[0] ?? id) !== path) return null
      planted = true
      return { code: code.replace(find, () => replacement), map: null }
    },
  }
  return { plugin, isPlanted: () => planted }
}
