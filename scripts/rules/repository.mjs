import { homedir } from 'node:os'
import { coloursOutsideTokens } from './repository/colours.mjs'
import { unknownVariables } from './repository/css-variables.mjs'
import { dependencyFaults } from './repository/dependencies.mjs'
import { readProject } from './repository/files.mjs'
import { skippedTests } from './repository/skipped-tests.mjs'
import { traces } from './repository/traces.mjs'

/**
 * What the whole project must keep and no single file can show. Answers the faults in words; none is good.
 * @param {string} project its folder
 */
export function repositoryFaults(project) {
  const files = readProject(project)
  const text = (path) => files.find((file) => file.path === path)?.text ?? ''
  return [
    ...coloursOutsideTokens(files),
    ...unknownVariables(files),
    ...skippedTests(files),
    ...traces(files, [project, homedir()]),
    ...dependencyFaults({
      manifest: JSON.parse(text('package.json')),
      lockfile: JSON.parse(text('package-lock.json')),
      reasons: text('docs/DEPENDENCIES.md'),
      known: JSON.parse(text('scripts/rules/dependency-floors.json')),
    }),
  ]
}
