import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectText } from '../../shared/anchoring/text-projection'
import { Failure } from '../../shared/contract/failure'
import type { Annotation } from '../../shared/model/annotation'
import type { AnnotationId } from '../../shared/model/ids'
import type { AnnotationFile } from '../../shared/model/notebook'
import type { Source } from '../../shared/model/source'
import { openDesk } from './testing/desk'

// What people do with texts and highlights, in any order: no highlight is ever lost, doubled, or put on other words than
// those that it says.

const sentences = [
  'The state offers the port nearly €40m over five years, the council said on Monday.',
  'The guild of fishers does not want the money: it fears for the old quays.',
  'Mayor Ines Okafor told the Courier that the council would vote on Friday.',
  'A ferry to the outer islands runs twice a day, and three times in summer.',
  'قال رئيس الميناء إن المجلس سيصوت يوم الجمعة على عرض الدولة.',
  '港口基金今年提供四千万欧元，理事会星期一表示。',
  'Divers found the piles of the north mole 🚢 in a better state than expected.',
  'Nobody asked the harbour pilots, who have their own view of the dredging.',
]

type Place = {
  readonly source: Source
  readonly listed: readonly Annotation[]
  readonly trash: readonly Annotation[]
  readonly inTrash: boolean
}

/** All that the folder holds, as it lies on the disk. */
async function onDisk(folder: string): Promise<Place[]> {
  const places: Place[] = []
  for (const where of ['sources', 'trash'])
    for (const name of (await readdir(join(folder, where))).toSorted()) {
      if (!name.startsWith('s-')) continue
      const own = join(folder, where, name)
      const source = await document<Source>(join(own, 'source.json'))
      const names = await readdir(join(own, 'annotations')).catch(() => [])
      const files = await Promise.all(
        names
          .filter((file) => /^\d+\.json$/.test(file))
          .map((file) => document<AnnotationFile>(join(own, 'annotations', file))),
      )
      places.push({
        source,
        listed: files.flatMap(({ annotations }) => annotations),
        trash: files.flatMap((file) => file.trash.map(({ annotation }) => annotation)),
        inTrash: where === 'trash',
      })
    }
  return places
}

async function document<Document>(path: string): Promise<Document> {
  // The store wrote it as one.
  return (JSON.parse(await readFile(path, 'utf8')) as { document: Document }).document
}

/** What undoing everything has to bring back: the library, apart from revisions and times. */
function library(places: readonly Place[]) {
  return places
    .filter(({ inTrash }) => !inTrash)
    .map(({ source, listed }) => ({
      source: { ...source, revision: 0, place: null },
      listed: listed
        .map((one) => ({ ...one, revision: 0, modified: '' }))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    }))
}

const desk = () => openDesk()
type Desk = Awaited<ReturnType<typeof desk>>

/** Where somebody is: a source, a highlight in it, and numbers to choose by. */
type Moment = {
  readonly desk: Desk
  readonly place: Place
  readonly annotation: Annotation | undefined
  readonly places: readonly Place[]
  readonly by: { readonly a: number; readonly b: number; readonly c: number }
}

function chosen<Entry>(list: readonly Entry[], by: number): Entry {
  const entry = list[by % list.length]
  if (entry === undefined) throw new NothingThere()
  return entry
}
class NothingThere extends Error {}

/** A text of some of the sentences, some of them worded anew. */
function textBy({ b, c }: Moment['by']): string {
  return Array.from({ length: 4 + (c % 3) }, (_, nth) => {
    const sentence = chosen(sentences, nth * (1 + (c % 2) * 4) + (b >> 3))
    return (c + nth) % 3 === 0 ? sentence.replace(/the (\S+)/, `the new ${c % 7} $1`) : sentence
  }).join('\n')
}

async function newestBlock({ desk: { call }, place: { source }, by }: Moment) {
  const { blocks } = await call('version.get', { source: source.id, version: source.versions.length })
  return chosen(blocks, by.b)
}

/** Nine characters somewhere in the newest version. */
function somewhere({ place: { source }, by }: Moment) {
  const start = by.c % Math.max(1, (source.versions.at(-1)?.characters ?? 0) - 9)
  return [{ start, end: start + 9 }]
}

function named({ place: { source }, annotation }: Moment) {
  if (annotation === undefined) throw new NothingThere()
  return { source: source.id, annotation: annotation.id, revision: annotation.revision }
}

