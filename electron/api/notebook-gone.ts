import { Failure } from '../../shared/contract/failure'
import { commandWords, startWords } from '../../shared/model/command-words'
import type { OutsideNotebook } from '../store/backups/list-outside'

/** Where a notebook was before there is none now. No other one takes its place unless the person says so. */
export class NotebookGone extends Failure {
  /** What happened, without what can be done about it, which differs from host to host. */
  readonly what: string

  constructor(
    readonly folder: string,
    /** Of which there are backups outside; null when none are known. */
    readonly lost: OutsideNotebook | null,
  ) {
    const what = `${folder} holds no notebook any more. ${whatIsKnown(lost)}`
    const back =
      lost === null
        ? 'Bring it back, or name another folder after --notebook'
        : `${commandWords(`backup recover ${lost.id} '${folder}'`)} brings it back`
    super(
      'gone',
      `${what} ${back}; ${startWords(`--new --notebook '${folder}'`)} makes a new, empty one there.`,
    )
    this.what = what
  }
}

function whatIsKnown(lost: OutsideNotebook | null): string {
  if (lost === null)
    return 'It may lie on a disk that is not plugged in, or have been moved; no backups of it are known outside of it.'
  const { title, folder, newest } = lost
  const when = new Date(newest.made).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })
  return `“${title}” lay there, and backups of it lie in ${folder}, the newest of ${when}.`
}
