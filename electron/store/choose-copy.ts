import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Failure } from '../../shared/contract/failure'
import { assertNever } from '../../shared/model/assert-never'
import { asNewest } from './as-newest'
import { keepAside, moveAside } from './aside'
import { readCopy } from './conflict-copies'
import { type CopyName, copyName } from './copy-name'
import { notRead } from './disk-failure'
import { encodeDocument } from './document-codec'
import { documentName } from './document-name'
import { documentSchema } from './document-schemas'
import { previousOf, writeDurably } from './durable-file'
import { moveDurably } from './durable-folder'
import { fileWithoutPath } from './file-in-words'
import { type FileSystem, orAbsent, readWhole } from './file-system'

export type ChoicePorts = { readonly fs: FileSystem; readonly folder: string; readonly now: () => string }

/** What was decided about a copy, for the way back. */
export type Choice = { readonly copy: CopyName } & (
  | { readonly took: 'nothing'; readonly copyAside: string }
  /** The copy is in the place of what lies `aside` now; null when nothing was there. */
  | { readonly took: 'folder'; readonly aside: string | null }
  /** As for a folder, but written anew: `sha256` is that of the file. */
  | {
      readonly took: 'file'
      readonly aside: string | null
      readonly copyAside: string
      readonly sha256: string
    }
)

/**
 * Decide about a copy that another program laid beside a document or the folder of a source: `this` keeps the document as it
 * is, `copy` puts the copy in its place, as its newest state. The other of the two lies aside from then on; nothing is deleted.
 * To be called while nobody else changes the document; whoever has it in memory must read it again.
 */
export async function chooseCopy(ports: ChoicePorts, file: string, keep: 'this' | 'copy'): Promise<Choice> {
  const copy = copyName(file)
  if (copy === null || !(await isThere(ports, file)))
    throw new Failure(
      'not-found',
      'That copy is not in the notebook any more; it may have been decided about already.',
    )
  if (keep === 'this') return { copy, took: 'nothing', copyAside: await moveAside(ports, file, ports.now()) }
  return copy.isFolder ? takeFolder(ports, copy) : takeFile(ports, copy)
}

/**
 * Take a choice back; `chooseCopy` makes it again. Of a file that is refused when it has changed since; a folder lies beside the
 * other again with all that was changed in it. To be called as `chooseCopy` is.
 */
export async function undoChoice(ports: ChoicePorts, choice: Choice): Promise<void> {
  const { file, of } = choice.copy
  if (await isThere(ports, file))
    throw new Failure('conflict', 'There is another such copy by now, so the choice was not taken back.')
  const move = (from: string, to: string) =>
    moveDurably(ports.fs, join(ports.folder, from), join(ports.folder, to))
  switch (choice.took) {
    case 'nothing':
      return move(choice.copyAside, file)
    case 'folder':
      if (choice.aside !== null) await makeNewest(ports, choice.aside, of)
      await move(of, file)
      if (choice.aside !== null) await move(choice.aside, of)
      return
    case 'file':
      await putBack(ports, choice)
      return move(choice.copyAside, file)
    default:
      return assertNever(choice)
  }
}

async function takeFolder(ports: ChoicePorts, copy: CopyName): Promise<Choice> {
  const { fs, folder, now } = ports
  const { file, of } = copy
  const isSource = /^(sources|trash)\/s-[^/]+$/.test(of)
  const source = isSource
    ? await readCopy(ports, `${file}/source.json`, documentName(`${of}/source.json`))
    : null
  if (source?.status !== 'whole') {
    const why = isSource
      ? 'its source cannot be read'
      : 'only the folder of a whole source can take the place of another'
    throw new Failure(
      'unavailable',
      `The copy was not put in the place of the other because ${why}; nothing was changed: compare the two folders by hand.`,
    )
  }
  await makeNewest(ports, file, of)
  const aside = (await isThere(ports, of)) ? await moveAside(ports, of, now()) : null
  try {
    await moveDurably(fs, join(folder, file), join(folder, of))
  } catch (error) {
    if (aside !== null) await moveDurably(fs, join(folder, aside), join(folder, of)).catch(() => undefined)
    throw error
  }
  return { copy, took: 'folder', aside }
}

