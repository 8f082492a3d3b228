import { test } from 'vitest'
import { agencyTitle, begun } from './briefing-harbour'
const rounds = Number(process.env.ROUNDS ?? 6)
test.each(Array.from({ length: rounds }, (_, i) => i))('open %s', async () => {
  const { page, at } = await begun((process.env.KIND ?? 'standin') as 'standin')
  const rate = Number(process.env.RATE ?? 1)
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate })
  await page.evaluate(() => {
    const log: string[] = []
    Object.assign(window, { zlog: log })
    const name = (t: EventTarget | null) => t instanceof Element ? `${t.tagName}.${t.className}|${t.textContent?.slice(0, 30)}` : String(t)
    const where = () => { const sc = document.querySelector('.tiptap')?.closest('.scroll'); log.push(`   scrollTop ${sc?.scrollTop} h ${sc?.scrollHeight}: ` + [...document.querySelectorAll('.tiptap > *')].map((e) => `${e.tagName}${e.classList.contains('lead') ? 'lead' : ''} ${e.getBoundingClientRect().top | 0}-${e.getBoundingClientRect().bottom | 0}`).join(' ')) }
    let before = ''
    const frame = () => { const n = log.length; where(); const now = log.pop() ?? ''; if (now !== before) log.push(`${performance.now() | 0} FRAME ${now}`); before = now; requestAnimationFrame(frame) }
    requestAnimationFrame(frame)
    new MutationObserver((all) => { if (all.some((m) => (m.target as Element).closest?.('.tiptap'))) { where(); log.push(`${performance.now() | 0} MUT ${log.pop()} `) } }).observe(document.querySelector('main') as Element, { subtree: true, childList: true })
    addEventListener('scroll', (e) => { log.push(`${performance.now() | 0} SCROLL ${name(e.target)}`); where() }, true)
    for (const type of ['mousedown', 'mouseup', 'contentvisibilityautostatechange']) addEventListener(type, () => where(), true)
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'pointerup', 'pointercancel', 'focusin', 'focusout', 'dragstart', 'keydown'])
      addEventListener(type, (e) => log.push(`${performance.now() | 0} ${type} ${name(e.target)} ${e instanceof MouseEvent ? `${e.clientX},${e.clientY}` : (e as KeyboardEvent).key ?? ''}`), true)
    if (0) new MutationObserver((all) => { for (const m of all) log.push(`${performance.now() | 0} mut ${m.type} ${m.attributeName ?? ''} ${name(m.target)} +${[...m.addedNodes].map(name).join(';')} -${[...m.removedNodes].map(name).join(';')}`) })
      .observe(document.querySelector('main') as Element, { subtree: true, childList: true, attributes: true })
  })
  const inner = Number(process.env.INNER ?? 12)
  const deadline = Date.now() + 95_000
  let done = 0, lost = 0
  const quoted = (name: string) => page.getByRole('group', { name: `${name} quoted` })
  for (let k = 0; k < inner && Date.now() < deadline; k += 1) {
    if (k > 0) {
      await page.keyboard.press('Alt+Shift+3')
      await page.getByRole('textbox', { name: 'Text of the brief' }).waitFor()
      await at.beginBrief(`Again ${k}`)
    }
    await page.evaluate(() => { (window as unknown as { zlog: string[] }).zlog.length = 0 })
    for (const words of ['does not protect', '177', 'cannot sign']) await at.takeExcerpt(words, 'Shift+Enter')
    await quoted('Position').getByText('live', { exact: true }).waitFor()
    await quoted('Figure').getByRole('button', { name: /open the passage/i }).click()
    done += 1
    const heading = at.reader.getByRole('heading', { name: agencyTitle, level: 1 })
    try {
      await heading.waitFor({ timeout: 4000 })
    } catch {
      lost += 1
      const log = await page.evaluate(() => (window as unknown as { zlog: string[] }).zlog)
      console.log('LOSTCLICK ' + k + '\n' + log.slice(-60).join('\n'))
      await page.screenshot({ path: `/tmp/lost-${k}.png` })
      await quoted('Figure').getByRole('button', { name: /open the passage/i }).click()
      await heading.waitFor()
    }
  }
  console.log('DONE', done, 'LOST', lost)
}, 119000)
