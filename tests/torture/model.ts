import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { decodeDocument } from '../../electron/store/document-codec'
import { documentName } from '../../electron/store/document-name'
import { type FileSystem, orAbsent, readWithStamp } from '../../electron/store/file-system'
import type { NotebookStore } from '../../electron/store/notebook-store'
import { Brief } from '../../shared/model/brief'
import { AnnotationFile } from '../../shared/model/notebook'
import { Source } from '../../shared/model/source'
import { summarise, tallyOf } from '../../shared/model/summarise'
import { Version } from '../../shared/model/version'
import type { MemoryDisk } from './memory-disk'

/**
 * All that a notebook holds, as a plain list: what each thing is, as JSON, by a key such as `annotation a-…`. Whether a
 * source or a brief lies in the trash stands under `place …`. Times of deletion are left out: the store takes them itself.
 */
export type Contents = ReadonlyMap<string, string>

/** What one change does to the contents, all of it or nothing; null takes a thing away. */
export type Effect = readonly (readonly [key: string, value: string | null])[]

export function withEffect(contents: Contents, effect: Effect): Contents {
  const after = new Map(contents)
  for (const [key, value] of effect) {
    if (value === null) after.delete(key)
    else after.set(key, value)
  }
  return after
}

/** What is put back bears a higher revision than it had, so that windows take it for the newest; it says the same. */
export function asSaid(contents: Contents): Contents {
  return new Map([...contents].map(([key, json]) => [key, json.replace(/"revision":\d+/g, '"revision":0')]))
}

/** What an open notebook holds, read through the store, and what in it does not fit together, in sentences. */
export async function contentsOf(
  store: NotebookStore,
  fs: FileSystem,
): Promise<{ readonly contents: Contents; readonly misfits: readonly string[] }> {
  const contents = new Map<string, string>()
  const misfits = store.damaged.map(({ source }) => `source ${source} is damaged`)
  const put = (key: string, value: unknown) => {
    if (contents.has(key)) misfits.push(`there are two of ${key}`)
    contents.set(key, JSON.stringify(value))
  }

  const books = await store.readBooks()
  put('codebook', books.codebook)
  put('actors', books.actors)
  put('views', await store.readViews())

  for (const summary of store.library()) {
    const { id } = summary
    const source = await store.readSource(id)
    const annotations = await store.readAnnotations(id)
    put(`place ${id}`, 'library')
    put(`source ${id}`, source)
    for (const { number } of source.versions) {
      put(`version ${id} ${number}`, await store.readVersion(id, number))
      put(`original ${id} ${number}`, textOf(await store.readOriginal(id, number)))
    }
    for (const annotation of annotations) put(`annotation ${annotation.id}`, annotation)
    for (const entry of await store.listTrashOf(id))
      if (entry.kind === 'annotation') put(`deleted ${entry.annotation.id}`, entry.annotation)
    if (!isDeepStrictEqual(summary, summarise(source, tallyOf(annotations))))
      misfits.push(`the library says of ${id} what is not so`)
  }
  const { briefs, damaged } = await store.listBriefs()
  misfits.push(...damaged.map(({ brief }) => `brief ${brief} is damaged`))
  for (const { id } of briefs) {
    put(`place ${id}`, 'library')
    put(`brief ${id}`, await store.readBrief(id))
  }
  for (const entry of await store.listTrash()) {
    const id = entry.kind === 'brief' ? entry.brief : entry.kind === 'source' ? entry.source : null
    if (id !== null) put(`place ${id}`, 'trash')
  }
  // What lies in the trash is read without the store, which shows no more of it than its title.
  for (const name of await fs.readdir(join(store.folder, 'trash')))
    await putTrashed(fs, store.folder, `trash/${name}`, put)
  return { contents, misfits }
}

/** A document that is read without the store is damaged or missing. */
export class NotWhole extends Error {}

async function putTrashed(
  fs: FileSystem,
  folder: string,
  path: string,
  put: (key: string, value: unknown) => void,
): Promise<void> {
  const bytesOf = async (name: string) => (await readWithStamp(fs, join(folder, name)))?.bytes ?? null
  const putDocument = async (name: string) => {
    const bytes = await bytesOf(name)
    if (bytes === null) throw new NotWhole(`${name} is missing`)
    const things = thingsIn(documentName(name), bytes)
    for (const [key, value] of things) put(key, value)
    return things
  }
  if (/\/b-[^/]+\.json$/.test(path)) await putDocument(path)
  if (!/\/s-[^/]+$/.test(path)) return
  const [[, found] = []] = await putDocument(`${path}/source.json`)
  const { id, versions } = Source.parse(found)
  for (const { number, original } of versions) {
    await putDocument(`${path}/v${number}.json`)
    const bytes = await bytesOf(`${path}/v${number}.txt`)
    const isWhole = bytes !== null && createHash('sha256').update(bytes).digest('hex') === original.sha256
    put(`original ${id} ${number}`, isWhole ? Buffer.from(bytes).toString() : null)
  }
  for (const name of (await orAbsent(fs.readdir(join(folder, path, 'annotations')))) ?? [])
    if (/^[1-9][0-9]*\.json$/.test(name)) await putDocument(`${path}/annotations/${name}`)
}

