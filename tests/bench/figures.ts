import { findQuantities } from '../../shared/detection/figures/find-quantities'
import { readQuantity } from '../../shared/detection/figures/read-quantity'
import { excerpts } from '../../shared/detection/figures/testing/excerpts'
import { heldOut } from '../../shared/detection/figures/testing/held-out'
import type { LabelledExcerpt } from '../../shared/detection/figures/testing/labels'
import type { Quantity } from '../../shared/model/annotation'
import { compromiseReader, type Reader, recognizersReader } from './figures-peers'
import { makeRow, type Row } from './rows'
import { timed } from './timed'

/**
 * The suite of figures: how many labelled excerpts are read wrong, by us and by two libraries that read numbers, and how
 * long a text takes. The labels are ours, so the peers are measured at our task and not at theirs.
 */
const ROUNDS = 3
/** Signs of text that peers are timed on: one of them takes seconds for a kilobyte. */
const SHORT = 4000
const LONG = 2_000_000
/** What we mean to stay above. */
const SIGNS_A_SECOND = 1_000_000

const all = [...excerpts, ...heldOut]
const english = all.filter(({ language }) => language === 'en')

for (const peer of [compromiseReader, recognizersReader]) {
  for (const [name, labelled] of [
    ['English', english],
    ['all languages', all],
  ] as const) {
    for (const row of compareReading(name, labelled, peer)) print(row)
  }
}
for (const row of await compareSpeed()) print(row)

type Read = Pick<Quantity, 'value' | 'unit'> & Partial<Quantity>

function compareReading(name: string, labelled: readonly LabelledExcerpt[], peer: Reader): Row[] {
  const ours = labelled.map(({ excerpt }): Read | null => readQuantity(excerpt))
  const theirs = labelled.map(({ excerpt, language }): Read | null => peer.read(excerpt, language))
  const aspects = {
    value: (read: Read, label: Quantity) => isClose(read.value, label.value),
    unit: (read: Read, label: Quantity) => read.unit === label.unit,
    // Neither peer says anything of bounds, so that what it reads is exact.
    qualifier: (read: Read, label: Quantity) =>
      (read.bound ?? 'exact') === label.bound && (read.approximate ?? false) === label.approximate,
  }
  return Object.entries(aspects).map(([aspect, isRight]) => {
    const wrong = (reads: readonly (Read | null)[]) => {
      const missed = labelled.filter(({ quantity }, index) => {
        const read = reads[index] ?? null
        return read === null || !isRight(read, quantity)
      })
      return [(100 * missed.length) / labelled.length]
    }
    const title = `${aspect} read wrong, ${labelled.length} excerpts, ${name}`
    const peers = { name: peer.name, times: wrong(theirs) }
    return {
      ...makeRow(title, wrong(ours), peers, { target: 1, correct: theirs.some((read) => read !== null) }),
      unit: '%',
    }
  })
}

/** Peers round thirds. */
function isClose(read: number, label: number): boolean {
  return Math.abs(read - label) <= Math.abs(label) * 1e-3
}

async function compareSpeed(): Promise<Row[]> {
  const short = textOf(SHORT)
  const long = textOf(LONG)
  const expected = findQuantities(short, { language: 'en' }).length
  const ours: number[] = []
  const oursLong: number[] = []
  const theirs = new Map<Reader, number[]>([
    [compromiseReader, []],
    [recognizersReader, []],
  ])
  let correct = expected > 10
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await timed(async () => findQuantities(short, { language: 'en' }).length)
    correct &&= found.value === expected
    ours.push(found.time)
    oursLong.push((await timed(async () => findQuantities(long, { language: 'en' }).length)).time)
    for (const [peer, times] of theirs) times.push((await timed(async () => peer.scan(short))).time)
  }
  const limit = { name: 'a megabyte a second', times: [(1000 * LONG) / SIGNS_A_SECOND] }
  return [
    ...[...theirs].map(([{ name }, times]) =>
      makeRow(`figures found in ${SHORT / 1000} kB of text`, ours, { name, times }, { target: 1, correct }),
    ),
    makeRow(`figures found in ${LONG / 1e6} MB of text`, oursLong, limit, { target: 1, correct }),
  ]
}

/** As much running text as asked for, with an excerpt in every other sentence. */
function textOf(length: number): string {
  let text = ''
  for (let index = 0; text.length < length; index += 1) {
    const { excerpt } = english[index % english.length] ?? { excerpt: '' }
    text += `The council of the harbour said on Monday that it would come to ${excerpt} by the end of the year. `
    text +=
      'Nobody on the quay had expected the storm, and the crews were told to wait for the evening tide.\n'
  }
  return text.slice(0, length)
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
