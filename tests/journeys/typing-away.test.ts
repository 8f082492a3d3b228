import { expect, onTestFinished, test } from 'vitest'
import { agencyTitle, taggedHarbour } from './briefing-harbour'
import { commandLine } from './built'
import { desk } from './desk'
import type { Driver } from './drive'
import { openTypingWindow } from './typing-window'
import { until } from './until'

test('what is typed while the host is away is saved when it is back, without a letter lost', async () => {
  const folders = taggedHarbour()
  const window = await openTypingWindow(folders)
  onTestFinished(() => window.end())
  const page = window.page()
  const at = desk({ page, app: null } as unknown as Driver) // the rest of a driver is asked for by nothing that is used here
  await at.loaded()
  await at.openSource(agencyTitle)
  await at.inspector.getByRole('option', { name: /110 of 177/ }).click()
  const memo = at.inspector.getByRole('textbox', { name: 'Memo' })
  await memo.focus()
  await page.keyboard.type('Ask the port')
  await window.killHost(async () => {
    await page.keyboard.type(' who counted')
    await page.getByText('Sourcebook is not running any more').first().waitFor()
    await page.keyboard.type(', and when.')
    expect(await memo.innerText()).toBe('Ask the port who counted, and when.')
  })
  await until(async () => {
    const printed = commandLine(folders.notebook, folders.settings, ['annotations', '--json'])
    expect(printed).toContain('Ask the port who counted, and when.')
  })
})
