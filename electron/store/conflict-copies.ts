import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { ConflictCopy } from '../../shared/model/health'
import { shortened } from '../../shared/model/shortened'
import type { Version } from '../../shared/model/version'
import { type CopyName, copyName } from './copy-name'
import { differenceOf } from './difference-of'
import { notRead } from './disk-failure'
import { documentName } from './document-name'
import { documentSchema, documentSchemas } from './document-schemas'
import type { EntryNames } from './fields-of-highlight'
import { type FileSystem, orAbsent, readWhole } from './file-system'
import { FILES_AT_ONCE, inParallel } from './in-parallel'
import { type Found, stateIn } from './read-state'

type Place = { readonly fs: FileSystem; readonly folder: string }

/** The copies of documents and of folders that lie in a notebook, found by their names; nothing of them is read. */
export async function findCopies({ fs, folder }: Place): Promise<CopyName[]> {
  const namesIn = async (path: string): Promise<string[]> => {
    try {
      const names = (await orAbsent(fs.readdir(join(folder, path)))) ?? []
      return names.map((name) => (path === '' ? name : `${path}/${name}`))
    } catch (error) {
      throw notRead(error, join(folder, path))
    }
  }
  const outside = (await inParallel(['', 'sources', 'briefs', 'trash'], FILES_AT_ONCE, namesIn)).flat()
  const sources = outside.filter((path) => /^(sources|trash)\/s-[^/ ]+$/.test(path))
  const within = await inParallel(sources, FILES_AT_ONCE, async (source) => [
    ...(await namesIn(source)),
    ...(await namesIn(`${source}/annotations`)),
  ])
  return [...outside, ...within.flat()].flatMap((path) => copyName(path) ?? [])
}

/** What a person is told about copies, to choose between each and what it is a copy of. One that has gone by now is left out. */
export async function describeCopies(place: Place, copies: readonly CopyName[]): Promise<ConflictCopy[]> {
  const described = await inParallel(copies, FILES_AT_ONCE, async ({ file, of, by, isFolder }) => {
    const stamp = await orAbsent(place.fs.stamp(join(place.folder, file))).catch(() => null)
    if (stamp === null) return []
    const modified = new Date(Number(stamp.modified / 1_000_000n)).toISOString()
    const difference = isFolder ? await compareFolders(place, of, file) : await compareFiles(place, of, file)
    const what = of.startsWith('briefs/') ? 'brief' : 'source'
    const title = (await titleOf(place, of)) ?? `A ${what} that cannot be read`
    return [{ file, of, title, by, modified, difference }]
  })
  return described.flat()
}

/**
 * True when a copy holds what the document itself holds, so that nobody has to choose. That no difference is told to a person
 * is not enough: it may be in what has no words. A folder is left to a person: it may have come only in part.
 */
export async function saysTheSame(place: Place, { file, of, isFolder }: CopyName): Promise<boolean> {
  const name = documentName(of)
  if (isFolder) return false
  if (documentSchema(name) === null) return (await compareBytes(place, of, file)) === 'the same'
  const [here, there] = await Promise.all([readCopy(place, of, name), readCopy(place, file, name)])
  if (here?.status !== 'whole' || there?.status !== 'whole') return false
  return isDeepStrictEqual(apartFromSaving(here.document), apartFromSaving(there.document))
}

/** A document without what every change of it sets. */
function apartFromSaving(document: object): object {
  return { ...document, revision: null, modified: null }
}

/** The document at `path`, which is the one called `name` or a copy of it; null when there is none or when it cannot be read. */
export async function readCopy(
  { fs, folder }: Place,
  path: string,
  name: string,
): Promise<Found<object> | null> {
  const schema = documentSchema(name)?.schema
  if (schema === undefined) return null
  const bytes = await readWhole(fs, join(folder, path)).catch(() => null)
  return bytes === null ? null : stateIn({ name, schema }, bytes)
}

async function compareFiles(place: Place, of: string, file: string): Promise<string | null> {
  const name = documentName(of)
  if (documentSchema(name) === null) return compareBytes(place, of, file)
  const [here, there] = await Promise.all([readCopy(place, of, name), readCopy(place, file, name)])
  if (there?.status !== 'whole') return null
  if (here === null) return 'the document itself is gone'
  if (here.status !== 'whole') return 'the document itself cannot be read'
  return differenceOf(name, here, there, await entryNames(place))
}

