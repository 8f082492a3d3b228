import { basename } from 'node:path'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import { needDesktop } from './import-calls'
import { linkToOpen } from './link-to-open'
import type { SessionContext } from './session-context'
import { type ExportPlace, textOfExport, writeExports } from './write-export'

type DesktopCalls = Pick<Handlers, 'desktop.chooseSave' | 'desktop.writeExport' | 'desktop.openLink'>

/** What the calls do that need a desktop window, but for those that import. */
export function desktopCalls({ desktop, newId }: Pick<SessionContext, 'desktop' | 'newId'>): DesktopCalls {
  /** Where the person chose to save, by handle, until it was written to: the last place alone. */
  const chosen = new Map<string, ExportPlace>()
  return {
    'desktop.chooseSave': async ({ fileName }) => {
      const path = await needDesktop(desktop).saveFile(fileName)
      if (path === null) return null
      const handle = newId('s')
      const text = await textOfExport(path)
      chosen.clear()
      chosen.set(handle, { path, text })
      return { handle, name: basename(path), text }
    },
    'desktop.writeExport': async ({ handle, files }) => {
      needDesktop(desktop)
      const place = chosen.get(handle)
      if (place === undefined)
        throw new Failure(
          'not-found',
          'This place was not chosen, or has been written to. Choose where to save again.',
        )
      // After a fault of the disk, the same place can be tried again.
      const saved = await writeExports(place, files)
      chosen.delete(handle)
      return { saved }
    },
    'desktop.openLink': async ({ url }) => {
      await needDesktop(desktop).openLink(linkToOpen(url))
      return {}
    },
  }
}
