import { randomInt } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { Annotation } from '../../../shared/model/annotation'
import { openNotebook } from '../open-notebook'
import { type SampleSource, sampleAnnotation, samplePorts, sampleSource } from './samples'

/**
 * A process that changes a notebook without pause until it is killed. A line `begin` says what is about to be
 * changed, a line `done` that it was acknowledged; both are written at once, so that a kill loses neither.
 */
const [folder = '', firstId = '0'] = process.argv.slice(2)
const ports = samplePorts({ firstId: Number(firstId) })
const store = await openNotebook(folder, ports)
if (store.readOnly !== null) throw new Error(store.readOnly.message)

export type Told = {
  readonly step: 'begin' | 'done'
  /** `many` is a list of annotations that are saved as one change. */
  readonly what: 'source' | 'save' | 'trash' | 'many'
  readonly value: unknown
}

const tell = (told: Told) => writeSync(1, `${JSON.stringify(told)}\n`)

async function change(what: Told['what'], value: unknown, job: () => Promise<unknown>): Promise<void> {
  tell({ step: 'begin', what, value })
  await job()
  tell({ step: 'done', what, value })
}

async function addSource(): Promise<SampleSource> {
  const sample = sampleSource(ports)
  await change('source', sample.source, () => store.addSource(sample.source, sample.version, sample.original))
  return sample
}

const samples = [await addSource(), await addSource()]
const annotations: Annotation[] = []
for (let nth = 0; ; nth++) {
  if (nth % 10 === 9) samples.push(await addSource())
  const sample = samples[randomInt(samples.length)] ?? (await addSource())
  const chosen = annotations[randomInt(annotations.length + 1)]
  if (chosen === undefined || nth % 3 === 0) {
    const made = sampleAnnotation(ports, sample, nth)
    await change('save', made, () => store.addAnnotation(made))
    annotations.push(made)
  } else if (nth % 5 === 0) {
    const changed = annotations.map((each) => ({
      ...each,
      revision: each.revision + 1,
      memo: `all at ${nth}`,
    }))
    const byId = new Map(changed.map((each) => [each.id, each]))
    const ids = changed.map(({ target }) => target.source)
    await change('many', changed, () =>
      store.changeFiles(ids, (file) => ({
        ...file,
        annotations: file.annotations.map((each) => byId.get(each.id) ?? each),
      })),
    )
    annotations.splice(0, annotations.length, ...changed)
  } else if (nth % 7 === 0) {
    annotations.splice(annotations.indexOf(chosen), 1)
    await change('trash', chosen, () => store.trashAnnotation(chosen.target.source, chosen.id))
  } else {
    const changed = { ...chosen, revision: chosen.revision + 1, memo: `looked at ${nth}` }
    annotations.splice(annotations.indexOf(chosen), 1, changed)
    await change('save', changed, () =>
      store.changeAnnotation(chosen.target.source, chosen.id, () => changed),
    )
  }
}
