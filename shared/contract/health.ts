import { z } from 'zod'
import { Backup, BackupNumber, BackupPlace, Fault, Health, LastCheck } from '../model/health'

const nothing = z.strictObject({})

/** One of the backups that `backup.list` names. */
const whichBackup = { number: BackupNumber, place: BackupPlace }

/** How many sources and documents have lost something, and a sentence for each of the first hundred. */
const LostParts = z.strictObject({ lost: z.int().min(0), messages: z.array(z.string()).max(100) })
export type LostParts = z.infer<typeof LostParts>

/** A backup of which not everything can be brought back. */
const BackupLosses = z.strictObject({
  ...whichBackup,
  /** How many of its sources have lost something. */
  sources: z.int().min(0),
  /** False where more than that may be lost, since a list of it is. */
  listed: z.boolean(),
})
export type BackupLosses = z.infer<typeof BackupLosses>

/** The calls about the files of the notebook themselves: whether they are whole, and the way back to an earlier state. */
export const healthCalls = {
  'health.read': { input: nothing, output: Health },
  /**
   * Looks at every file of the notebook, mends what can be mended, and answers what was found; with `texts` it also reads
   * each text from its original again. Events tell how far it is; `health.stopCheck` ends it, and it answers what it found.
   */
  'health.check': {
    input: z.strictObject({ texts: z.boolean() }),
    output: z.strictObject({ check: LastCheck, faults: z.array(Fault), stopped: z.boolean() }),
  },
  'health.stopCheck': { input: nothing, output: nothing },
  /**
   * Decides about a copy of a document: `this` keeps the document as it is, `copy` puts the copy in its place. The other of
   * the two is moved aside, never deleted, and a backup is made before. `both` keeps a brief as it is and makes what its copy
   * says a brief of its own; anything else is refused. One step to undo.
   */
  'health.choose': {
    input: z.strictObject({ file: z.string().min(1).max(1000), keep: z.enum(['this', 'copy', 'both']) }),
    output: nothing,
  },

  /** Newest first. */
  'backup.list': { input: nothing, output: z.array(Backup) },
  'backup.make': { input: nothing, output: Backup },
  /**
   * Puts the whole notebook back into the state of a backup, all of it or nothing. The present state is backed up before, so
   * that one can return to it; what was added since goes to the trash. The notebook is opened anew, so nothing is left to undo.
   * Refused as `damaged` where not all of it is whole; with `partly`, what is whole of it comes back, what is lost stays as it
   * is, and what that is is answered.
   */
  'backup.restore': {
    input: z.strictObject({ ...whichBackup, partly: z.exactOptional(z.boolean()) }),
    output: LostParts,
  },
  /** What `backup.restore` would not bring back of a backup with `partly`: it reads all of it. */
  'backup.look': { input: z.strictObject(whichBackup), output: LostParts },
  /**
   * Those of which not everything can be brought back, as far as that shows without reading all of them: what they leave in
   * the notebook is read. Where that is news, it is told like anything else that was met in the files.
   */
  'backup.losses': { input: nothing, output: z.array(BackupLosses) },
  /** Makes a new notebook in that state, in a folder beside this one; answers the folder. This one is left alone. */
  'backup.restoreCopy': {
    input: z.strictObject(whichBackup),
    output: z.strictObject({ folder: z.string() }),
  },
  /**
   * Opens a notebook that `backup.restoreCopy` made since this one was opened: the desktop app closes, and starts anew on that
   * folder. Refused as `unavailable` where there is no desktop.
   */
  'desktop.openCopy': { input: z.strictObject({ folder: z.string().min(1).max(10_000) }), output: nothing },
  /** Whether backups are also made outside of the notebook's folder. Those that are there stay. */
  'backup.setOutside': { input: z.strictObject({ on: z.boolean() }), output: nothing },
} as const
