import { readFile } from 'node:fs/promises'
import { parse, resolve } from 'node:path'
import { readSignature } from '../../../shared/briefing/export-signature'
import type { Output } from '../../../shared/contract/calls'
import { Failure } from '../../../shared/contract/failure'
import { BriefFormat, type ExportClash, type ExportedFile } from '../../../shared/model/brief'
import type { BriefId } from '../../../shared/model/ids'
import { tellsWhatWasTyped } from '../../api/export-brief'
import { textOfExport, writeExports } from '../../api/write-export'
import { answered, type Outcome } from './answered'
import { findBrief } from './brief-commands'
import { checkExport } from './check-export'
import type { Call, Command } from './commands'
import { counted } from './excerpt-words'
import { UsageError } from './io'
import { checked, expectNoWords, onlyWord, textOf } from './typed-values'

type Side = 'file' | 'brief'

const exportBrief: Command = {
  usage: `export (BRIEF [--format ${BriefFormat.options.join('|')}] [--out FILE] [--clash file|brief] [--copies] | --check FILE)`,
  says: 'write a brief, to standard output or over what was typed into a file, with --copies naming the copies that it quotes; or hold an exported file against the notebook',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    clash: { type: 'string' },
    check: { type: 'string' },
    copies: { type: 'boolean' },
  },
  plan(typed) {
    const file = textOf(typed, 'check')
    if (file !== null) {
      expectNoWords(typed)
      return { access: 'look', run: (call) => checkExport(resolve(file), call) }
    }
    const named = onlyWord(typed, 'brief')
    const format = formatOf(textOf(typed, 'format'))
    const clash = sideOf(textOf(typed, 'clash'))
    const out = textOf(typed, 'out')
    const copies = typed.values['copies'] === true
    return {
      access: 'look',
      async run(call) {
        const brief = await findBrief(named, call)
        if (out !== null) return exportTo(resolve(out), { brief, format, clash, copies }, call)
        const exported = await call('brief.export', { brief, format, over: null, choices: [], copies })
        // A brief is printed to the letter.
        return answered(exported, () => printed(exported.files, typed.values['json'] === true))
      },
    }
  },
}

function formatOf(typed: string | null): BriefFormat {
  if (typed === null || typed === 'md') return 'markdown'
  return checked(BriefFormat, typed, `--format takes one of ${BriefFormat.options.join(', ')}`)
}

function sideOf(typed: string | null): Side | null {
  if (typed === null || typed === 'file' || typed === 'brief') return typed
  throw new UsageError(`--clash takes file or brief, not “${typed}”.`)
}

function printed(files: readonly ExportedFile[], json: boolean): string {
  const [file, ...others] = files
  if (json || file === undefined) return ''
  if (others.length > 0 || file.encoding !== 'utf8')
    throw new Failure('invalid-input', 'This form cannot be printed: say with --out which file to write.')
  return file.data.replace(/\n$/, '')
}

type Wanted = {
  readonly brief: BriefId
  readonly format: BriefFormat
  readonly clash: Side | null
  readonly copies: boolean
}

async function exportTo(
  path: string,
  { brief, format, clash, copies }: Wanted,
  call: Call,
): Promise<Outcome> {
  const over = await textOfExport(path)
  const { name } = parse(path)
  const ask = (choices: Side[]) => call('brief.export', { brief, format, name, over, choices, copies })
  const first = await ask([])
  const clashes = first.clashes
  if (clashes.length > 0 && clash === null) return refused(path, first, { brief, format, over })
  const exported = clashes.length > 0 && clash !== null ? await ask(clashes.map(() => clash)) : first
  const replace = clash === 'brief'
  if (!replace && (over === null || !tellsWhatWasTyped(format))) await expectNothingLost(path, exported.files)
  const saved = await writeExports({ path, text: over, replace }, exported.files)
  const kept =
    exported.kept === 0 ? [] : [`${counted(exported.kept, 'stretch', 'stretches')} typed into it kept`]
  return answered({ ...exported, out: path, saved }, (shown) =>
    [...shown.saved.map((file) => `written: ${file}`), ...kept].join('\n'),
  )
}

/** Where nothing can say what was typed into a file, it is not replaced unless that was said to be meant. */
async function expectNothingLost(path: string, [main]: readonly ExportedFile[]): Promise<void> {
  const there = await readFile(path).catch(() => null)
  if (there === null || main === undefined || there.equals(Buffer.from(main.data, main.encoding))) return
  throw new Failure(
    'conflict',
    `${path} is there already, and what was changed in it would be lost. Name another file, or add --clash brief to replace it.`,
  )
}

function refused(
  path: string,
  exported: Output<'brief.export'>,
  { brief, format, over }: { brief: BriefId; format: BriefFormat; over: string | null },
): Outcome {
  const { clashes } = exported
  const whole = clashes.length === 1 && clashes[0]?.file === over
  const value = { ...exported, out: path, saved: [] }
  if (whole) {
    const signature = readSignature(over ?? '')?.signature
    const why =
      signature?.brief !== brief
        ? 'is no export of this brief, or no longer says so'
        : signature.format === format
          ? 'was changed since it was exported'
          : `is an export of this brief as ${signature.format}`
    const failed = `${path} ${why}, so nothing was written. Name another file, add --clash brief to replace it, or --clash file to leave it.`
    return answered(value, () => '', failed)
  }
  const places = counted(clashes.length, 'place')
  return answered(
    value,
    (shown) => shown.clashes.map(describeClash).join('\n\n'),
    `The file and the brief both changed in ${places}, so nothing was written. Add --clash file or --clash brief, or mend one of the two.`,
  )
}

function describeClash({ file, brief }: ExportClash, index: number): string {
  return `${index + 1}.\n${describeSide('file', file)}\n${describeSide('brief', brief)}`
}

function describeSide(name: Side, text: string): string {
  return `  in the ${name}:${text === '' ? ' taken out' : `\n${text.replaceAll(/^/gm, '    ')}`}`
}

export const exportCommands: Readonly<Record<string, Command>> = { export: exportBrief }
