import type { BriefId } from '../../shared/model/ids'
import { sentenceOf } from '../state/host'
import { useHost } from '../state/host-context'
import { useStatus } from '../state/status'
import { count } from '../ui/words'

/** Writes a brief to a Markdown file: by the system's dialog in the desktop app, as a download in a browser. */
export function useExport(): (brief: BriefId) => Promise<void> {
  const host = useHost()
  const status = useStatus()
  return async (brief) => {
    try {
      const { fileName, text, footnotes } = await host.call('brief.export', { brief, format: 'md' })
      if (host.kind === 'desktop') {
        const { saved } = await host.call('desktop.save', { fileName, text })
        if (saved === null) return
        status.say(`Exported to ${saved}, with ${count(footnotes, 'footnote')}.`)
      } else {
        download(fileName, text)
        status.say(`Exported ${fileName}, with ${count(footnotes, 'footnote')}.`)
      }
    } catch (error) {
      status.refuse(sentenceOf(error))
    }
  }
}

function download(fileName: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download has been handed over once the click has run its course.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