/** What the entries of the shared lists are called; those of a list that cannot be read are left out. */
async function entryNames(place: Place): Promise<EntryNames> {
  const [book, people] = await Promise.all(
    ['codebook.json', 'actors.json'].map(async (file) => {
      const state = await readCopy(place, file, file)
      return state?.status === 'whole' ? state.document : null
    }),
  )
  const { codebook, actors } = documentSchemas
  const { issues = [], measures = [], codes = [] } = codebook.schema.safeParse(book).data ?? {}
  const listed = actors.schema.safeParse(people).data?.actors ?? []
  return new Map([...issues, ...measures, ...codes, ...listed].map(({ id, name }) => [id, name]))
}

async function compareBytes({ fs, folder }: Place, of: string, file: string): Promise<string | null> {
  const read = (path: string) => readWhole(fs, join(folder, path)).catch(() => null)
  const [here, there] = [await read(of), await read(file)]
  if (there === null) return null
  if (here === null) return 'the file itself is gone'
  return Buffer.compare(here, there) === 0 ? 'the same' : 'another file'
}

/** A source and a copy of its folder differ by their highlights and, where these are the same, by their details. */
async function compareFolders(place: Place, of: string, file: string): Promise<string | null> {
  if (!/^(sources|trash)\/s-[^/]+$/.test(of)) return null
  const name = `${documentName(`${of}/x`).slice(0, -2)}/source.json`
  const [here, there] = await Promise.all(
    [of, file].map((folder) => readCopy(place, `${folder}/source.json`, name)),
  )
  if (there?.status !== 'whole') return null
  if (here?.status !== 'whole') return 'the source itself cannot be read'
  const [ours, theirs] = await Promise.all([annotationsIn(place, of, name), annotationsIn(place, file, name)])
  const highlights = differenceOf(
    name.replace('source.json', 'annotations/1.json'),
    { sequence: here.sequence, document: ours },
    { sequence: there.sequence, document: theirs },
    await entryNames(place),
  )
  return isDeepStrictEqual(ours, theirs) ? differenceOf(name, here, there) : highlights
}

/** The highlights of all files in the folder of a source, as if they were in one. What cannot be read is left out. */
async function annotationsIn(place: Place, folder: string, source: string) {
  const names = await orAbsent(place.fs.readdir(join(place.folder, folder, 'annotations'))).catch(() => null)
  const files = (names ?? []).filter((name) => /^[1-9]\d{0,5}\.json$/.test(name))
  const found = await inParallel(files, FILES_AT_ONCE, async (file) => {
    const name = source.replace('source.json', `annotations/${file}`)
    const state = await readCopy(place, `${folder}/annotations/${file}`, name)
    const held = documentSchemas.annotations.schema.safeParse(
      state?.status === 'whole' ? state.document : null,
    )
    return held.success ? [held.data] : []
  })
  const all = found.flat()
  return { annotations: all.flatMap((one) => one.annotations), trash: all.flatMap((one) => one.trash) }
}

/** What a person knows a document, or a file of a source, by; null when that cannot be read. */
export async function titleOf(place: Place, of: string): Promise<string | null> {
  const known = titles.find(([file]) => file === of)?.[1]
  if (known !== undefined) return known
  const source = /^((?:sources|trash)\/s-[^/]+)/.exec(of)?.[1]
  const path = source === undefined ? of : `${source}/source.json`
  const state = await readCopy(place, path, documentName(path))
  const document = state?.status === 'whole' ? state.document : null
  const { source: sources, brief: briefs } = documentSchemas
  if (source === undefined) return briefs.schema.safeParse(document).data?.title ?? null
  const details = sources.schema.safeParse(document).data?.details
  return details?.title ?? beginningOf(await versionIn(place, `${source}/v1.json`))
}

/** The text at this path; null where there is none that is whole. */
export async function versionIn(place: Place, path: string): Promise<Version | null> {
  const state = await readCopy(place, path, documentName(path))
  return (
    documentSchemas.version.schema.safeParse(state?.status === 'whole' ? state.document : null).data ?? null
  )
}

/** Where the details of a source are lost, its text is known by its first heading, else by how it begins. */
function beginningOf(version: Version | null): string | null {
  const [first] = version?.blocks ?? []
  const heading = version?.blocks.find(({ kind }) => kind === 'heading')
  const text = (heading ?? first)?.text
  return text === undefined ? null : shortened(text, 80)
}

const titles: readonly (readonly [file: string, title: string])[] = [
  ['notebook.json', 'Title of the notebook'],
  ['codebook.json', 'Codebook'],
  ['actors.json', 'Actors'],
  ['views.json', 'Saved views'],
  ['sources', 'All sources'],
  ['briefs', 'All briefs'],
  ['trash', 'Trash'],
]
