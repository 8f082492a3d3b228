import { type ReactNode, useRef, useState } from 'react'
import { readSignature } from '../../../shared/briefing/export-signature'
import type { Choice } from '../../../shared/briefing/merge-export'
import type { Output } from '../../../shared/contract/calls'
import type { BriefCheck, BriefFormat, ExportClash, ExportedFile } from '../../../shared/model/brief'
import type { BriefId } from '../../../shared/model/ids'
import { sentenceOf } from '../../state/host'
import { useHost } from '../../state/host-context'
import { usePreferences } from '../../state/preferences'
import { useSaves } from '../../state/saves'
import { useStatus } from '../../state/status'
import { count } from '../../ui/words'
import { checkKey, weightyAmong } from '../checks/check-words'
import { ChecksDialog } from './ChecksDialog'
import { ClashDialog } from './ClashDialog'
import { tellsWhatWasTyped } from './forms'
import { download } from './save-files'

export type Exporting = {
  /** Writes the brief in this form: by the system's dialog in the desktop app, as a download in a browser. */
  readonly exportBrief: (brief: BriefId, format: BriefFormat) => void
  /** In a browser: writes the brief over a file that was exported earlier, and downloads that. */
  readonly updateFile: (brief: BriefId, file: File) => void
  /** The question that is open, to be drawn over the window; null for none. */
  readonly question: ReactNode
}

type Question =
  | { readonly ask: 'checks'; readonly checks: readonly BriefCheck[]; readonly answer: (go: boolean) => void }
  | {
      readonly ask: 'clashes'
      readonly fileName: string
      readonly clashes: readonly ExportClash[]
      readonly answer: (choices: readonly Choice[] | null) => void
    }

/** An earlier export to write over: what it is called, and what it holds. */
type Earlier = { readonly name: string; readonly text: string }

/**
 * Takes a brief out of the notebook. What was found in it is listed first, where a reader would be misled by it; whoever
 * exports it anyway is not asked about the same again while the window is open. `keep` saves what is still being typed.
 * `onExported` is told of every export that was written.
 */
export function useExport(keep: () => Promise<void>, onExported?: () => void): Exporting {
  const host = useHost()
  const status = useStatus()
  const saves = useSaves()
  const { exportCopies: copies } = usePreferences().preferences
  const [question, setQuestion] = useState<Question | null>(null)
  const agreed = useRef(new Set<string>())
  const isRunning = useRef(false)

  const put = <Answer,>(pose: (answer: (given: Answer) => void) => Question): Promise<Answer> =>
    new Promise((resolve) => {
      setQuestion(
        pose((given) => {
          setQuestion(null)
          resolve(given)
        }),
      )
    })

  const agrees = async (brief: BriefId): Promise<boolean> => {
    const checks = await host.call('brief.check', { brief })
    const keys = weightyAmong(checks).map((check) => `${brief} ${checkKey(check)}`)
    if (keys.every((key) => agreed.current.has(key))) return true
    const goes = await put<boolean>((answer) => ({ ask: 'checks', checks, answer }))
    if (goes) for (const key of keys) agreed.current.add(key)
    return goes
  }

  /** What is to be written over an earlier export; null when the person gave up. */
  const mergedWith = async (brief: BriefId, format: BriefFormat, { name, text }: Earlier) => {
    const request = { brief, format, name: stemOf(name), over: text, copies }
    const merged = await host.call('brief.export', { ...request, choices: [] })
    if (merged.clashes.length === 0) return merged
    const choices = await put<readonly Choice[] | null>((answer) => ({
      ask: 'clashes',
      fileName: name,
      clashes: merged.clashes,
      answer,
    }))
    return choices === null ? null : host.call('brief.export', { ...request, choices: [...choices] })
  }

  /** Made anew for a file of another name: the files beside it are called after it, and it names them. */
  const toDesktop = async (brief: BriefId, format: BriefFormat, fresh: Output<'brief.export'>) => {
    const [first] = fresh.files
    if (first === undefined) return
    const place = await host.call('desktop.chooseSave', { fileName: first.name })
    if (place === null) return
    const { name, text } = place
    const written =
      text !== null && tellsWhatWasTyped(format)
        ? await mergedWith(brief, format, { name, text })
        : name === first.name
          ? fresh
          : await host.call('brief.export', {
              brief,
              format,
              name: stemOf(name),
              over: null,
              choices: [],
              copies,
            })
    if (written === null) return
    const { saved } = await host.call('desktop.writeExport', { handle: place.handle, files: written.files })
    onExported?.()
    status.say(`Exported to ${saved.join(', ')}${aftermath(written)}`)
  }

  const run = async (brief: BriefId, format: BriefFormat, earlier: Earlier | null) => {
    if (isRunning.current) return
    isRunning.current = true
    try {
      await keep()
      await saves.settled()
      if (!(await agrees(brief))) return
      if (earlier === null) {
        const fresh = await host.call('brief.export', { brief, format, over: null, choices: [], copies })
        if (host.kind === 'desktop') await toDesktop(brief, format, fresh)
        else handOver(fresh, null)
      } else {
        const merged = await mergedWith(brief, format, earlier)
        if (merged !== null) handOver(merged, earlier.name)
      }
    } catch (error) {
      status.refuse(sentenceOf(error))
    } finally {
      isRunning.current = false
    }
  }

  const handOver = (written: Output<'brief.export'>, name: string | null) => {
    const [first, ...others] = written.files
    if (first === undefined) return
    const named: ExportedFile = name === null ? first : { ...first, name }
    onExported?.()
    status.say(`Exported ${download([named, ...others])}${aftermath(written)}`)
  }

  return {
    exportBrief: (brief, format) => void run(brief, format, null),
    updateFile: (brief, file) =>
      void file.text().then((text) => run(brief, formOf(text), { name: file.name, text })),
    question:
      question === null ? null : question.ask === 'checks' ? (
        <ChecksDialog
          checks={question.checks}
          onExport={() => question.answer(true)}
          onClose={() => question.answer(false)}
        />
      ) : (
        <ClashDialog
          fileName={question.fileName}
          clashes={question.clashes}
          onChoose={(choices) => question.answer(choices)}
          onClose={() => question.answer(null)}
        />
      ),
  }
}

/** The name of a file without its ending. */
function stemOf(fileName: string): string {
  return fileName.replace(/(?<=.)\.[^.]*$/, '').slice(0, 200)
}

/** In which form an earlier export was written: it says so at its end. */
function formOf(text: string): BriefFormat {
  return readSignature(text)?.signature.format ?? 'markdown'
}

function aftermath({ footnotes, kept }: Output<'brief.export'>): string {
  const typed = kept === 0 ? '' : ` What was typed into it in ${count(kept, 'place')} was kept.`
  return `, with ${count(footnotes, 'footnote')}.${typed}`
}
