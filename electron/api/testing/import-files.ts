import { CHUNK_BYTES } from '../../../shared/contract/calls'
import type { FileReport } from '../../../shared/contract/intake'
import type { ImportHow } from '../import-file'
import type { openDesk } from './desk'

type Desk = Awaited<ReturnType<typeof openDesk>>

/** Imports a file as a window does, and answers its report. */
export async function importOn(
  { call }: Pick<Desk, 'call'>,
  name: string,
  content: string | Uint8Array,
  { batch, again }: ImportHow = {},
): Promise<FileReport> {
  const bytes = Buffer.from(content)
  const how = { ...(batch !== undefined && { batch }), ...(again !== undefined && { again }) }
  const { import: id } = await call('import.begin', { name, size: bytes.length, ...how })
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
    const piece = bytes.subarray(offset, offset + CHUNK_BYTES).toString('base64')
    await call('import.chunk', { import: id, offset, bytes: piece })
  }
  return call('import.end', { import: id })
}

type Outcome = Extract<FileReport, { ok: true }>['outcome']

/** What a file that could be read turned out to be. */
export function outcomeOf<What extends Outcome['what']>(report: FileReport, what: What) {
  if (!report.ok) throw new Error(report.message)
  if (report.outcome.what !== what) throw new Error(`it is ${report.outcome.what}`)
  // Its literal was just looked at.
  return report.outcome as Extract<Outcome, { what: What }>
}