/** The things that a document holds, by their keys; throws when it is not whole. */
function thingsIn(name: string, bytes: Uint8Array): (readonly [key: string, value: unknown])[] {
  const decoded = decodeDocument(bytes, name)
  if (decoded.status !== 'ok') throw new NotWhole(`${name} is ${decoded.status}`)
  // Checked by their schemas, and then taken as they came, so that their fields keep their order.
  const { document } = decoded
  const [, source, file = ''] = /^sources\/([^/]+)\/(.+)$/.exec(name) ?? []
  if (source !== undefined && file.startsWith('annotations/')) {
    const { annotations, trash } = AnnotationFile.parse(document) && (document as AnnotationFile)
    return [
      ...annotations.map((one) => [`annotation ${one.id}`, one] as const),
      ...trash.map(({ annotation }) => [`deleted ${annotation.id}`, annotation] as const),
    ]
  }
  if (source !== undefined && file === 'source.json')
    return [[`source ${source}`, Source.parse(document) && document]]
  if (source !== undefined) return [[`version ${source} ${Version.parse(document).number}`, document]]
  const [, brief] = /^briefs\/([^/]+)\.json$/.exec(name) ?? []
  if (brief !== undefined) return [[`brief ${brief}`, Brief.parse(document) && document]]
  return [[name.replace('.json', ''), document]]
}

/** What was read from a file; its bytes are never changed in place. */
const readBefore = new WeakMap<Uint8Array, readonly (readonly [key: string, json: string])[]>()

/** All that a notebook on a disk in memory holds but the texts of its versions, read without the store, at little cost. */
export function contentsOnDisk(disk: MemoryDisk, folder: string): Contents {
  const contents = new Map<string, string>()
  for (const path of disk.files(folder)) {
    const inside = path.slice(folder.length + 1)
    if (
      !/^((sources|trash)\/s-[^/]+\/(source|annotations\/[0-9]+)|(briefs|trash)\/b-[^/]+|codebook|actors|views)\.json$/.test(
        inside,
      )
    )
      continue
    const bytes = disk.bytesOf(path)
    if (bytes === null) continue
    let things = readBefore.get(bytes)
    if (things === undefined) {
      things = thingsIn(documentName(inside), bytes).map(
        ([key, value]) => [key, JSON.stringify(value)] as const,
      )
      readBefore.set(bytes, things)
    }
    for (const [key, json] of things) {
      contents.set(key, json)
      const [what, id] = key.split(' ')
      if (what === 'source' || what === 'brief')
        contents.set(`place ${id}`, JSON.stringify(inside.startsWith('trash/') ? 'trash' : 'library'))
    }
  }
  return contents
}

function textOf(original: { readonly bytes: Uint8Array } | null): string | null {
  return original === null ? null : Buffer.from(original.bytes).toString()
}

/** What was found, held against what was acknowledged. */
export type Comparison = {
  /** What was lost, what is not as it was acknowledged and what nobody saved: in sentences. Empty when all is well. */
  readonly faults: readonly string[]
  /** True when the change in flight is there in full. */
  readonly made: boolean
}

/**
 * Compare what was found with what was acknowledged. All of it has to be there and nothing else, with or without the
 * change that was in flight, in full.
 */
export function compare(found: Contents, acknowledged: Contents, inFlight: Effect | null): Comparison {
  const without = differences(found, acknowledged)
  if (without.length === 0 || inFlight === null) return { faults: without, made: false }
  const withIt = differences(found, withEffect(acknowledged, inFlight))
  if (withIt.length === 0) return { faults: [], made: true }
  const told = without.length <= withIt.length ? without : withIt
  return { faults: [...told, 'and the change in flight is neither whole nor absent'], made: false }
}

function differences(found: Contents, expected: Contents): string[] {
  const told: string[] = []
  for (const [key, value] of expected) {
    const is = found.get(key)
    if (is === undefined) told.push(`${key} is lost`)
    else if (is !== value) told.push(`${key} is ${shortly(is)} and not ${shortly(value)}`)
  }
  for (const key of found.keys()) if (!expected.has(key)) told.push(`${key} is there, which nobody saved`)
  return told
}

function shortly(json: string): string {
  const revision = /"revision":\d+/.exec(json)?.[0] ?? ''
  return `${json.slice(0, 40)}… (${revision}, ${json.length} characters)`
}

/** Files that a writer leaves behind for a moment only, given the paths of all files: once a notebook was opened there are none. */
export function straysAmong(paths: readonly string[]): string[] {
  return paths.filter((path) => /\.tmp$|\/\.incoming-|\/lock[^/]*$|\/redo\.json$/.test(path))
}
