import { projectText } from '../../../shared/anchoring/text-projection'
import type { Input, Output } from '../../../shared/contract/calls'
import { Failure } from '../../../shared/contract/failure'
import type { DiffRow } from '../../../shared/contract/intake'
import { type Annotation, excerptOf } from '../../../shared/model/annotation'
import { commandWords } from '../../../shared/model/command-words'
import { BlockId, type SourceId } from '../../../shared/model/ids'
import { currentVersion, type Source, type VersionEntry } from '../../../shared/model/source'
import { annotationId, findAnnotation } from './annotation-commands'
import { answered } from './answered'
import { inColumns } from './columns'
import type { Call, Command } from './commands'
import { counted, oneLine, quoted } from './excerpt-words'
import { UsageError } from './io'
import { findSource, onSource } from './source-commands'
import { checked, onlyWord, textOf } from './typed-values'

const listVersions: Command = {
  usage: 'version list SOURCE',
  says: 'list the versions of a source, with the file that each was read from',
  options: {},
  plan: onSource('look', async (source, call) => {
    const { versions } = await call('source.get', { source })
    return answered(versions, (all) => inColumns(all.map(versionRow)).join('\n'))
  }),
}

function versionRow({ number, created, original, characters, corrects }: VersionEntry): string[] {
  return [
    `version ${number}`,
    created.slice(0, 10),
    corrects === undefined ? oneLine(original.fileName) : `version ${corrects}, put right by hand`,
    counted(characters, 'character'),
    `SHA-256 ${original.sha256}`,
  ]
}

const addVersion: Command = {
  usage: 'version add SOURCE NEWER',
  says: 'make the text of another source the next version of this one; annotations come along',
  options: {},
  plan({ words: [named, newer, ...rest] }) {
    if (named === undefined || newer === undefined || rest.length > 0)
      throw new UsageError('Name the source, and the source that holds its newer text.')
    return {
      access: 'change',
      async run(call) {
        const source = await findSource(named, call)
        const from = await findSource(newer, call)
        const { revision } = await call('source.get', { source })
        const added = await call('version.add', { source, revision, from })
        return answered(added, describeAdded)
      },
    }
  },
}

const correctText: Command = {
  usage: 'version correct SOURCE OLD NEW',
  says: 'put the words OLD right, which stand once in the text: a new version, with every annotation on its words',
  options: {},
  plan({ words: [named, old, corrected, ...rest] }) {
    if (named === undefined || old === undefined || old === '' || corrected === undefined || rest.length > 0)
      throw new UsageError('Name the source, the words to put right, and what they should be.')
    return {
      access: 'change',
      async run(call) {
        const id = await findSource(named, call)
        const source = await call('source.get', { source: id })
        const edit = await editOf(source, old, corrected, call)
        const added = await call('version.correct', { source: id, revision: source.revision, edits: [edit] })
        return answered(added, describeAdded)
      },
    }
  },
}

/** The paragraph that holds the words, with the new ones in their place. */
async function editOf(
  source: Source,
  old: string,
  corrected: string,
  call: Call,
): Promise<{ block: BlockId; text: string }> {
  const { blocks } = await call('version.get', { source: source.id, version: currentVersion(source).number })
  const [block, ...others] = blocks.filter(({ text }) => text.includes(old))
  if (block === undefined)
    throw new Failure('quote-missing', `The text does not hold ${quoted(old)} within one paragraph.`)
  const start = block.text.indexOf(old)
  if (others.length > 0 || block.text.includes(old, start + 1))
    throw new Failure(
      'quote-ambiguous',
      `The text holds ${quoted(old)} more than once: give more words of it.`,
    )
  return {
    block: block.id,
    text: block.text.slice(0, start) + corrected + block.text.slice(start + old.length),
  }
}

export function describeAdded({ source, carried }: Output<'version.add'>): string {
  const { exact, moved, fuzzy, orphaned } = carried
  const open = fuzzy + orphaned
  return [
    `version ${currentVersion(source).number} of ${source.id}`,
    `annotations: ${exact} in place, ${moved} moved, ${fuzzy} on changed words, ${orphaned} not found`,
    ...(open === 0
      ? []
      : [`${commandWords(`version decisions ${source.id}`)} lists the ${open} to be decided.`]),
  ].join('\n')
}

const compareVersions: Command = {
  usage: 'version compare SOURCE [FROM TO]',
  says: 'lay two versions of a source side by side, paragraph by paragraph; the newest two unless named',
  options: {},
  plan({ words: [named, from, to, ...rest] }) {
    if (named === undefined || rest.length > 0 || (from !== undefined && to === undefined))
      throw new UsageError('Name the source, and both versions or none.')
    const numbers = [from, to].map((word) => (word === undefined ? null : versionNumber(word)))
    return {
      access: 'look',
      async run(call) {
        const source = await findSource(named, call)
        const { versions } = await call('source.get', { source })
        const newest = versions.at(-1)?.number ?? 1
        const rows = await call('version.compare', {
          source,
          from: numbers[0] ?? versions.at(-2)?.number ?? newest,
          to: numbers[1] ?? newest,
        })
        return answered(rows, (all) => {
          const changed = all.filter(({ kind }) => kind !== 'same')
          return changed.length === 0 ? 'no difference' : changed.map(describeRow).join('\n')
        })
      },
    }
  },
}

