import { basename } from 'node:path'
import type { Handlers } from '../../shared/contract/dispatch'
import { Failure } from '../../shared/contract/failure'
import { needDesktop } from './import-calls'
import { linkToOpen } from './link-to-open'
import type { SessionContext } from './session-context'
import { textOfExport, writeExports } from './write-export'

type DesktopCalls = Pick<Handlers, 'desktop.chooseSave' | 'desktop.writeExport' | 'desktop.openLink'>

/** What the calls do that need a desktop window, but for those that import. */
export function desktopCalls({ desktop, newId }: Pick<SessionContext, 'desktop' | 'newId'>): DesktopCalls {
  /** Where the person chose to save, by handle, until it was written to. */
  const chosen = new Map<string, string>()
  return {
    'desktop.chooseSave': async ({ fileName }) => {
      const path = await needDesktop(desktop).saveFile(fileName)
      if (path === null) return null
      const handle = newId('s')
      chosen.clear()
      chosen.set(handle, path)
      return { handle, name: basename(path), text: await textOfExport(path) }
    },
    'desktop.writeExport': async ({ handle, files }) => {
      needDesktop(desktop)
      const path = chosen.get(handle)
      if (path === undefined)
        throw new Failure(
          'not-found',
          'This place was not chosen, or has been written to. Choose where to save again.',
        )
      const saved = await writeExports(path, files)
      chosen.delete(handle)
      return { saved }
    },
    'desktop.openLink': async ({ url }) => {
      await needDesktop(desktop).openLink(linkToOpen(url))
      return {}
    },
  }
}
