import { z } from 'zod'
import { SourceId } from '../model/ids'

/** What a host tells its windows without being asked. A view that shows what changed asks again. */
export const NotebookEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('library') }),
  z.strictObject({ kind: z.literal('source'), source: SourceId }),
  z.strictObject({ kind: z.literal('annotations'), source: SourceId }),
  z.strictObject({ kind: z.literal('briefs') }),
  /** Actors, issues, measures or codes changed, and with them what annotations that name them say. */
  z.strictObject({ kind: z.literal('codebook') }),
  z.strictObject({ kind: z.literal('views') }),
  /** A call waits for all annotations, and so many of them were read by now. */
  z.strictObject({ kind: z.literal('reading'), read: z.int().min(0), of: z.int().min(0) }),
  z.strictObject({ kind: z.literal('history') }),
  /** Something about the files of the notebook is to be told: a repair, a copy by another program, a backup that failed. */
  z.strictObject({ kind: z.literal('health') }),
  /** A look at every file of the notebook is under way. */
  z.strictObject({ kind: z.literal('checking'), done: z.int().min(0), of: z.int().min(0) }),
  /**
   * The notebook is not open yet, since an earlier version of Sourcebook wrote it and it is brought up to date: so many sources
   * are in the backup to which one can go back, and then so many documents are ready.
   */
  z.strictObject({
    kind: z.literal('migrating'),
    step: z.enum(['backup', 'documents']),
    done: z.int().min(0),
    of: z.int().min(0),
  }),
  /** The notebook was opened anew, in another state: nothing that was asked for before holds any more. */
  z.strictObject({ kind: z.literal('reopened') }),
  z.strictObject({ kind: z.literal('preferences') }),
  /** The person chose an entry of the application menu. */
  z.strictObject({
    kind: z.literal('command'),
    command: z.enum([
      'import',
      'export',
      'undo',
      'redo',
      'keys',
      'find',
      'search',
      'palette',
      'print',
      'health',
      'back-up-now',
    ]),
  }),
])
export type NotebookEvent = z.infer<typeof NotebookEvent>
