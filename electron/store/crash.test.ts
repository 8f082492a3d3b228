import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { cp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import { bundleForNode } from '../../scripts/bundle-for-node.mjs'
import { Annotation } from '../../shared/model/annotation'
import { Source } from '../../shared/model/source'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import type { NotebookStore } from './notebook-store'
import { openNotebook } from './open-notebook'
import type { Told } from './testing/busy-writer'
import { samplePorts } from './testing/samples'

const KILLS = 20

test(`${KILLS} kills in the middle of changes lose nothing that was acknowledged`, {
  timeout: 120_000,
}, async () => {
  const program = await bundleForNode(
    join(import.meta.dirname, 'testing/busy-writer.ts'),
    await temporaryFolder(),
  )
  const folder = join(await temporaryFolder(), 'harbour')
  await createNotebook(folder, 'Harbour', samplePorts())
  /** The state of everything acknowledged: an annotation or source by id, null for what went to the trash. */
  const model = new Map<string, unknown>()
  let acknowledged = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const told = await runAndKill(program, [folder, String((kill + 1) * 1_000_000)])
    const { inFlight, done } = replay(told, model)
    acknowledged += done

    const store = await openNotebook(folder, samplePorts())
    expect(store.readOnly).toBe(null)
    const found = await everythingIn(store)
    // Whole or absent: either is right for the one change that was not acknowledged.
    const changing = inFlight === null ? [] : statesAfter(inFlight)
    if (changing.some(([id, state]) => isDeepStrictEqual(found.get(id) ?? null, state)))
      for (const [id, state] of changing) model.set(id, state)
    for (const [id, value] of model)
      expect({ kill, id, value: found.get(id) ?? null }).toEqual({ kill, id, value })
    expect([...found.keys()].filter((id) => (model.get(id) ?? null) === null)).toEqual([])
    expect(store.library()).toEqual(await derivedLibrary(folder))
    await store.close()
    expect((await readdir(folder, { recursive: true })).filter(isStray)).toEqual([])
  }
  expect(acknowledged).toBeGreaterThan(KILLS)
})

/** Lets the program work for a moment, kills it and answers what it told until then. */
async function runAndKill(program: string, args: readonly string[]): Promise<Told[]> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  await Promise.race([once(child.stdout, 'data'), closed])
  await pause(randomInt(150))
  child.kill('SIGKILL')
  expect(await closed, 'it did not end before it was killed').toEqual([null, 'SIGKILL'])
  // The program writes these lines itself; the last one may have been cut by the kill.
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Told)
}

/** Brings the model up to what was acknowledged; answers the change that was begun and not acknowledged. */
function replay(told: readonly Told[], model: Map<string, unknown>): { inFlight: Told | null; done: number } {
  let inFlight: Told | null = null
  let done = 0
  for (const each of told) {
    inFlight = each.step === 'begin' ? each : null
    if (each.step !== 'done') continue
    done += 1
    for (const [id, state] of statesAfter(each)) model.set(id, state)
  }
  return { inFlight, done }
}

async function everythingIn(store: NotebookStore): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>()
  for (const { id } of store.library()) {
    found.set(id, Source.parse(await store.readSource(id)))
    await store.readVersion(id, 1)
    for (const annotation of await store.readAnnotations(id))
      found.set(annotation.id, Annotation.parse(annotation))
  }
  return found
}

async function derivedLibrary(folder: string): Promise<unknown> {
  const copy = await temporaryFolder()
  await cp(folder, copy, { recursive: true })
  await rm(join(copy, 'catalogue.json'), { force: true })
  const store = await openNotebook(copy, samplePorts(), { readOnly: true })
  return store.library()
}

function isStray(name: string): boolean {
  return name.includes('.tmp') || name.includes('.incoming') || name.startsWith('lock')
}

/** What a change makes of each thing that it is about; null for what went to the trash. */
function statesAfter({ what, value }: Told): [string, unknown][] {
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.map((each) => [idOf(each), what === 'trash' ? null : each])
}

function idOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
    return value.id
  throw new Error('what was told has no id')
}
