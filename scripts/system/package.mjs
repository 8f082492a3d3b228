import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expectThat, Skip } from './bench.mjs'

const project = resolve(import.meta.dirname, '../..')

/** The app can be packaged: the files, the layout and the configuration, as scripts/package-check.mjs sees them. */
export function packageHolds() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(project, 'scripts/package-check.mjs')],
    {
      cwd: project,
      encoding: 'utf8',
    },
  )
  const skipped = /^skipped: .*\(needs (.*)\)$/m.exec(stdout)
  if (skipped !== null) throw new Skip(skipped[1])
  expectThat(status === 0, `${stdout}${stderr}`.trim())
}
