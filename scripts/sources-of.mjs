import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { build } from 'vite'

/**
 * A digest for each list of programs, folders and files: it is another one as soon as any source that goes into the
 * programs changes, or anything in the folders does, and only then.
 * @param {readonly (readonly string[])[]} lists
 * @returns {Promise<string[]>}
 */
export async function digestsOf(lists) {
  const imports = await importsOf([...new Set(lists.flat().filter((path) => path.endsWith('.ts')))])
  return lists.map((list) => digestOf(list.flatMap((path) => filesOf(resolve(path), imports))))
}

/** @param {readonly string[]} files */
function digestOf(files) {
  const hash = createHash('sha256')
  for (const file of [...new Set(files)].toSorted())
    hash.update(`${relative('', file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest())
  return hash.digest('hex').slice(0, 12)
}

/**
 * All files in a folder, or all that a program imports.
 * @param {string} path
 * @param {ReadonlyMap<string, readonly string[]>} imports
 */
function filesOf(path, imports) {
  if (!imports.has(path)) return statSync(path).isDirectory() ? filesIn(path) : [path]
  const found = new Set([path])
  // What is added on the way is gone through, too.
  for (const file of found) for (const imported of imports.get(file) ?? []) found.add(imported)
  return [...found]
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/**
 * What each module of some programs imports, as the bundler finds it: files only, without what it makes up itself.
 * @param {readonly string[]} programs
 */
async function importsOf(programs) {
  /** @type {Map<string, string[]>} */
  const imports = new Map()
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'note-imports',
        buildEnd() {
          for (const id of this.getModuleIds()) {
            const { importedIds = [], dynamicallyImportedIds = [] } = this.getModuleInfo(id) ?? {}
            if (isAbsolute(id))
              imports.set(
                pathOf(id),
                [...importedIds, ...dynamicallyImportedIds].filter((each) => isAbsolute(each)).map(pathOf),
              )
          }
        },
      },
    ],
    ssr: { noExternal: true, external: ['vite'] },
    build: {
      ssr: true,
      write: false,
      rolldownOptions: { input: programs.map((path) => resolve(path)) },
    },
  })
  return imports
}

/** @param {string} id */
function pathOf(id) {
  return resolve(id.split('?')[0] ?? id)
}
