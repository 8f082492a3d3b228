const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/

/**
 * Faults of the dependencies: each is pinned to one version, has its reason in docs/DEPENDENCIES.md, and stands above
 * the floor under which it has a known hole; the lockfile names no host and no package that runs code when installed.
 * @param {{
 *   manifest: { dependencies?: Record<string, string>, devDependencies?: Record<string, string>, scripts?: Record<string, string> },
 *   lockfile: { packages: Record<string, { version?: string, resolved?: string, hasInstallScript?: boolean }> },
 *   reasons: string,
 *   known: { floors: Record<string, string>, refused: Record<string, string> },
 * }} project
 * @returns {string[]}
 */
export function dependencyFaults({ manifest, lockfile, reasons, known }) {
  const direct = { ...manifest.dependencies, ...manifest.devDependencies }
  return [
    ...unpinned(direct),
    ...withoutReason(Object.keys(direct), reasons),
    ...Object.entries(lockfile.packages).flatMap(([place, entry]) => lockedFaults(place, entry, known)),
    ...hiddenScripts(Object.keys(manifest.scripts ?? {})),
  ]
}

function unpinned(direct) {
  const loose = Object.entries(direct).filter(([, version]) => !exact.test(version))
  return loose.map(([name, version]) => `package.json: ${name} is not pinned to one version (${version})`)
}

function withoutReason(names, reasons) {
  const rows = new Map(
    reasons.split('\n').flatMap((line) => {
      const [, name, ...cells] = line.split('|').map((cell) => cell.trim())
      return name?.startsWith('`') ? [[name.replaceAll('`', ''), cells.slice(0, -1)]] : []
    }),
  )
  const missing = names.filter(
    (name) =>
      !rows
        .get(name)
        ?.slice(0, 2)
        .every((cell) => cell !== ''),
  )
  const stale = [...rows.keys()].filter((name) => !names.includes(name))
  return [
    ...missing.map(
      (name) => `docs/DEPENDENCIES.md: ${name} has no row with what it is for and why it is a library`,
    ),
    ...stale.map((name) => `docs/DEPENDENCIES.md: ${name} is no dependency any more`),
  ]
}

function lockedFaults(place, { version, resolved, hasInstallScript }, { floors, refused }) {
  if (!place.includes('node_modules/')) return []
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
  const floor = floors[name] ?? floors[`${name.split('/')[0]}/*`]
  const faults = []
  if (floor !== undefined && isBelow(version, floor))
    faults.push(`${name} ${version} is below ${floor}, which closed a hole`)
  if (Object.hasOwn(refused, name)) faults.push(`${name} is refused: it ${refused[name]}`)
  if (hasInstallScript) faults.push(`${name} runs a script when it is installed`)
  if (resolved !== undefined && /^(https?|git\+)/.test(resolved))
    faults.push(`${name} names the host it was fetched from`)
  return faults.map((fault) => `package-lock.json: ${fault}`)
}

// `ignore-scripts` skips these in silence, so nothing may depend on them.
function hiddenScripts(names) {
  const hidden = names.filter((name) => {
    const after = /^(?:pre|post)(.+)$/.exec(name)
    return (
      after !== null &&
      (names.includes(after[1]) || ['install', 'pack', 'publish', 'pare'].includes(after[1]))
    )
  })
  return hidden.map((name) => `package.json: the script ${name} runs unasked`)
}

/** True when version `one` comes before `other`. A pre-release comes before its release. */
export function isBelow(one, other) {
  const [left, right] = [one, other].map((version) => version.split('-')[0].split('.').map(Number))
  const index = [0, 1, 2].find((each) => left[each] !== right[each])
  if (index === undefined) return one.includes('-') && !other.includes('-')
  return left[index] < right[index]
}
