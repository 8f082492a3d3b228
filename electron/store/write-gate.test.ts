import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Failure } from '../../shared/contract/failure'
import { temporaryFolder } from '../testing/temporary-folder'
import { createNotebook } from './create-notebook'
import { openNotebook } from './open-notebook'
import { failureOf } from './testing/failure-of'
import { sampleBrief, samplePorts } from './testing/samples'
import { WriteGate } from './write-gate'

/** A lock that is looked at until a call of `asked` ends that. */
function slowLock() {
  const asked: (() => void)[] = []
  const hold = () =>
    new Promise<void>((resolve) => {
      asked.push(resolve)
    })
  return { lock: { hold }, asked }
}

test('changes are made in the order in which they came, however long looking at the lock takes', async () => {
  const { lock, asked } = slowLock()
  const gate = new WriteGate({ readOnly: null, lock }, () => undefined)
  const made: string[] = []
  const changes = ['a', 'b'].map((name) => gate.pass(async () => void made.push(name)))
  await expect.poll(() => asked.length).toBe(1)
  expect(made).toEqual([])
  asked[0]?.()
  await expect.poll(() => asked.length).toBe(2)
  asked[1]?.()
  await Promise.all(changes)
  expect(made).toEqual(['a', 'b'])
})

test('closing waits for a change that is still looking at the lock', async () => {
  const { lock, asked } = slowLock()
  const gate = new WriteGate({ readOnly: null, lock }, () => undefined)
  let made = false
  const change = gate.pass(async () => {
    made = true
  })
  const closed = gate.close().then(() => made)
  await expect.poll(() => asked.length).toBe(1)
  asked[0]?.()
  await change
  expect(await closed).toBe(true)
})

test('a change is not made, and not noted as saved, where somebody else has the lock by now', async () => {
  const lock = { hold: () => Promise.reject(new Failure('held', 'The notebook is open elsewhere.')) }
  const saved: string[] = []
  const gate = new WriteGate({ readOnly: null, lock }, () => void saved.push('saved'))
  const made: string[] = []
  const failure = await failureOf(gate.pass(async () => void made.push('made')))
  expect(failure.reason).toBe('held')
  expect([...made, ...saved]).toEqual([])
})

test('a notebook whose lock went away with its folder and came back is one writer’s again', async () => {
  const folder = join(await temporaryFolder(), 'Harbour')
  const ports = samplePorts()
  await createNotebook(folder, 'Harbour', ports)
  const store = await openNotebook(folder, ports)
  await rm(join(folder, 'lock'))
  await store.addBrief(sampleBrief(ports))
  const second = await openNotebook(folder, ports)
  expect(second.readOnly?.reason).toBe('held')
  await second.close()
  await rm(join(folder, 'lock'))
  const other = await openNotebook(folder, ports)
  expect((await failureOf(store.addBrief(sampleBrief(ports)))).reason).toBe('held')
  await other.close()
  await store.addBrief(sampleBrief(ports))
  await store.close()
})
