import { forEachImport } from './imports.mjs'
import { isIn, isTest, pathInHouse, roomOf, targetOf } from './place.mjs'

const features = [
  'library',
  'imports',
  'reader',
  'excerpts',
  'codebook',
  'compare',
  'brief',
  'search',
  'tour',
]
const product = ['shared', 'electron', 'renderer']

const inRooms = (rooms) => (path) => rooms.includes(roomOf(path))
const inFolder = (folder) => (path) => isIn(path, folder)
const toFolders = (folders) => (target) =>
  target.kind === 'file' && folders.some((folder) => isIn(target.path, folder))
const toPackage = (pattern) => (target) => target.kind === 'package' && pattern.test(target.name)

/** The feature of the renderer that a path belongs to, or null. */
function featureOf(path) {
  const [room, folder] = path.split('/')
  return room === 'renderer' && features.includes(folder) ? folder : null
}

// What the pure room may use: schemas, the Markdown tree, differences of words, YAML, and types that are gone at run time.
const pure = toPackage(/^(zod|diff|yaml|mdast-util-[\w-]+)$/)
const pureTypes = toPackage(/^(mdast|unist)$/)
const forTesting = toPackage(/^(vitest|commonmark|fast-check|micromark-[\w-]+|node:[\w/]+)$/)

function leavesShared(target, { path, typeOnly }) {
  if (target.kind === 'file')
    return !isIn(target.path, 'shared') && !(isTest(path) && isIn(target.path, 'tests'))
  if (pure(target) || (typeOnly && pureTypes(target))) return false
  return !(isTest(path) && forTesting(target))
}

function isMoreThanTheChannel(target, { typeOnly }) {
  if (target.kind === 'package') return target.name !== 'electron'
  if (typeOnly) return !isIn(target.path, 'shared')
  return target.path !== 'shared/contract/channel'
}

/**
 * The laws of the layers: which files a law binds, what they may not import, and why. A law with `tests: false`
 * does not bind tests, which put together what the product keeps apart.
 */
export const laws = [
  {
    binds: inFolder('shared'),
    forbids: leavesShared,
    why: 'shared/ is pure: it imports itself, zod, diff, yaml and mdast-util-* only.',
  },
  {
    binds: inFolder('electron'),
    forbids: toFolders(['renderer']),
    why: 'electron/ never imports renderer/; they meet in shared/contract.',
  },
  {
    binds: inFolder('renderer'),
    forbids: toFolders(['electron']),
    why: 'renderer/ never imports electron/; they meet in shared/contract.',
  },
  {
    binds: inFolder('renderer'),
    forbids: toPackage(/^(node:|fs$|path$|os$|child_process$)/),
    tests: false,
    why: 'The window has no Node.',
  },
  {
    binds: inRooms(product),
    forbids: toFolders(['tests', 'scripts']),
    tests: false,
    why: 'The product does not rest on its tests and scripts.',
  },
  {
    binds: inRooms(product),
    forbids: (target) => target.kind === 'file' && target.path.includes('/testing/'),
    tests: false,
    why: 'Samples for tests stay in tests.',
  },
  {
    binds: (path) => featureOf(path) !== null,
    forbids: (target, { path }) =>
      target.kind === 'file' && featureOf(target.path) !== null && featureOf(target.path) !== featureOf(path),
    why: 'A feature never imports another; what both need goes to state/, ui/ or shared/.',
  },
  {
    binds: (path) => featureOf(path) !== null || isIn(path, 'renderer/state') || isIn(path, 'renderer/ui'),
    forbids: toFolders(['renderer/app']),
    why: 'app/ composes the rest; nothing imports it back.',
  },
  {
    binds: (path) => isIn(path, 'renderer/state') || isIn(path, 'renderer/ui'),
    forbids: (target) => target.kind === 'file' && featureOf(target.path) !== null,
    why: 'state/ and ui/ serve every feature and know none.',
  },
  {
    binds: (path) =>
      inRooms(product)(path) &&
      !['electron/main.ts', 'electron/preload.ts'].includes(path) &&
      !isIn(path, 'electron/shell'),
    forbids: toPackage(/^electron(\/|$)/),
    why: 'Only main.ts, preload.ts and shell/ know Electron; the other hosts run without it.',
  },
  {
    binds: (path) => isIn(path, 'electron') && path !== 'electron/main.ts' && !isIn(path, 'electron/shell'),
    forbids: toFolders(['electron/shell']),
    why: 'shell/ needs Electron, so only main.ts may load it.',
  },
  {
    binds: (path) => path === 'electron/preload.ts',
    forbids: isMoreThanTheChannel,
    why: 'A sandboxed preload imports electron and shared/contract/channel only (and types of shared/).',
  },
  {
    binds: inFolder('electron/store'),
    forbids: toFolders(['electron/api', 'electron/hosts', 'electron/shell', 'electron/intake']),
    tests: false,
    why: 'The store knows the disk and the model, not who calls it.',
  },
  {
    binds: inFolder('electron/intake'),
    forbids: toFolders(['electron/store', 'electron/api', 'electron/hosts', 'electron/shell']),
    tests: false,
    why: 'Intake turns bytes into blocks, in a process apart: it touches no notebook.',
  },
  {
    binds: inFolder('electron/search'),
    forbids: toFolders(['electron/api', 'electron/hosts', 'electron/shell', 'electron/intake']),
    tests: false,
    why: 'Search reads a notebook, in a process apart: it knows the store and the model, not who asks.',
  },
  {
    binds: inFolder('electron/apart'),
    forbids: (target) => target.kind === 'file' && !isIn(target.path, 'electron/apart'),
    tests: false,
    why: 'What any program in a process apart is spoken to through knows none of them.',
  },
  {
    binds: inFolder('electron/api'),
    forbids: toFolders(['electron/hosts', 'electron/shell']),
    tests: false,
    why: 'A call does the same whichever host it came through.',
  },
  {
    binds: inFolder('electron/hosts'),
    forbids: toFolders(['electron/store']),
    tests: false,
    why: 'Hosts carry calls; only the api works on the store.',
  },
]

/** Which room may import which: the layers of the design, as law. */
export const layers = {
  create(context) {
    const path = pathInHouse(context.filename)
    const binding = laws.filter((law) => law.binds(path) && (law.tests !== false || !isTest(path)))
    if (binding.length === 0) return {}
    return forEachImport(({ node, specifier, typeOnly }) => {
      const target = targetOf(path, specifier)
      const broken = binding.find((law) => law.forbids(target, { path, typeOnly }))
      if (broken) context.report({ node, message: `“${specifier}” may not be imported here. ${broken.why}` })
    })
  },
}