async function takeFile(ports: ChoicePorts, copy: CopyName): Promise<Choice> {
  const { file, of } = copy
  const name = documentName(of)
  if (documentSchema(name) !== null && (await readCopy(ports, file, name))?.status !== 'whole')
    throw new Failure(
      'damaged',
      'The copy cannot be read, so it was not put in the place of the other; nothing was changed: keep what is there.',
    )
  const aside = (await isThere(ports, of)) ? await keepAside(ports, of, ports.now()) : null
  const sha256 = await writeAsNewest(ports, file, of)
  try {
    return { copy, took: 'file', aside, copyAside: await moveAside(ports, file, ports.now()), sha256 }
  } catch (error) {
    // What is refused is not half done. Should that fail as well, what was there lies aside.
    await putBack(ports, { copy, aside, sha256 }).catch(() => undefined)
    throw error
  }
}

async function putBack(
  ports: ChoicePorts,
  { copy: { of }, aside, sha256 }: Pick<Extract<Choice, { took: 'file' }>, 'copy' | 'aside' | 'sha256'>,
) {
  if (hashOf(await bytesOf(ports, of)) !== sha256)
    throw new Failure(
      'conflict',
      `${fileWithoutPath(of)} was changed since, so the choice was not taken back; what it was before is kept aside.`,
    )
  if (aside === null) await moveAside(ports, of, ports.now())
  else await writeAsNewest(ports, aside, of)
}

/** Make the documents in the folder of a source later states than those in the folder `of`, whose place it is to take. */
async function makeNewest(ports: ChoicePorts, folder: string, of: string): Promise<void> {
  const names = async (path: string) => (await orAbsent(ports.fs.readdir(join(ports.folder, path)))) ?? []
  const inner = (await names(`${folder}/annotations`)).map((name) => `annotations/${name}`)
  for (const path of [...(await names(folder)), ...inner]) {
    const name = documentName(`${of}/${path}`)
    if (documentSchema(name)?.changes !== true) continue
    const its = await readCopy(ports, `${folder}/${path}`, name)
    const there = await readCopy(ports, `${of}/${path}`, name)
    if (its?.status !== 'whole' || there === null) continue
    if (there.status === 'whole' && isDeepStrictEqual(there.document, its.document)) continue
    await writeAsNewest(ports, `${folder}/${path}`, `${of}/${path}`, `${folder}/${path}`)
  }
}

/**
 * Write what the file `from` holds to the place of the document `of`, or to another one, as a newer state than all that is there.
 * What is never changed, or cannot be read, is written byte for byte. Answers the checksum of the file.
 */
async function writeAsNewest(ports: ChoicePorts, from: string, of: string, to = of): Promise<string> {
  const name = documentName(of)
  const changes = documentSchema(name)?.changes === true
  const state = changes ? await readCopy(ports, from, name) : null
  let bytes = await bytesOf(ports, from)
  if (state?.status === 'whole') {
    const there = await readCopy(ports, of, name)
    const rivals = [there, await readCopy(ports, previousOf(of), name)]
    const known = rivals.filter((rival) => rival?.status === 'whole')
    const sequence = Math.max(state.sequence, ...known.map((rival) => rival.sequence)) + 1
    // What is there and cannot be read may be a later state than all that can.
    const lost = there !== null && there.status !== 'whole'
    const seen = { states: known.map((rival) => rival.document), lost }
    bytes = encodeDocument({ name, sequence, document: asNewest(name, state.document, seen) }).bytes
  }
  // What was there lies aside. Were it damaged, it must not take the place of the last good generation, too.
  await writeDurably(ports.fs, join(ports.folder, to), bytes, { keepPrevious: false })
  return hashOf(bytes)
}

async function bytesOf({ fs, folder }: ChoicePorts, file: string): Promise<Uint8Array> {
  const path = join(folder, file)
  const bytes = await readWhole(fs, path).catch((error: unknown) => {
    throw notRead(error, path)
  })
  if (bytes === null)
    throw new Failure(
      'not-found',
      `${fileWithoutPath(file)} is not there any more; nothing else was changed.`,
    )
  return bytes
}

async function isThere({ fs, folder }: ChoicePorts, file: string): Promise<boolean> {
  return (await orAbsent(fs.stamp(join(folder, file)))) !== null
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
