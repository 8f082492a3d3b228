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
      const request = { brief, format: 'markdown' as const, choices: [] }
      const { files, footnotes } = await host.call('brief.export', { ...request, over: null })
      const [file] = files
      if (file === undefined) return
      if (host.kind === 'desktop') {
        const place = await host.call('desktop.chooseSave', { fileName: file.name })
        if (place === null) return
        const { saved } = await host.call('desktop.writeExport', { handle: place.handle, files })
        status.say(`Exported to ${saved.join(', ')}, with ${count(footnotes, 'footnote')}.`)
      } else {
        download(file.name, file.data)
        status.say(`Exported ${file.name}, with ${count(footnotes, 'footnote')}.`)
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
