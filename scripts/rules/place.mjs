import { posix, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/**
 * Where a file stands in the house: its path from the project's folder, with forward slashes. What lies under a
 * folder named `planted` is judged as if that folder were the project, so that a planted violation in
 * `…/planted/shared/clock.ts` breaks the rules of `shared/`.
 * @param {string} filename
 */
export function pathInHouse(filename) {
  const slashed = filename.replaceAll('\\', '/')
  const planted = slashed.lastIndexOf('/planted/')
  if (planted !== -1) return slashed.slice(planted + '/planted/'.length)
  return relative(root, filename).replaceAll('\\', '/')
}

/** The first folder of a path in the house: shared, electron, renderer, tests, scripts; "" for a file at the top. */
export function roomOf(path) {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : ''
}

/** True for a test and for what only tests use: `tests/`, and a folder `testing` in any room. */
export function isTest(path) {
  return /\.test\.tsx?$/.test(path) || roomOf(path) === 'tests' || path.includes('/testing/')
}

/** True when `path` is the folder itself or lies in it. */
export function isIn(path, folder) {
  return path === folder || path.startsWith(`${folder}/`)
}

/** What an import names: a file of the house by its path (without an ending, if the import has none), or a package. */
export function targetOf(path, specifier) {
  if (specifier.startsWith('.')) {
    return { kind: 'file', path: posix.join(posix.dirname(path), specifier.replace(/\?.*$/, '')) }
  }
  return { kind: 'package', name: specifier }
}
