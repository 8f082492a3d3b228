import { join } from 'node:path'
import { test } from 'vitest'
import { desk } from './desk'
import { openApp } from './drive'
const fixtures = join(import.meta.dirname, '../fixtures/harbour')
test('copy', async () => {
  const driver = await openApp('loopback')
  const page = driver.page
  const at = desk(driver)
  const rate = Number(process.env.RATE ?? 1)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate })
  await at.importFiles([join(fixtures, 'agency.txt')])
  await page.getByRole('button', { name: 'Done' }).click()
  await at.openSource('State offers Port Ellery a fund for its harbour but no guards')
  await at.dragOver('110 of 177 bollards')
  await page.keyboard.press('2')
  await at.reader.locator('mark:not(.pending)').first().waitFor()
  await page.keyboard.press('Alt+Shift+E')
  const grid = page.getByRole('grid', { name: 'Excerpts' })
  await grid.getByRole('gridcell').first().waitFor()
  await grid.focus()
  let lost = 0
  const n = 150
  for (let i = 0; i < n; i += 1) {
    const heard = page.evaluate(() => new Promise<string>((resolve) => {
      addEventListener('copy', (event) => resolve(event.clipboardData?.getData('text/plain') ?? ''), { once: true })
    }))
    await page.keyboard.press('ControlOrMeta+c')
    const got = await Promise.race([heard, new Promise((r) => setTimeout(() => r(null), 1500))])
    if (got === null) { lost += 1; await page.keyboard.press('ControlOrMeta+c'); await heard }
  }
  console.log('LOST', lost, 'of', n)
  await driver.close()
}, 110000)
