import type { FileSystem } from './file-system'
import type { Repair } from './repair'

/** Where a notebook lies, and what puts a document of it right that is not what it should be. */
export type Home = {
  readonly fs: FileSystem
  readonly folder: string
  /** Null where damage is only reported. */
  readonly repair: Repair | null
  /**
   * Throws once a change of several documents is certain and could not be made: no other may be, or it would be undone when that
   * one is finished. To be asked when a change has its turn. Absent where nobody makes such changes.
   */
  readonly expectFinished?: () => void
}
