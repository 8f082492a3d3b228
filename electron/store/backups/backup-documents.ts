import { z } from 'zod'
import { BackupCause, BackupNumber } from '../../../shared/model/health'
import { NotebookId } from '../../../shared/model/ids'
import { Timestamp } from '../../../shared/model/time'

// Fields that a later version adds are no reason not to bring something back, so none of these is strict.

/** The SHA-256 of bytes, by which they are found. */
export const ObjectName = z.string().regex(/^[0-9a-f]{64}$/)

/** One file of the notebook in one of its states. */
export const KeptFile = z.object({
  /** From the folder of its source, or from the notebook. It becomes a path on the disk, so nothing in it leads elsewhere. */
  path: z.string().regex(/^([A-Za-z0-9-][A-Za-z0-9.-]*\/)*[A-Za-z0-9-][A-Za-z0-9.-]*$/),
  /** Null for an original, which has no states. */
  sequence: z.int().min(0).nullable(),
  sha256: ObjectName,
  bytes: z.int().min(0),
  /** How many annotations it lists, if it can list any. */
  annotations: z.exactOptional(z.int().min(0)),
  /** The file itself, where that is shorter than a file of its own would be worth. */
  text: z.exactOptional(z.string()),
})
export type KeptFile = z.infer<typeof KeptFile>

/** The folder of a source: in the library, or in the trash. */
export const KeptFolder = z.object({
  place: z.string().regex(/^(sources\/s-[0-9a-z]{16}|trash\/s-[0-9a-z]{16}(\.[0-9TZ.-]+)?)$/),
  /** What `stampFolder` said of it before it was read; '' where that would not tell of a change. */
  stamp: z.string(),
  files: z.array(KeptFile),
})
export type KeptFolder = z.infer<typeof KeptFolder>

/** A share of the sources, so that the cost of a backup does not grow with the notebook. */
export const Shelf = z.object({ folders: z.array(KeptFolder) })
export type Shelf = z.infer<typeof Shelf>

/** What a backup holds: all documents that are not of a source, and where its shelves are found. */
export const Root = z.object({
  documents: z.array(KeptFile),
  shelves: z.array(z.tuple([z.string(), ObjectName])),
})
export type Root = z.infer<typeof Root>

/** `backups/<number>.json`: that a backup was made. It is written when all that it needs is on the disk. */
export const Manifest = z.object({
  number: BackupNumber,
  cause: BackupCause,
  made: Timestamp,
  /** Null where that could not be read and never could. */
  notebook: z.object({ id: NotebookId, title: z.string() }).nullable(),
  /** Where the notebook lay. A copy of its folder is another notebook, though both bear one id. */
  folder: z.string(),
  sources: z.int().min(0),
  annotations: z.int().min(0),
  briefs: z.int().min(0),
  root: ObjectName,
})
export type Manifest = z.infer<typeof Manifest>

/**
 * True for a file of the first version of a text. It never changes and no other one ever takes its name, so that backups in
 * the notebook's own folder need no copy of it. A later version may be taken back, and another one bear its number.
 */
export function isOfFirstVersion(path: string): boolean {
  return /^v1\.[a-z0-9]{1,10}$/.test(path)
}

/** True for a file that is an object of its own in a place that is `complete` by itself, or in the notebook's own folder. */
export function isObject({ path, text }: KeptFile, complete: boolean): boolean {
  return text === undefined && (complete || !isOfFirstVersion(path))
}

/** The objects that files need in such a place. */
export function objectsFor(files: readonly KeptFile[], complete: boolean): string[] {
  return files.filter((file) => isObject(file, complete)).map(({ sha256 }) => sha256)
}
