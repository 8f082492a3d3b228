import { Failure, type Reason } from '../../../shared/contract/failure'
import { errorCode } from '../file-system'

/** Why a disk refused something, and what can be done about it, in the middle of a sentence. */
export type Refusal = { readonly reason: Reason; readonly why: string; readonly advice: string }

/** What a failed file operation means, also where it was told as that of a change; null for an error that no disk gave. */
export function whyRefused(error: unknown): Refusal | null {
  const code = errorCode(error) ?? (error instanceof Failure ? errorCode(error.cause) : null)
  if (code === null) return null
  return code in said
    ? // The line above has shown that it is one of them.
      said[code as keyof typeof said]
    : { reason: 'disk-error', why: `its disk reported an error (${code})`, advice: 'look whether it is well' }
}

const full = { reason: 'disk-full', why: 'its disk is full', advice: 'free some space' } as const
const forbidden = {
  reason: 'no-permission',
  why: 'this account may not write there',
  advice: 'check the permissions of that folder',
} as const
const absent = {
  reason: 'disk-error',
  why: 'the folder in which it lies is not there',
  advice: 'make that folder, or reconnect its disk',
} as const
const said = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: { reason: 'disk-read-only', why: 'its disk can only be read', advice: 'choose another one' },
  EACCES: forbidden,
  EPERM: forbidden,
  ENOENT: absent,
  ENOTDIR: absent,
} as const
