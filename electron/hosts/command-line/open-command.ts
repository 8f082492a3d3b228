import { blockSpan, projectText } from '../../../shared/anchoring/text-projection'
import { citePassage } from '../../../shared/briefing/cite-source'
import { placeOfPassage } from '../../../shared/briefing/place-of-passage'
import { formatReference, parseReference, type Reference } from '../../../shared/briefing/reference'
import { Failure } from '../../../shared/contract/failure'
import { type Annotation, excerptOf, extentOf } from '../../../shared/model/annotation'
import { findNotebook } from '../../api/find-notebook'
import type { Ports } from '../../api/ports'
import { asShown } from './answered'
import type { Call, Typed } from './commands'
import type { CommandIo } from './io'
import { onlyWord } from './typed-values'
import { callOn, withSession } from './with-session'

/** Starts the app on a notebook and waits for it to end. Answers its exit code. */
export type StartApp = (folder: string) => Promise<number>

export const OPEN_USAGE = 'open REF [--print]'
export const openOptions = { print: { type: 'boolean' } } as const

/**
 * Print the passage that a reference of a brief leads to, then start the app there: the text is read on at its place, as if
 * it had been left there. Where the notebook is open already, say how to go there.
 */
export async function runOpen(typed: Typed, io: CommandIo, ports: Ports, startApp: StartApp): Promise<0 | 1> {
  const reference = readReference(onlyWord(typed, 'reference'))
  const passage = await withSession(typed, 'look', { ports, io }, (session) =>
    findPassage(reference, callOn(session)),
  )
  if (typed.values['json'] === true) {
    io.out(JSON.stringify(passage))
    return 0
  }
  io.out(describe(asShown(passage)))
  if (typed.values['print'] === true) return 0
  try {
    await withSession(typed, 'change', { ports, io }, (session) =>
      readOnThere(passage.annotation, callOn(session)),
    )
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    io.out(
      `\n${asShown(error.message)}\nTo see the passage in Sourcebook, press Ctrl+K there and paste ${passage.reference}`,
    )
    return 0
  }
  const { notebook } = typed.values
  const folder = await findNotebook({ named: typeof notebook === 'string' ? notebook : null })
  return (await startApp(folder)) === 0 ? 0 : 1
}

/** A passage with what a person needs to judge it. */
type Passage = {
  readonly reference: string
  readonly citation: string
  readonly annotation: Annotation
  /** The paragraphs that it stands in, one before and one after. */
  readonly before: string | null
  readonly within: string
  readonly after: string | null
}

function readReference(written: string): Reference {
  // From a file, it may come with the signs that Markdown puts around a link.
  const reference = parseReference(written.trim().replace(/^<(.*)>$/, '$1'))
  if (reference !== null) return reference
  const form = 'sourcebook:s-…/a-…, as it stands in a footnote of a brief'
  throw new Failure('invalid-input', `“${written}” is no reference to a passage: it reads ${form}.`)
}

async function findPassage(named: Reference, call: Call): Promise<Passage> {
  const { passages } = await call('brief.evidence', { passages: [{ ...named }], live: [] })
  const [annotation] = passages
  if (annotation === undefined || annotation === null)
    throw new Failure(
      'not-found',
      `There is no passage ${formatReference(named)} in this notebook: it was deleted, or stands in another one.`,
    )
  // Its text may have become a version of another source since the reference was written, or a source of its own.
  const { source, version } = annotation.target
  const { details } = await call('source.get', { source })
  const { blocks, pages = [] } = await call('version.get', { source, version })
  const projection = projectText(blocks)
  const place = placeOfPassage(annotation.target, projection, pages)
  const [first, last] = [place.first - 1, place.last - 1]
  const textOf = (block: number): string | null => {
    if (block < 0 || block >= projection.starts.length) return null
    const span = blockSpan(projection, block)
    return projection.text.slice(span.start, span.end)
  }
  return {
    reference: formatReference({ source, annotation: annotation.id }),
    citation: citePassage(details, place),
    annotation,
    before: textOf(first - 1),
    within: projection.text.slice(blockSpan(projection, first).start, blockSpan(projection, last).end),
    after: textOf(last + 1),
  }
}

function describe({ citation, annotation, before, within, after }: Passage): string {
  const paragraphs = [before, within, after].filter((text) => text !== null)
  const context = paragraphs.map((text) => text.replaceAll(/^/gm, '    ')).join('\n\n')
  return `${annotation.body.kind} “${excerptOf(annotation.target)}”\n${citation}\n\n${context}`
}

/** The next window opens the text that was read last, where it was left. */
async function readOnThere({ target }: Annotation, call: Call): Promise<void> {
  const { source, version } = target
  await call('source.keepPlace', { source, version, offset: extentOf(target).start })
  await call('notebook.keepLastRead', { source })
}
