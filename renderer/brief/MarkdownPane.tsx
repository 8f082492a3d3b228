import { Fragment, useRef } from 'react'
import type { BriefId } from '../../shared/model/ids'
import { useStatus } from '../state/status'
import { useAnswer } from '../state/use-answer'
import { shortcut } from '../ui/shortcut'

/** The Markdown of a brief as an export would write it now. */
export function MarkdownPane({ brief }: { brief: BriefId }) {
  const status = useStatus()
  const preview = useRef<HTMLPreElement>(null)
  const { value: exported, failure } = useAnswer(
    'brief.export',
    { brief, format: 'markdown', over: null, choices: [] },
    ({ kind }) => kind !== 'history',
  )

  const text = exported?.files[0]?.data ?? null

  const copy = async (text: string) => {
    if ((await writeClipboard(text)) || copySelected(preview.current)) {
      status.say('Copied the Markdown of this brief.')
    } else status.say(`The Markdown is selected: ${shortcut('C')} copies it.`)
  }

  return (
    <>
      <div className="phead">
        <h2>Markdown</h2>
        <span className="grow" />
        <button
          type="button"
          className="btn quiet small"
          disabled={text === null}
          onClick={() => void (text !== null && copy(text))}
        >
          Copy
        </button>
      </div>
      {failure === null ? null : <p className="empty">{failure}</p>}
      {text === null ? null : (
        // Scrolled by keyboard as well, so it takes the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="scroll" tabIndex={0} aria-label="Markdown preview">
          <pre ref={preview} className="md">
            <MarkdownText text={text} />
          </pre>
        </section>
      )}
    </>
  )
}

/** False where the page may not write to the clipboard by itself, as in the desktop window. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Selects what an element shows and copies it as the person's own key would, which asks for no permission. */
function copySelected(element: Element | null): boolean {
  if (element === null) return false
  getSelection()?.selectAllChildren(element)
  // oxlint-disable-next-line typescript/no-deprecated
  return document.execCommand('copy')
}

/** Markdown with its headings strong and its signs faint. */
function MarkdownText({ text }: { text: string }) {
  let offset = 0
  return text.split(/(?<=\n)/).map((line) => {
    const key = offset
    offset += line.length
    const [, sign = '', rest = line] = /^(#+ |> |\[\^[^\]]+\]: )?([^]*)$/.exec(line) ?? []
    if (sign.startsWith('#')) return <b key={key}>{line}</b>
    return (
      <Fragment key={key}>
        {sign === '' ? null : <i>{sign}</i>}
        {rest}
      </Fragment>
    )
  })
}
