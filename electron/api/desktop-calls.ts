import type { Handlers } from '../../shared/contract/dispatch'
import { needDesktop } from './import-calls'
import { linkToOpen } from './link-to-open'
import type { SessionContext } from './session-context'
import { writeExport } from './write-export'

type DesktopCalls = Pick<Handlers, 'desktop.save' | 'desktop.openLink'>

/** What the calls do that need a desktop window, but for those that import. */
export function desktopCalls({ desktop }: Pick<SessionContext, 'desktop'>): DesktopCalls {
  return {
    'desktop.save': async ({ fileName, text }) => {
      const path = await needDesktop(desktop).saveFile(fileName)
      if (path === null) return { saved: null }
      await writeExport(path, text)
      return { saved: path }
    },
    'desktop.openLink': async ({ url }) => {
      await needDesktop(desktop).openLink(linkToOpen(url))
      return {}
    },
  }
}
