import { join } from 'node:path'
import { checkDocument, type LookPorts } from './check-document'
import { checkSource, type SourcePlace } from './check-source'
import { type FileSystem, orAbsent } from './file-system'
import { type Found, Look } from './look'
import { Queue } from './queue'
import { Slices } from './slices'

/** The documents in the folder of the notebook itself. */
export const ROOT_DOCUMENTS = ['notebook.json', 'codebook.json', 'actors.json', 'views.json', 'health.json']

/** What is looked at together, in values only: another process may look at it. */
export type Unit =
  | {
      readonly kind: 'source'
      readonly place: SourcePlace
      /** The files that the newest backup knows, as paths from the folder of the source, with their sequence numbers. */
      readonly known: readonly KnownInSource[]
    }
  /** A document that is no part of a source, with the sequence number that the newest backup knows it by. */
  | { readonly kind: 'document'; readonly path: string; readonly sequence: number | null }

export type KnownInSource = { readonly file: string; readonly sequence: number | null }

/** Looks at units of a notebook one after another; what is found is answered in their order. */
export type LookAtUnits = (units: readonly Unit[]) => Promise<readonly Found[]>

/** Looks at units of the notebook in that folder. What is large is looked at one by one, by whomever it is asked for. */
export function looker(fs: FileSystem, notebook: string): LookAtUnits {
  const ports = { fs, notebook, large, slices: new Slices() }
  return async (units) => {
    const found: Look[] = []
    for (const unit of units) found.push(await checkUnit(ports, unit))
    return found
  }
}

const large = new Queue()

async function checkUnit(ports: Omit<LookPorts, 'sequenceOf'>, unit: Unit): Promise<Look> {
  if (unit.kind === 'document')
    return lookAtDocument({ ...ports, sequenceOf: () => unit.sequence }, unit.path)
  const { place, known } = unit
  const sequences = new Map(known.map(({ file, sequence }) => [`sources/${place.id}/${file}`, sequence]))
  const files = known.map(({ file }) => file)
  return checkSource({ ...ports, sequenceOf: (name) => sequences.get(name) ?? null }, place, files)
}

/** It may go to the trash or come out of it at any time. */
async function lookAtDocument(ports: LookPorts, path: string): Promise<Look> {
  // What the disk does not tell of is looked at, and then told of.
  const isThere = (file: string) =>
    orAbsent(ports.fs.stamp(join(ports.notebook, file))).then(
      (stamp) => stamp !== null,
      () => true,
    )
  const found = new Look()
  const hasGeneration = await isThere(`${path}.previous`)
  const stays = ROOT_DOCUMENTS.includes(path) || hasGeneration || (await isThere(path))
  if (stays) await checkDocument(ports, found, path, { hasGeneration })
  return found
}
