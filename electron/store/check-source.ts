import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { projectText } from '../../shared/anchoring/text-projection'
import type { Annotation } from '../../shared/model/annotation'
import type { SourceId } from '../../shared/model/ids'
import type { AnnotationFile } from '../../shared/model/notebook'
import { shortened } from '../../shared/model/shortened'
import type { Source, VersionEntry } from '../../shared/model/source'
import type { Version } from '../../shared/model/version'
import { checkDocument, type LookPorts, reportFile } from './check-document'
import { orAbsent } from './file-system'
import { judgeDocument, whyUnreadable } from './judge-document'
import { Look, named, wayBack } from './look'
import type { Slices } from './slices'

/** A source and the folder in which its files lie: in `sources`, or in the trash. */
export type SourcePlace = { readonly id: SourceId; readonly folder: string }

/** Where the words of an annotation stand, as it says. */
type Quote = {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly exact: string
}

/** Files with more bytes than this are read one at a time. */
const LARGE = 2_000_000
const HASH_AT_ONCE = 1_000_000

/**
 * Look at every file of a source: whether it is whole, whether those that others name or that the newest backup knows
 * (`known`, paths from its folder) are there, and whether they fit each other. A folder that has gone by now holds no fault.
 */
export async function checkSource(
  ports: LookPorts,
  { id, folder }: SourcePlace,
  known: readonly string[] = [],
): Promise<Look> {
  const look = new Look()
  const names = await list(ports, look, folder)
  if (names === null) return look
  // A sync tool leaves empty folders behind, and nothing is missing in them.
  if (!names.has('source.json') && !known.includes('source.json') && ![...names].some(isOfSource)) return look

  const at = (name: string) => `${folder}/${name}`
  // What was read fits its schema.
  const source = (await checkDocument(ports, look, at('source.json'), {
    hasGeneration: names.has('source.json.previous'),
  })) as Source | null
  if (source !== null && source.id !== id)
    look.damaged(at('source.json'), `it is that of the source ${source.id}`)
  const title = source?.details.title ?? null
  if (names.has('links.json') || names.has('links.json.previous') || known.includes('links.json'))
    await checkDocument(ports, look, at('links.json'), {
      hasGeneration: names.has('links.json.previous'),
      title,
    })
  const quotes = await checkAnnotations(ports, look, {
    id,
    folder,
    title,
    known,
    hasFolder: names.has('annotations'),
  })
  const versions = source?.versions ?? []
  for (const entry of versions) {
    await checkVersion(ports, look, { id, folder, title, entry, quotes: quotes.get(entry.number) ?? [] })
    await checkOriginal(ports, look, { folder, title, entry, names })
    quotes.delete(entry.number)
  }
  if (source !== null) for (const [number, left] of quotes) reportDangling(look, left, number, title)
  // A version that was taken back leaves its files; nobody reads them.
  for (const name of names) if (!isOfSource(name)) look.other(at(name))
  return look
}

function isOfSource(name: string): boolean {
  return /^((source|links)\.json(\.previous)?|annotations|v[1-9]\d*\.[a-z0-9]{1,10})$/.test(name)
}

/** The names in a folder; null when there is none, or when the disk does not say. */
async function list(
  { fs, notebook }: LookPorts,
  look: Look,
  folder: string,
): Promise<ReadonlySet<string> | null> {
  try {
    const names = await orAbsent(fs.readdir(join(notebook, folder)))
    return names === null ? null : new Set(names)
  } catch (error) {
    look.report(
      'damaged',
      folder,
      `The folder ${folder} could not be read because ${whyUnreadable(error)}; nothing was changed: try again, and if it happens again copy the notebook to another disk.`,
    )
    return null
  }
}

type InSource = { readonly folder: string; readonly title: string | null }

/** Looks at the files of annotations; answers where their words stand, by version. */
async function checkAnnotations(
  ports: LookPorts,
  look: Look,
  {
    id,
    folder,
    title,
    known,
    hasFolder,
  }: InSource & SourcePlace & { known: readonly string[]; hasFolder: boolean },
): Promise<Map<number, Quote[]>> {
  const quotes = new Map<number, Quote[]>()
  const names = hasFolder
    ? ((await list(ports, look, `${folder}/annotations`)) ?? new Set())
    : new Set<string>()
  const there = [...names, ...known.flatMap((name) => /^annotations\/(.+)$/.exec(name)?.[1] ?? [])]
  const numbers = there.map((name) => Number(/^([1-9]\d{0,5})\.json(\.previous)?$/.exec(name)?.[1] ?? 0))
  const seen = new Set<string>()
  for (let number = 1; number <= Math.max(0, ...numbers); number += 1) {
    const name = `${number}.json`
    const file = `${folder}/annotations/${name}`
    // As above.
    const held = (await checkDocument(ports, look, file, {
      hasGeneration: names.has(`${name}.previous`),
      title,
    })) as AnnotationFile | null
    if (held === null) continue
    const twice: Annotation[] = []
    for (const annotation of [...held.annotations, ...held.trash.map((entry) => entry.annotation)]) {
      if (seen.has(annotation.id)) twice.push(annotation)
      seen.add(annotation.id)
    }
    reportSome(
      look,
      'damaged',
      file,
      twice,
      title,
      'there twice; both are kept: delete the one that is wrong',
    )
    const strangers = held.annotations.filter(({ target }) => target.source !== id)
    reportSome(
      look,
      'dangling',
      file,
      strangers,
      title,
      'of another source; they are kept: restore the file from a backup',
    )
    for (const { target } of held.annotations)
      for (const { quote, position } of target.source === id ? target.ranges : []) {
        const its = quotes.get(target.version) ?? []
        its.push({ file, start: position.start, end: position.end, exact: quote.exact })
        quotes.set(target.version, its)
      }
  }
  for (const name of names)
    if (!/^[1-9]\d{0,5}\.json(\.previous)?$/.test(name)) look.other(`${folder}/annotations/${name}`)
  return quotes
}

