import { expect, test } from 'vitest'
import { createNotebook } from '../../electron/store/create-notebook'
import { openNotebook } from '../../electron/store/open-notebook'
import { samplePorts } from '../../electron/store/testing/samples'
import { MemoryDisk } from './memory-disk'
import { compare, contentsOf, straysAmong, withEffect } from './model'
import { Random } from './random'
import { newContents, nextStep, stepKinds } from './workload'

const FOLDER = '/in-memory/harbour'

test('every kind of change does what its effect says, and the next opening finds the same', async () => {
  const { fs, ...disk } = await notebook()
  const ports = samplePorts({ fs })
  const random = new Random(20)
  let contents = newContents
  let store = await openNotebook(FOLDER, ports)
  const made = new Set<string>()
  for (let nth = 0; nth < 600; nth += 1) {
    const step = nextStep(contents, random, ports)
    await step.make(store)
    contents = withEffect(contents, step.effect)
    made.add(step.what)
    if (nth % 10 !== 0) continue
    const open = await contentsOf(store, fs)
    expect([...open.misfits, ...compare(open.contents, contents, null).faults]).toEqual([])
    await store.close()
    store = await openNotebook(FOLDER, ports)
    const reopened = await contentsOf(store, fs)
    expect([...reopened.misfits, ...compare(reopened.contents, contents, null).faults]).toEqual([])
  }
  await store.close()
  expect([...made].toSorted()).toEqual([...stepKinds].toSorted())
  expect(straysAmong(disk.files())).toEqual([])
})

test('the same seed gives the same changes', async () => {
  expect(fiftySteps(7)).toEqual(fiftySteps(7))
  expect(fiftySteps(7)).not.toEqual(fiftySteps(8))
})

test('what is lost, changed, half made or made up is told', () => {
  const acknowledged = new Map([['one', '1']])
  const flight = [
    ['two', '2'],
    ['three', '3'],
  ] as const
  const faults = (found: [string, string][]) => compare(new Map(found), acknowledged, flight).faults
  expect(faults([['one', '1']])).toEqual([])
  expect(
    faults([
      ['one', '1'],
      ['two', '2'],
      ['three', '3'],
    ]),
  ).toEqual([])
  expect(
    faults([
      ['one', '1'],
      ['two', '2'],
    ]),
  ).not.toEqual([])
  expect(faults([['one', '0']])).not.toEqual([])
  expect(faults([])).not.toEqual([])
  expect(
    faults([
      ['one', '1'],
      ['four', '4'],
    ]),
  ).not.toEqual([])
})

async function notebook() {
  const disk = new MemoryDisk()
  await disk.fs.mkdir('/in-memory', { recursive: true })
  await createNotebook(FOLDER, 'Harbour', samplePorts({ fs: disk.fs }))
  return { fs: disk.fs, files: () => disk.files(FOLDER) }
}

function fiftySteps(seed: number) {
  const random = new Random(seed)
  const ports = samplePorts()
  let contents = newContents
  return Array.from({ length: 50 }, () => {
    const { what, effect } = nextStep(contents, random, ports)
    contents = withEffect(contents, effect)
    return { what, effect }
  })
}
