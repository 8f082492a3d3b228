import { dirname, join, resolve } from 'node:path'

/**
 * What one thread did, from a file of `strace -ttt -T -y`: calls that succeeded, with when they began and ended.
 * @param {string} text
 * @returns {{ name: string, args: string, began: number, ended: number }[]}
 */
export function parseTrace(text) {
  return text.split('\n').flatMap((line) => {
    const call = /^(\d+\.\d+) (\w+)\((.*)\)\s+= (-?\d+|\?).*?(?:<(\d+\.\d+)>)?$/.exec(line)
    if (call === null) return []
    const [, time, name, args, result, took] = call
    // A connection is under way although the call answers an error, so it is kept all the same.
    if (result.startsWith('-') && name !== 'connect') return []
    const began = Number(time)
    return [{ name, args, began, ended: began + Number(took ?? 0) }]
  })
}

const renaming = /^(?:rename|renameat|renameat2|link|linkat)$/
const syncing = /^f(?:data)?sync$/
const making = /^(?:mkdir|mkdirat|unlink|unlinkat|rmdir|symlink|symlinkat|truncate|chmod|fchmodat)$/
const devices = /^\/(?:dev|proc)\//

/**
 * What is wrong with a traced command: a connection to the network, a file touched outside the folders where it may
 * write, or a document that took its name before its bytes were synced, or whose folder was not synced before the
 * command answered.
 * @param {readonly { name: string, args: string, began: number, ended: number }[]} calls of all threads
 * @param {{ notebook: string, mayWrite: readonly string[], caches: readonly string[] }} rules
 * @returns {string[]}
 */
export function traceFaults(calls, { notebook, mayWrite, caches }) {
  const ordered = calls.toSorted((one, other) => one.began - other.began)
  const isOutside = (path) => !devices.test(path) && !mayWrite.some((folder) => isIn(path, folder))
  const faults = ordered.flatMap((call) => [
    ...networkFaults(call),
    ...pathsChanged(call)
      .filter(isOutside)
      .map((path) => `${call.name} outside the notebook: ${path}`),
  ])
  return [...faults, ...durabilityFaults(ordered, notebook, caches)]
}

function networkFaults({ name, args }) {
  return name === 'connect' && /AF_INET6?\b/.test(args) ? [`a connection: ${args}`] : []
}

function durabilityFaults(ordered, notebook, caches) {
  const answer = ordered.find(({ name, args }) => /^writev?$/.test(name) && args.startsWith('1<'))
  if (answer === undefined) return ['the command printed no answer']
  const synced = ordered
    .filter(({ name }) => syncing.test(name))
    .map((call) => ({ ...call, path: pathOfDescriptor(call.args) }))
  const written = new Map()
  for (const call of ordered) {
    if (/^p?writev?(?:64)?$/.test(call.name)) written.set(pathOfDescriptor(call.args), call)
  }
  const named = ordered
    .filter(({ name, ended }) => renaming.test(name) && ended <= answer.began)
    .map((call) => ({ ...call, from: pathsOf(call)[0], to: pathsOf(call)[1] }))
    .filter(({ to }) => isIn(to, notebook) && !caches.includes(to))
  if (!named.some(({ to }) => isIn(to, join(notebook, 'sources'))))
    return ['no source took its name before the answer']

  return named.flatMap(({ from, to, began, ended }) => {
    const unsynced = [...written.keys()].filter(
      (path) => isIn(path, from) && !synced.some((sync) => sync.path === path && sync.ended <= began),
    )
    const folder = dirname(to)
    const lasts = synced.some(
      ({ path, ...sync }) => path === folder && sync.began >= ended && sync.ended <= answer.began,
    )
    return [
      ...unsynced.map((path) => `${path} took its name before it was synced`),
      ...(lasts ? [] : [`${folder} was not synced between the naming of ${to} and the answer`]),
    ]
  })
}

/** The paths a call creates, changes or removes. */
function pathsChanged(call) {
  if (renaming.test(call.name) || making.test(call.name)) return pathsOf(call)
  const opensForWriting =
    /^(?:open|openat|creat)$/.test(call.name) && /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(call.args)
  return opensForWriting || call.name === 'creat' ? pathsOf(call) : []
}

/** The paths in the arguments, each made whole by the folder that stands before it (`AT_FDCWD</folder>, "name"`). */
function pathsOf({ args }) {
  return [...args.matchAll(/(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/g)].map(([, folder, path]) =>
    resolve(folder ?? '/', path),
  )
}

function pathOfDescriptor(args) {
  return /^\d+<([^>]*)>/.exec(args)?.[1] ?? ''
}

function isIn(path, folder) {
  return path === folder || path.startsWith(`${folder}/`)
}
