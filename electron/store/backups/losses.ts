import type { Backup } from '../../../shared/model/health'
import { FILES_AT_ONCE, inParallel } from '../in-parallel'
import { isObject, KeptFolder, type Manifest, type Root, type Shelf } from './backup-documents'
import { backupOf, type Place } from './place'
import type { BackupReader, FileOfBackup } from './read-backups'
import { idIn } from './take-snapshot'

/** What of a backup cannot be brought back. */
export type Losses = {
  /** The folders of sources, and the paths of other documents, of which a file is not whole. */
  readonly lost: ReadonlySet<string>
  /** False where a list of the backup is not whole, so that nobody knows what stood on it. */
  readonly isListed: boolean
}

export type LossesPorts = {
  /** Null when the list is not whole. */
  readonly root: (sha256: string) => Promise<Root | null>
  readonly shelf: (sha256: string) => Promise<Shelf | null>
  /** Whether somebody has the bytes of a file that is not kept in the list itself. */
  readonly isWhole: (file: FileOfBackup) => Promise<boolean>
}

/** Finds what backups have lost. Each list is read once, and each file looked at once, however many backups name it. */
export class FindLosses {
  readonly #files = new Map<string, Promise<boolean>>()
  readonly #shelves = new Map<string, Promise<Losses>>()
  readonly #roots = new Map<string, Promise<Losses>>()

  constructor(private readonly ports: LossesPorts) {}

  /** Those of the backup with this root. */
  in(root: string): Promise<Losses> {
    return once(this.#roots, root, () => this.#root(root))
  }

  async #root(sha256: string): Promise<Losses> {
    const root = await this.ports.root(sha256)
    if (root === null) return unlisted
    const shelves = await inParallel(root.shelves, SHELVES_AT_ONCE, ([, shelf]) =>
      once(this.#shelves, shelf, () => this.#shelf(shelf)),
    )
    const documents = await this.#among(
      root.documents.map((file) => ({ ...file, at: file.path, of: file.path })),
    )
    return {
      lost: new Set([...documents, ...shelves.flatMap(({ lost }) => [...lost])]),
      isListed: shelves.every(({ isListed }) => isListed),
    }
  }

  async #shelf(sha256: string): Promise<Losses> {
    const shelf = await this.ports.shelf(sha256)
    if (shelf === null) return unlisted
    const files = shelf.folders.flatMap(({ place, files: its }) =>
      its.map((file) => ({ ...file, at: `${place}/${file.path}`, of: place })),
    )
    return { lost: await this.#among(files), isListed: true }
  }

  /** To what those of the files belong that are not whole. */
  async #among(files: readonly (FileOfBackup & { readonly of: string })[]): Promise<ReadonlySet<string>> {
    const separate = files.filter((file) => isObject(file, true))
    const whole = await inParallel(separate, FILES_AT_ONCE, (file) =>
      once(this.#files, `${file.sha256} ${file.at}`, () => this.ports.isWhole(file)),
    )
    return new Set(separate.flatMap(({ of }, nth) => (whole[nth] === true ? [] : [of])))
  }
}

/** So many shelves are looked at side by side: one by one, the last files of each would be waited for. */
const SHELVES_AT_ONCE = 4

const unlisted: Losses = { lost: new Set(), isListed: false }

/** A backup of which not everything can be brought back. */
export type LostOfBackup = Backup & {
  /** The ids of its sources that have lost something. */
  readonly lostSources: readonly string[]
  /** False where more than that may be lost, since a list of it is. */
  readonly isListed: boolean
}

/** Null where nothing of the backup is lost. */
export function lostOf(manifest: Manifest, place: Place, { lost, isListed }: Losses): LostOfBackup | null {
  if (isListed && lost.size === 0) return null
  const sources = new Set([...lost].filter((one) => KeptFolder.shape.place.safeParse(one).success).map(idIn))
  return { ...backupOf(manifest, place.kind), lostSources: [...sources].toSorted(), isListed }
}

/**
 * The backups in these places of which not everything can be brought back. What lies among the backups counts as whole if it
 * is there (a look at every file reads it, too); what they leave in the notebook is read.
 */
export async function lossesIn(places: readonly Place[], reader: BackupReader): Promise<LostOfBackup[]> {
  const losses = new FindLosses({
    root: (sha256) => reader.root(sha256),
    shelf: (sha256) => reader.shelf(sha256),
    isWhole: (file) => reader.has(file),
  })
  const found: LostOfBackup[] = []
  for (const place of places)
    for (const manifest of (await place.manifests().catch(() => null))?.whole ?? []) {
      const lost = lostOf(manifest, place, await losses.in(manifest.root))
      if (lost !== null) found.push(lost)
    }
  return found
}

/** What `job` answers for a name, asked for once. */
export function once<Value>(
  known: Map<string, Promise<Value>>,
  name: string,
  job: () => Promise<Value>,
): Promise<Value> {
  const before = known.get(name)
  if (before !== undefined) return before
  const answer = job()
  known.set(name, answer)
  return answer
}
