import { CHUNK_BYTES } from '../../shared/contract/calls'
import { Failure } from '../../shared/contract/failure'
import type { FileReport } from '../../shared/contract/intake'
import type { Host } from '../state/host'

type Upload = (
  file: File,
  how: { readonly batch: string; readonly again?: boolean },
  sent: (bytes: number) => void,
  signal: AbortSignal,
) => Promise<FileReport>

/**
 * Makes what carries a file across the contract in chunks and imports it. `sent` is told after each chunk how many bytes
 * have arrived. When `signal` is aborted, the host forgets what it has and the promise rejects with the reason.
 */
export function createUpload(host: Host): Upload {
  let begun: Promise<unknown> = Promise.resolve()
  return (file, how, sent, signal) => {
    // One after the other: the host adds texts in the order in which it hears of them.
    const begin = () => host.call('import.begin', { name: file.name, size: file.size, ...how })
    const beginning = begun.then(begin, begin)
    begun = beginning
    return upload(host, file, beginning, sent, signal)
  }
}

async function upload(
  host: Host,
  file: File,
  begun: Promise<{ readonly import: string }>,
  sent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<FileReport> {
  const { import: id } = await begun
  try {
    for (let offset = 0; offset < file.size; offset += CHUNK_BYTES) {
      signal.throwIfAborted()
      const bytes = await base64Of(file.slice(offset, offset + CHUNK_BYTES))
      const { received } = await host.call('import.chunk', { import: id, offset, bytes })
      sent(received)
    }
    signal.throwIfAborted()
  } catch (error) {
    // The file was not imported either way; a host that has gone as well has nothing to forget.
    await host.call('import.cancel', { import: id }).catch(() => undefined)
    throw error
  }
  // Reading what a file holds takes its time too: the host stops when it is told to, and refuses the file.
  const cancel = () => void host.call('import.cancel', { import: id }).catch(() => undefined)
  signal.addEventListener('abort', cancel)
  return host.call('import.end', { import: id }).finally(() => signal.removeEventListener('abort', cancel))
}

/** The bytes of a blob as base64: what stands behind the comma of its data URL. */
function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : ''
      resolve(url.slice(url.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => {
      const message = 'The file could not be read: it was moved, changed or locked. Nothing was added.'
      reject(new Failure('unreadable', message, { cause: reader.error }))
    })
    reader.readAsDataURL(blob)
  })
}