const deeds = {
  tag: async ({ desk: { call }, place: { source }, by: { b, c } }: Moment) => {
    const version = c % 3 === 0 ? 1 + (b % source.versions.length) : source.versions.length
    const { text } = projectText((await call('version.get', { source: source.id, version })).blocks)
    const words = [...text.matchAll(/\S+/g)]
    const first = b % words.length
    const last = chosen(words, Math.min(first + (c % 12), words.length - 1))
    const ranges = [{ start: chosen(words, first).index, end: last.index + last[0].length }]
    await call('annotation.create', {
      source: source.id,
      version,
      place: { by: 'position', ranges },
      body: { kind: c % 2 === 0 ? 'figure' : 'claim' },
    })
  },
  import: async ({ desk, by }) => desk.importText(textBy(by), `other-${by.a}.txt`),
  add: async ({ desk, place: { source }, by }) => {
    const from = await desk.importText(textBy(by), `newer-${by.a}.txt`)
    await desk.call('version.add', { source: source.id, revision: source.revision, from })
  },
  correct: async (moment) => {
    const { source } = moment.place
    const { id: block, text } = await newestBlock(moment)
    const wanted = ['', text.replace(' ', '\n'), `Now ${text}`, text.toUpperCase()]
    const edits = [{ block, text: chosen(wanted, moment.by.c) }]
    await moment.desk.call('version.correct', { source: source.id, revision: source.revision, edits })
  },
  split: async (moment) => {
    const { source } = moment.place
    const { id: at } = await newestBlock(moment)
    await moment.desk.call('source.split', { source: source.id, revision: source.revision, at })
  },
  settle: async (moment) => {
    const put = { what: 'put' as const, ranges: somewhere(moment) }
    const as = chosen([{ what: 'placed' as const }, { what: 'older' as const }, put], moment.by.c)
    return moment.desk.call('annotation.settle', { ...named(moment), as })
  },
  move: async (moment) =>
    moment.desk.call('annotation.update', { ...named(moment), ranges: somewhere(moment) }),
  delete: async (moment) => {
    const { source, annotation } = named(moment)
    return moment.desk.call('annotation.remove', { source, annotation })
  },
  restore: async ({ desk: { call }, place: { source, trash }, by }) =>
    call('trash.restore', { kind: 'annotation', source: source.id, annotation: chosen(trash, by.b).id }),
  remove: async ({ desk: { call }, place: { source } }) => call('source.remove', { source: source.id }),
  bringBack: async ({ desk: { call }, places, by }) => {
    const gone = places.filter(({ inTrash }) => inTrash)
    return call('trash.restore', { kind: 'source', source: chosen(gone, by.b).source.id })
  },
} satisfies Record<string, (moment: Moment) => Promise<unknown>>

const kinds = Object.keys(deeds) as (keyof typeof deeds)[] // the keys of the table are its names
const often = [
  'tag',
  'tag',
  'add',
  'correct',
  'settle',
  'undo',
  'undo',
  'undo',
  'redo',
  'redo',
  'reopen',
] as const
const deed = fc.record({
  what: fc.constantFrom(...kinds, ...often),
  by: fc.record({ a: fc.nat(1000), b: fc.nat(1000), c: fc.nat(1000) }),
})

/** What the notebook refuses in words, or what there is nothing for, changes nothing. Anything else is a bug. */
function refused(error: unknown): void {
  if (error instanceof NothingThere) return
  if (!(error instanceof Failure) || error.reason === 'bug') throw error
}

/** Takes back, or does again, one thing; false when there is nothing left. What cannot be taken back is a bug. */
function moved(way: () => Promise<unknown>): Promise<boolean> {
  return way().then(
    () => true,
    (error: unknown) => {
      if (error instanceof Failure && error.reason === 'nothing-to-undo') return false
      throw error
    },
  )
}

/** Every highlight that was ever made is somewhere, once, and stands on its words wherever it stands or stood. */
async function expectAllThere({ folder, call }: Desk, made: Set<AnnotationId>): Promise<void> {
  const places = await onDisk(folder)
  const all = places.flatMap(({ listed, trash }) => [...listed, ...trash].map(({ id }) => id))
  for (const id of all) made.add(id)
  expect(all.toSorted()).toEqual([...made].toSorted())
  for (const { source, listed, inTrash } of places) {
    const texts = new Map<number, string>()
    for (const { number } of inTrash ? [] : source.versions) {
      const { blocks } = await call('version.get', { source: source.id, version: number })
      texts.set(number, projectText(blocks).text)
    }
    for (const { id, target, earlier = [], carried } of listed) {
      expect(target.source).toBe(source.id)
      const stood = [...earlier, target]
      const versions = stood.map(({ version }) => version)
      expect({ id, versions }).toEqual({
        id,
        versions: [...new Set(versions)].toSorted((one, two) => one - two),
      })
      const isBehind = carried?.status !== 'orphaned' || target.version < carried.into
      expect({ id, isBehind }).toEqual({ id, isBehind: true })
      for (const { version, ranges } of inTrash ? [] : stood)
        for (const { quote, position } of ranges)
          expect(texts.get(version)?.slice(position.start, position.end)).toBe(quote.exact)
    }
  }
}

test('no order of versions, splits, decisions, deleting and undoing loses, doubles or misplaces a highlight', {
  timeout: 120_000,
}, async () => {
  const property = fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 40 }), async (life) => {
    const at = await desk()
    await at.importText(sentences.slice(0, 6).join('\n'), 'first.txt')
    await at.reopen()
    let start = library(await onDisk(at.folder))
    const made = new Set<AnnotationId>()
    for (const { what, by } of life) {
      if (what === 'undo' || what === 'redo') await moved(at[what])
      else if (what === 'reopen') {
        await at.reopen()
        start = library(await onDisk(at.folder))
      } else {
        const places = await onDisk(at.folder)
        const here = places.filter(({ inTrash }) => !inTrash)
        const place = here[by.a % Math.max(1, here.length)]
        const annotation = place?.listed[by.b % Math.max(1, place.listed.length)]
        if (place !== undefined) await deeds[what]({ desk: at, place, annotation, places, by }).catch(refused)
      }
      await expectAllThere(at, made)
    }
    while (await moved(at.redo));
    const end = library(await onDisk(at.folder))
    while (await moved(at.undo)) await expectAllThere(at, made)
    expect(library(await onDisk(at.folder))).toEqual(start)
    while (await moved(at.redo)) await expectAllThere(at, made)
    expect(library(await onDisk(at.folder))).toEqual(end)
  })
  await fc.assert(property, { numRuns: 25, seed: 6 })
})