function reportSome(
  look: Look,
  kind: 'damaged' | 'dangling',
  file: string,
  annotations: readonly Annotation[],
  title: string | null,
  what: string,
): void {
  const [first] = annotations
  if (first === undefined) return
  const words = beginningOf(first.target.ranges[0]?.quote.exact)
  look.report(
    kind,
    file,
    `${named(file, title)} holds highlights (${annotations.length}, the first “${words}”) that are ${what}.`,
  )
}

function beginningOf(words = ''): string {
  return shortened(words.slice(0, 400), 80)
}

async function checkVersion(
  ports: LookPorts,
  look: Look,
  {
    id,
    folder,
    title,
    entry,
    quotes,
  }: InSource & { id: SourceId; entry: VersionEntry; quotes: readonly Quote[] },
): Promise<void> {
  const { large, slices } = ports
  const path = `${folder}/v${entry.number}.json`
  const check = async () => {
    // Its checksum says that it is as it was written, once and after it was checked, so that it is read only for what is held
    // against it.
    const judged = await judgeDocument(ports, path, quotes.length > 0 ? 'read' : 'envelope')
    const document = reportFile(look, path, judged, title, entry.original.fileName)?.document
    if (document === undefined) return
    // Each field of it is looked at before it counts.
    const { source, number, blocks } = document as Partial<Version>
    if (source !== id || number !== entry.number || !Array.isArray(blocks)) {
      look.damaged(path, `it is version ${number} of ${source}`, title, entry.original.fileName)
      return
    }
    const astray = await slices.run(() => {
      const { text } = projectText(blocks)
      return quotes.filter(({ start, end, exact }) => text.slice(start, end) !== exact)
    })
    reportDangling(look, astray, number, title)
  }
  await (entry.characters > LARGE / 4 ? large.run(check) : check())
}

/** One sentence for each file, however many of its highlights it is about. */
function reportDangling(look: Look, astray: readonly Quote[], version: number, title: string | null): void {
  const byFile = new Map<string, Quote[]>()
  for (const quote of astray) byFile.set(quote.file, [...(byFile.get(quote.file) ?? []), quote])
  for (const [file, quotes] of byFile) {
    const message = `${named(file, title)} holds highlights whose words do not stand where they say in version ${version} (${quotes.length}, the first “${beginningOf(quotes[0]?.exact)}”); they are kept as they are: restore the file or the version from a backup, or tag the words again.`
    look.report('dangling', file, message)
  }
}

async function checkOriginal(
  ports: LookPorts,
  look: Look,
  { folder, title, entry, names }: InSource & { entry: VersionEntry; names: ReadonlySet<string> },
): Promise<void> {
  const { number, original } = entry
  const prefix = `v${number}.`
  // A version that was taken back may have left a file with another ending.
  const files = [...names].filter(
    (name) => name.startsWith(prefix) && /^v\d+\.(?!json$)[a-z0-9]{1,10}$/.test(name),
  )
  for (const name of files) {
    const path = `${folder}/${name}`
    const job = () => hasBytes(ports, path, original)
    try {
      const found = await (original.bytes > LARGE ? ports.large.run(job) : job())
      if (found) {
        look.count(original.bytes)
        return
      }
    } catch (error) {
      look.unreadable(path, whyUnreadable(error), title)
      return
    }
  }
  const [first] = files
  if (first === undefined) {
    const ending = /\.([a-z0-9]{1,10})$/i.exec(original.fileName)?.[1]?.toLowerCase() ?? 'bin'
    const path = `${folder}/v${number}.${ending}`
    look.missing(path, title, original.fileName)
    return
  }
  const path = `${folder}/${first}`
  const message = `${named(path, title)} is not the file that was imported as “${original.fileName}” any more; its text and its highlights are kept${wayBack(path, original.fileName)}`
  look.report('original-changed', path, message)
  look.toMend.add(path)
}

/** Whether the file holds what was imported. Of a file of another size nothing is read. */
async function hasBytes(
  { fs, notebook, slices }: LookPorts,
  path: string,
  { bytes, sha256 }: VersionEntry['original'],
): Promise<boolean> {
  const file = await orAbsent(fs.open(join(notebook, path), 'read'))
  if (file === null) return false
  try {
    if ((await file.stamp()).size !== BigInt(bytes)) return false
    return (await sha256Of(await file.read(), slices)) === sha256
  } finally {
    await file.close()
  }
}

/** In slices, so that nobody waits for a large file. */
async function sha256Of(bytes: Uint8Array, slices: Slices): Promise<string> {
  const hash = createHash('sha256')
  for (let start = 0; start < bytes.length; start += HASH_AT_ONCE) {
    await slices.run(() => hash.update(bytes.subarray(start, start + HASH_AT_ONCE)))
  }
  return hash.digest('hex')
}
