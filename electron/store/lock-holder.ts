import { join } from 'node:path'
import { z } from 'zod'
import type { LockHolder } from '../../shared/model/health'
import { Timestamp } from '../../shared/model/time'
import { type FileSystem, readWithStamp } from './file-system'
import { identifyProcess, ProcessIdentity, whereabouts } from './process-identity'

/** What the file `lock` says: see `acquireLock`. */
const Holder = ProcessIdentity.extend({ since: z.string() })

/**
 * Who may write in the notebook, read from its lock and without taking it. A lock that cannot be read, or that says nothing,
 * is nobody’s: whoever opens the notebook takes it over.
 */
export async function readLockHolder(fs: FileSystem, folder: string): Promise<LockHolder> {
  const found = await readWithStamp(fs, join(folder, 'lock')).catch(() => null)
  const holder = found === null ? null : parse(Buffer.from(found.bytes).toString())
  if (holder === null) return { who: 'nobody' }
  const { pid, host, since } = holder
  const us = identifyProcess()
  const where = whereabouts(holder)
  // One of an earlier process with our number is gone.
  const isOurs = where === 'running' && pid === us.pid && host === us.host
  if (isOurs && Timestamp.safeParse(since).success) return { who: 'this-window', since }
  return { who: 'another', host, pid, since, running: where === 'elsewhere' ? null : where === 'running' }
}

function parse(text: string): z.infer<typeof Holder> | null {
  try {
    return Holder.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
