import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'

test('a process that unpacks without end is ended, though it hears nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sourcebook-large-'))
  const guard = await bundleForNode(join(import.meta.dirname, 'end-when-large.ts'), folder)
  const program = join(folder, 'program.mjs')
  await writeFile(
    program,
    `import { endWhenLarge } from ${JSON.stringify(guard)}
endWhenLarge(300e6)
await new Promise((resolve) => setTimeout(resolve, 300))
const kept = []
for (;;) if (kept.length < 100) kept.push(Buffer.alloc(1e7, 1))`,
  )
  const child = fork(program, [], { execArgv: ['--disallow-code-generation-from-strings'] })
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  await rm(folder, { recursive: true, force: true })
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' })
})
