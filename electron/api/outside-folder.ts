import { join } from 'node:path'
import { changeSettings, readSettings, settingsFolder } from './settings'

/** Where backups are kept that do not lie in the folder of their notebook. */
export type OutsideFolder = {
  /** One folder for those of all notebooks; null when the person wants none there. */
  wanted(): Promise<string | null>
  /** Whether backups are made there from now on. Throws a Failure when that cannot be remembered. */
  want(on: boolean): Promise<void>
}

/** Beside the settings of this person, and unless they said otherwise. */
export const besideSettings: OutsideFolder = {
  wanted: async () => {
    const { outsideBackups = true } = await readSettings()
    return outsideBackups ? join(settingsFolder(), 'backups') : null
  },
  want: async (on) => {
    await changeSettings((before) => ({ ...before, outsideBackups: on }))
  },
}
