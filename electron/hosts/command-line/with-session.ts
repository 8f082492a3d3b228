import { Failure } from '../../../shared/contract/failure'
import { findNotebook, rememberNotebook } from '../../api/find-notebook'
import { openSession, type Session, type SessionOptions } from '../../api/open-session'
import type { Ports } from '../../api/ports'
import type { Access, Call, Typed } from './commands'
import type { CommandIo } from './io'

/**
 * Open the notebook that was named, do the job and give the notebook free. Throws the Failure that keeps it from
 * being opened, or from being changed where the job needs that.
 */
export async function withSession<Result>(
  { values }: Typed,
  access: Access,
  { ports, io }: { readonly ports: Ports; readonly io: CommandIo },
  job: (session: Session) => Promise<Result>,
): Promise<Result> {
  const { notebook } = values
  const named = typeof notebook === 'string' ? notebook : null
  const folder = await findNotebook({ named, create: access === 'create' })
  const takeOver = values['take-over'] === true
  const options = { folder, desktop: null, takeOver, readOnly: access === 'look' }
  const onMigrating = (progress: Migrating) => io.progress(migrationWords(progress))
  const session = await openSession({ ...options, onMigrating }, ports).finally(() => io.progress(''))
  try {
    const { readOnly, updated } = await callOn(session)('notebook.state', {})
    if (updated !== null) io.error(updated)
    if (readOnly !== null && (access === 'change' || access === 'create'))
      throw new Failure(readOnly.reason, readOnly.message)
    await rememberNotebook(folder)
    return await job(session)
  } finally {
    await session.close()
  }
}

type Migrating = Parameters<NonNullable<SessionOptions['onMigrating']>>[0]

function migrationWords({ step, done, of }: Migrating): string {
  const what = step === 'backup' ? 'sources are in the backup that is made first' : 'documents'
  return `Bringing the notebook up to date: ${done} of ${of} ${what}`
}

/** The calls of a session for a command: a refusal is thrown, for the command line to word. */
export function callOn(session: Session): Call {
  return async (name, input) => {
    const answer = await session.call(name, input)
    if (!answer.ok) throw new Failure(answer.error.reason, answer.error.message)
    // The handler of `name` gave it, and its type is the output of `name`.
    return answer.value as never
  }
}
