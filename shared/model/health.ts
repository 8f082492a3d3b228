import { z } from 'zod'
import { Timestamp } from './time'

/** The path of a file inside the notebook, with forward slashes. */
const FilePath = z.string().min(1).max(1000)

/** What is wrong with a file of the notebook. */
export const FaultKind = z.enum([
  /** It is not whole: its checksum, its length or its fields do not fit. */
  'damaged',
  /** It should be there and is not. */
  'missing',
  /** It is an earlier state than one that was saved: something put it back. */
  'older',
  /** Another program, such as one that syncs folders, left a second copy of a document. */
  'conflict-copy',
  /** It names something that is not there. */
  'dangling',
  /** The file that a text was read from is not the one that was imported. */
  'original-changed',
])
export type FaultKind = z.infer<typeof FaultKind>

export const LONGEST_MESSAGE = 2000

/** A fault that was met, and what became of it. */
export const Fault = z.strictObject({
  kind: FaultKind,
  file: FilePath,
  /** One sentence: what was found, what was kept and what to do. */
  message: z.string().min(1).max(LONGEST_MESSAGE),
  /** True when a good state is in its place again. */
  mended: z.boolean(),
  /** Where the file that was found lies now, if it was moved aside. */
  keptAs: FilePath.nullable(),
})
export type Fault = z.infer<typeof Fault>

/** A fault with the time at which it was met. */
export const Incident = z.strictObject({ at: Timestamp, ...Fault.shape })
export type Incident = z.infer<typeof Incident>

/** An incident as a person is told of it. */
export const ToldIncident = z.strictObject({
  ...Incident.shape,
  /** What is known of the source or brief whose file it is: its title. Null for other files, and where it cannot be read. */
  title: z.string().nullable(),
})
export type ToldIncident = z.infer<typeof ToldIncident>

/** What the last look at every file of the notebook found. */
export const LastCheck = z.strictObject({
  at: Timestamp,
  files: z.int().min(0),
  faults: z.int().min(0),
  /** True when the texts were read from their originals again, too. */
  texts: z.boolean(),
})
export type LastCheck = z.infer<typeof LastCheck>

/** How many incidents the notebook remembers; the oldest go first. */
export const MOST_INCIDENTS = 500

/** `health.json`: what went wrong and was put right, and when all was last looked at. */
export const HealthRecord = z.strictObject({
  incidents: z.array(Incident).max(MOST_INCIDENTS),
  lastCheck: LastCheck.nullable(),
})
export type HealthRecord = z.infer<typeof HealthRecord>

export const noHealthRecord: HealthRecord = { incidents: [], lastCheck: null }

/** Why a backup was made. `regular` ones are thinned out with time, the others only by number. */
export const BackupCause = z.enum(['regular', 'asked', 'before-migration', 'before-restore', 'before-choice'])
export type BackupCause = z.infer<typeof BackupCause>

/** Where a backup lies: in the notebook's folder, or in a folder of this computer's user outside of it. */
export const BackupPlace = z.enum(['notebook', 'outside'])
export type BackupPlace = z.infer<typeof BackupPlace>

/** Which backup it is: they are numbered in the order in which they were made, whatever the clock said. */
export const BackupNumber = z.int().min(1)

/** A state of the whole notebook that one can go back to. */
export const Backup = z.strictObject({
  number: BackupNumber,
  place: BackupPlace,
  cause: BackupCause,
  made: Timestamp,
  sources: z.int().min(0),
  annotations: z.int().min(0),
  briefs: z.int().min(0),
})
export type Backup = z.infer<typeof Backup>

/** Another copy of a document that a program which syncs folders, or Sourcebook itself, laid beside it. */
export const ConflictCopy = z.strictObject({
  file: FilePath,
  /** The document that it is a copy of. */
  of: FilePath,
  /** What a person knows the document by, such as the title of its source. */
  title: z.string(),
  /** Who made the copy, as far as its name tells, such as “Dropbox”. */
  by: z.string(),
  modified: Timestamp.nullable(),
  /** How the two differ, in words; null when the copy cannot be read. */
  difference: z.string().nullable(),
})
export type ConflictCopy = z.infer<typeof ConflictCopy>

/** Who may write in the notebook. */
export const LockHolder = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('this-window'), since: Timestamp }),
  z.strictObject({
    who: z.literal('another'),
    host: z.string(),
    pid: z.int(),
    since: z.string(),
    /** Whether it is running; unknown on another computer. */
    running: z.boolean().nullable(),
  }),
  z.strictObject({ who: z.literal('nobody') }),
])
export type LockHolder = z.infer<typeof LockHolder>

/** All that the page “Notebook health” shows. */
export const Health = z.strictObject({
  folder: z.string(),
  /** True when nothing is left of the notebook there: its disk is not plugged in, or it was deleted or moved. */
  gone: z.boolean(),
  holder: LockHolder,
  /** Bytes that are free on the disk of the notebook and that it has in all; null where the system does not say. */
  disk: z.strictObject({ free: z.number(), size: z.number() }).nullable(),
  /** The name of the program that syncs the folder of the notebook, as far as its path tells; null for none. */
  syncedBy: z.string().nullable(),
  /** When the last backup was made in each place; null for never. */
  backups: z.strictObject({
    notebook: Timestamp.nullable(),
    outside: Timestamp.nullable(),
    /** The folder of the backups outside; null when none are made there. */
    outsideFolder: z.string().nullable(),
    /** Why the last backup could not be made, in a sentence; null when it was. */
    failure: z.string().nullable(),
  }),
  lastCheck: LastCheck.nullable(),
  /** Newest first. */
  incidents: z.array(ToldIncident),
  conflicts: z.array(ConflictCopy),
  /** How far a look at every file is by now; null when none is under way. */
  checking: z.strictObject({ done: z.int().min(0), of: z.int().min(0) }).nullable(),
})
export type Health = z.infer<typeof Health>
