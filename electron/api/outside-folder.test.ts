import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../testing/temporary-folder'
import { besideSettings } from './outside-folder'

let settings: string

beforeEach(async () => {
  settings = await temporaryFolder()
  vi.stubEnv('SOURCEBOOK_SETTINGS_DIR', settings)
})

afterEach(() => vi.unstubAllEnvs())

test('backups are kept beside the settings unless the person wants none there', async () => {
  const folder = join(settings, 'backups')
  expect(await besideSettings.wanted()).toBe(folder)
  await besideSettings.want(false)
  expect(await besideSettings.wanted()).toBe(null)
  await besideSettings.want(true)
  expect(await besideSettings.wanted()).toBe(folder)
})
