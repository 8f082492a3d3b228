import type { FileSystem } from './file-system'
import type { Repair } from './repair'

/** Where a notebook lies, and what puts a document of it right that is not what it should be. */
export type Home = {
  readonly fs: FileSystem
  readonly folder: string
  /** Null where damage is only reported. */
  readonly repair: Repair | null
}
