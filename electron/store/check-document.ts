import { documentName } from './document-name'
import { type Judged, type JudgePorts, judgeDocument } from './judge-document'
import { type Look, named } from './look'
import type { Queue } from './queue'

/** What the look at every file is done with. */
export type LookPorts = JudgePorts & {
  /** Orders what is large, so that no more than one such file is in memory. */
  readonly large: Queue
  /** What sequence number the newest backup knows a document by. */
  readonly sequenceOf: (name: string) => number | null
}

/**
 * Look at the document at `path` and at its last good generation if `hasGeneration`; it must be there. Answers what it holds;
 * null when that cannot be told.
 */
export async function checkDocument(
  ports: LookPorts,
  look: Look,
  path: string,
  { hasGeneration = false, title = null }: { hasGeneration?: boolean; title?: string | null } = {},
): Promise<unknown> {
  const judged = await judgeDocument(ports, path)
  const generation = hasGeneration ? await checkGeneration(ports, look, path) : null
  const found = reportFile(look, path, judged, title)
  if (found === null) return null
  const latest = Math.max(ports.sequenceOf(documentName(path)) ?? 0, generation ?? 0)
  if (found.sequence < latest) {
    const message = `${named(path, title)} is in an earlier state (${found.sequence}) than one that was saved (${latest}), so another program may have put it back; it was left as it is, and the later state is kept: restore that from a backup, or go on from this one.`
    look.report('older', path, message)
  }
  return found.document
}

/** Report a file that is not whole (`original` as in `Look.damaged`); answers what it holds otherwise, as far as that can be told. */
export function reportFile(
  look: Look,
  path: string,
  judged: Judged,
  title: string | null,
  original: string | null = null,
): Extract<Judged, { status: 'whole' }> | null {
  if (judged.status === 'absent') {
    look.missing(path, title, original)
    return null
  }
  look.count(judged.bytes)
  if (judged.status === 'damaged') look.damaged(path, judged.why, title, original)
  if (judged.status === 'unknown') look.unknownContent(path, judged.why, title)
  if (judged.status === 'unreadable') look.unreadable(path, judged.why, title)
  return judged.status === 'whole' ? judged : null
}

/** The sequence number of the last good generation; null when it has gone by now or is not whole. */
async function checkGeneration(ports: LookPorts, look: Look, path: string): Promise<number | null> {
  const file = `${path}.previous`
  const judged = await judgeDocument(ports, file, 'envelope')
  if (judged.status === 'absent') return null
  look.count(judged.bytes)
  if (judged.status === 'damaged' || judged.status === 'unreadable') {
    const message = `The last but one state of ${path}, kept beside it, is damaged (${judged.why}); the document itself is another file, and the next change keeps a new one: nothing needs to be done.`
    look.report('damaged', file, message)
  }
  return judged.status === 'whole' ? judged.sequence : null
}
