import type { Backup, BackupCause } from '../../../shared/model/health'
import type { Later } from '../catalogue-writer'
import type { FileSystem } from '../file-system'

/** An earlier state of a document: the bytes of its file, as they were. */
export type KnownState = { readonly bytes: Uint8Array; readonly sequence: number; readonly made: string }

/** What a backup says of one file of the notebook: which document it is, and which state of it. */
export type KnownFile = { readonly name: string; readonly sequence: number | null; readonly sha256: string }

export type BackupPorts = {
  readonly fs: FileSystem
  /** The folder of the notebook. */
  readonly notebook: string
  /** A folder elsewhere, in which whole backups are kept, too; null for none. */
  readonly outside: string | null
  readonly now: () => string
  /** When to make a backup after a change. */
  readonly later: Later
  /** Told when a backup was made, or why one could not be. */
  readonly onBackup: (failure: unknown) => void
}

/** The backups of an open notebook. */
export class Backups {
  constructor(private readonly ports: BackupPorts) {}

  /** To be told after every change. A backup is made when nothing has happened for a while. */
  noteChange(): void {
    void this.ports
  }

  /** Makes a backup now. */
  async make(_cause: BackupCause): Promise<Backup> {
    throw new Error('no backup is made')
  }

  /** Those in both places, newest first. */
  async list(): Promise<readonly Backup[]> {
    return []
  }

  /** The states of a document that backups hold, the one with the highest sequence number first. */
  async statesOf(_name: string): Promise<readonly KnownState[]> {
    return []
  }

  /** The bytes of a file that never changes (the blocks or the original of a version); null when no backup holds them. */
  async unchanging(_name: string): Promise<Uint8Array | null> {
    return null
  }

  /** The files that the newest backup names, for whoever looks whether one is missing or older than it was. */
  async newest(): Promise<readonly KnownFile[]> {
    return []
  }

  /** Makes a last backup if anything changed, and makes none any more. */
  async finish(): Promise<void> {}
}
