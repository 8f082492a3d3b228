import { posix } from 'node:path'
import { faultsByLine } from './files.mjs'

const jobs = /\bbash_jobs\b/
const workFolder = /(?<![\w.])\/work\//
const registry =
  /\bregistry\.[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b|\bhttps?:\/\/[\w.-]*(?:artifactory|verdaccio|nexus)/i
const toShared = /(?:\.\.\/)+shared\/[\w./-]*/g
const importing = /\bfrom ['"]|\bimport\(|^import ['"]|\bvi\.mock\(|\bimport\.meta\b/

/**
 * Nothing in the project tells of the machine it was written on: no folder of that machine, no host of a registry,
 * no path to a folder beside the project. `here` are folders of this machine (the project's own, the home folder).
 * @param {{ path: string, text: string }[]} files
 * @param {readonly string[]} here
 */
export function traces(files, here) {
  const paths = new Set(files.map(({ path }) => path))
  const exists = (path) => paths.has(path) || [...paths].some((each) => each.startsWith(path))
  const machine = here.filter((folder) => folder.length > 2).map((folder) => `${folder.replace(/\/$/, '')}/`)
  return faultsByLine(
    files.filter(({ path }) => path !== 'package-lock.json'),
    (line, path) => {
      const faults = machine.filter((folder) => line.includes(folder)).map(() => 'a folder of this machine')
      if (jobs.test(line) || workFolder.test(line)) faults.push('a folder of some machine')
      if (registry.test(line)) faults.push('the host of a registry')
      for (const [found] of line.matchAll(toShared)) {
        const target = posix.join(posix.dirname(path), found)
        const isKnown = importing.test(line) || exists(target)
        if (target.startsWith('..') || !isKnown) faults.push(`${found} leads out of the project`)
      }
      return faults
    },
  )
}
