import { isDeepStrictEqual } from 'node:util'
import type { FileSystem } from '../../electron/store/file-system'
import type { NotebookStore } from '../../electron/store/notebook-store'
import type { SourceDocuments } from '../../electron/store/source-documents'
import { trashedSources } from '../../electron/store/trashed-sources'
import type { SourceId } from '../../shared/model/ids'
import { summarise, tallyOf } from '../../shared/model/summarise'

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
  for (const { id, documents } of await trashedSources(fs, store.folder)) {
    put(`place ${id}`, 'trash')
    await putTrashed(id, documents, put)
  }

  const { briefs, damaged } = await store.listBriefs()
  misfits.push(...damaged.map(({ brief }) => `brief ${brief} is damaged`))
  for (const { id } of briefs) {
    put(`place ${id}`, 'library')
    put(`brief ${id}`, await store.readBrief(id))
  }
  // A brief in the trash cannot be read where it lies; once it is restored it is compared in full.
  for (const entry of await store.listTrash())
    if (entry.kind === 'brief') put(`place ${entry.brief}`, 'trash')
  return { contents, misfits }
}

async function putTrashed(
  id: SourceId,
  documents: SourceDocuments,
  put: (key: string, value: unknown) => void,
): Promise<void> {
  const source = await documents.readSource()
  put(`source ${id}`, source)
  for (const { number } of source.versions) {
    put(`version ${id} ${number}`, await documents.readVersion(number))
    put(`original ${id} ${number}`, textOf(await documents.readOriginal(number)))
  }
  for (const annotation of await documents.readAnnotations()) put(`annotation ${annotation.id}`, annotation)
  for (const { annotation } of await documents.readTrash()) put(`deleted ${annotation.id}`, annotation)
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
    // A brief in the trash is not read.
    if (key.startsWith('brief ') && expected.get(`place ${key.slice(6)}`) === '"trash"') continue
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