function versionNumber(word: string): number {
  if (!/^[1-9]\d{0,5}$/.test(word)) throw new UsageError(`A version is a number from 1, not “${word}”.`)
  return Number(word)
}

/** A paragraph in which [-what went-] and {+what came+} are marked, as word diffs in a terminal are. */
function describeRow({ kind, parts }: DiffRow): string {
  const words = parts.map(({ kind: part, text }) =>
    part === 'same' || kind === 'added' || kind === 'removed'
      ? text
      : part === 'removed'
        ? `[-${text}-]`
        : `{+${text}+}`,
  )
  return `${kind.padEnd(8)}  ${oneLine(words.join(''))}`
}

const listDecisions: Command = {
  usage: 'version decisions SOURCE',
  says: 'list the annotations that a new version changed or lost',
  options: {},
  plan: onSource('look', async (source, call) => {
    const open = (await call('annotation.list', { source, kind: null })).filter(
      ({ carried }) => carried?.settled === false,
    )
    return answered(open, (all) => all.map(describeOpen).join('\n'))
  }),
}

function describeOpen({ id, target, carried, earlier }: Annotation): string {
  const percent = Math.floor((carried?.score ?? 0) * 100)
  const words = excerptOf(target)
  if (carried?.status === 'orphaned')
    return `${id}  not found in version ${carried.into}; in version ${target.version}: ${quoted(words)}`
  const before = earlier?.at(-1)
  const old = before === undefined ? '' : ` was ${quoted(excerptOf({ ...target, ...before }))}`
  return `${id}  moved, ${percent} %: ${quoted(words)}${old}`
}

const settle: Command = {
  usage: 'version settle ANNOTATION --as placed|older|put [--quote WORDS]',
  says: 'decide about such an annotation: it stands right, it stays with the older version, or it belongs on these words',
  options: { as: { type: 'string' }, quote: { type: 'string' } },
  plan(typed) {
    const named = annotationId(onlyWord(typed, 'annotation'))
    const as = textOf(typed, 'as')
    const quote = textOf(typed, 'quote')
    if (as !== 'placed' && as !== 'older' && as !== 'put')
      throw new UsageError(`--as takes placed, older or put, not “${as ?? ''}”.`)
    if ((as === 'put') !== (quote !== null))
      throw new UsageError('--quote goes with --as put, and with nothing else.')
    return {
      access: 'change',
      async run(call) {
        const { id, revision, target } = await findAnnotation(named, call)
        const { source } = target
        const given: Input<'annotation.settle'>['as'] =
          as === 'put' ? { what: as, ranges: [await placeOf(source, quote ?? '', call)] } : { what: as }
        const annotation = await call('annotation.settle', { source, annotation: id, revision, as: given })
        return answered(annotation, ({ target: now }) => `${id}  ${quoted(excerptOf(now))}`)
      },
    }
  },
}

/** Where words stand in the newest version of a source: they must stand there once. */
async function placeOf(source: SourceId, quote: string, call: Call): Promise<{ start: number; end: number }> {
  const { number } = currentVersion(await call('source.get', { source }))
  const { text } = projectText((await call('version.get', { source, version: number })).blocks)
  const start = text.indexOf(quote)
  if (start === -1) throw new Failure('quote-missing', `The newest version does not hold ${quoted(quote)}.`)
  if (text.includes(quote, start + 1))
    throw new Failure(
      'quote-ambiguous',
      `The text holds ${quoted(quote)} more than once: give more words of it.`,
    )
  return { start, end: start + quote.length }
}

const splitSource: Command = {
  usage: 'split SOURCE BLOCK',
  says: 'make the text from that block on a source of its own; “text SOURCE --json” names the blocks',
  options: {},
  plan({ words: [named, block, ...rest] }) {
    if (named === undefined || block === undefined || rest.length > 0)
      throw new UsageError('Name the source and the block where the second article begins.')
    const at = checked(BlockId, block, 'A block is named like b38')
    return {
      access: 'change',
      async run(call) {
        const id = await findSource(named, call)
        const { revision } = await call('source.get', { source: id })
        const { source, second } = await call('source.split', { source: id, revision, at })
        return answered({ source, second }, () => `${id} ends before ${at}; the rest is ${second}`)
      },
    }
  },
}

export const versionCommands: Readonly<Record<string, Command>> = {
  'version list': listVersions,
  'version add': addVersion,
  'version correct': correctText,
  'version compare': compareVersions,
  'version decisions': listDecisions,
  'version settle': settle,
  split: splitSource,
}
