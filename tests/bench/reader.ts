import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import type { WayName } from './reader-page'
import { makeRow, type Row, summarise } from './rows'

/**
 * The suite of the reader: the product's own code and its rivals in a real browser. Started in the project's folder with
 * `{ "sizes": [6000, 60000, 200000] }` in words; prints one row a line. Every measurement has a fresh page, in which each
 * way has shown a few words apart from the page before the clock runs; the ways take turns, every other round in reverse.
 */
type Asked = { readonly sizes?: readonly number[]; readonly rounds?: number }

const HIGHLIGHTS = [100, 1000, 5000] as const
const ADDS = 12
const JUMPS = 12
const FRAME = 1000 / 60
/** What a text takes of memory is counted beyond this one: the code of each way is not the text's. */
const BARE: Cell = { words: 10, highlights: 10 }
/** Milliseconds that one cell may take, with all of its rounds. */
const LIMIT = 10 * 60_000
const names: Record<WayName, string> = {
  plain: 'plain DOM without highlights',
  spans: 'spans wrapped as Hypothesis does',
  recogito: '@recogito/text-annotator',
  decorations: 'a plain Tiptap editor with all decorations',
  prepared: 'all decorations, in an editor made as ours',
  rebuilt: 'a plain Tiptap editor that makes all decorations anew',
  cold: 'ours, before it was ever idle',
  ours: 'ours',
}
const ways: readonly WayName[] = [
  'plain',
  'spans',
  'recogito',
  'decorations',
  'prepared',
  'rebuilt',
  'cold',
  'ours',
]

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

type Cell = { readonly words: number; readonly highlights: number }
/** What was found about one way of showing one text, over all rounds. */
type Found = {
  readonly open: number[]
  readonly settled: number[]
  readonly add: number[]
  readonly jump: number[]
  readonly heap: number[]
  readonly nodes: number[]
  correct: boolean
}
type Results = ReadonlyMap<WayName, Found>

// What we were started with is written by scripts/bench.mjs.
const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
const sizes = asked.sizes ?? [6000, 60_000, 200_000]
const rounds = asked.rounds ?? 5
const folder = resolve('node_modules/.cache/bench/reader-page')

await buildPage()
await measureAll()

/** What cannot be measured is said and leaves no row; everything else is measured still. */
async function attempt<Value>(
  what: string,
  job: (browser: Browser) => Promise<Value>,
): Promise<Value | null> {
  // A browser of its own: what one measurement leaves behind, or breaks, is nothing to the next.
  const browser = await launch()
  const late = setTimeout(() => {
    console.error(`${what}: not done after ${LIMIT / 60_000} minutes`)
    void browser.close()
  }, LIMIT)
  try {
    return await job(browser)
  } catch (error) {
    console.error(`${what}: ${String(error)}`)
    process.exitCode = 1
    return null
  } finally {
    clearTimeout(late)
    await browser.close()
  }
}

async function measureAll(): Promise<void> {
  const found = new Map<string, Results>()
  for (const words of sizes) {
    for (const highlights of HIGHLIGHTS) {
      const cell = { words, highlights }
      const results = await attempt(`${keyOf(cell)} words and highlights`, (browser) =>
        measureCell(browser, cell),
      )
      if (results === null) continue
      found.set(keyOf(cell), results)
      for (const row of rowsOfCell(cell, results)) print(row)
    }
  }
  const [some, many] = [found.get('60000/1000'), found.get('200000/5000')]
  if (some !== undefined && many !== undefined) {
    print(
      rowOf(
        'open, 200,000 words with 5,000 highlights against 60,000 with 1,000',
        many,
        'open',
        'ours',
        1.5,
        {
          name: 'ours, 60,000 words with 1,000',
          found: of(some, 'ours'),
        },
      ),
    )
  }
  if (sizes.includes(60_000)) printAll(await attempt('scrolling', measureScrolling))
  if (sizes.includes(200_000)) printAll(await attempt('find in text', measureFinding))
  printAll(await attempt('twenty texts', measureTwenty))
}

/** Bundles the page for production, as the product is. */
async function buildPage(): Promise<void> {
  await build({
    configFile: false,
    root: process.cwd(),
    logLevel: 'warn',
    plugins: [react()],
    base: './',
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { page: resolve('tests/bench/reader-page.ts') },
        output: { entryFileNames: '[name].js', assetFileNames: 'assets/[name][extname]' },
      },
      cssCodeSplit: false,
    },
  })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html><html lang="en"><meta charset="utf-8"><body>')
}

/** The Chromium that scripts/bench.mjs found. */
async function launch(): Promise<Browser> {
  const executablePath = process.env.SOURCEBOOK_CHROMIUM
  if (executablePath === undefined) throw new Error('SOURCEBOOK_CHROMIUM names no Chromium')
  return chromium.launch({ executablePath, args: ['--enable-precise-memory-info'] })
}

/** A fresh page with the program in it, and a text that is not shown yet. */
async function freshPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.route('http://bench.invalid/**', async (route) => {
    const path = join(folder, new URL(route.request().url()).pathname)
    if (!existsSync(path)) return route.fulfill({ status: 404 })
    const contentType = types[extname(path)] ?? 'application/octet-stream'
    return route.fulfill({ body: await readFile(path), contentType })
  })
  page.on('pageerror', (error) => console.error(error))
  await page.goto('http://bench.invalid/index.html')
  await page.addStyleTag({ url: 'assets/style.css' })
  await page.addScriptTag({ url: 'page.js', type: 'module' })
  await page.waitForFunction(() => 'readerPage' in window)
  return page
}

async function measureCell(browser: Browser, cell: Cell): Promise<Results> {
  const results = new Map(ways.map((way) => [way, nothingFound()] as const))
  const bare = new Map<WayName, number>()
  for (const way of ways) {
    const { page, heap } = await openFresh(browser, BARE, way)
    bare.set(way, heap)
    await page.context().close()
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const way of round % 2 === 0 ? ways : ways.toReversed()) {
      await measure(browser, cell, way, bare.get(way) ?? 0, of(results, way))
    }
  }
  return results
}

/** Shows a text on a fresh page; `heap` is what that takes of memory. */
async function openFresh(browser: Browser, { words, highlights }: Cell, way: WayName) {
  const page = await freshPage(browser)
  const session = await page.context().newCDPSession(page)
  await page.evaluate(([words, highlights]) => window.readerPage.prepare(words, highlights), [
    words,
    highlights,
  ] as const)
  const before = await heapOf(session)
  const opened = await page.evaluate((way) => window.readerPage.open(way), way)
  return { page, opened, heap: (await heapOf(session)) - before }
}

async function measure(
  browser: Browser,
  cell: Cell,
  way: WayName,
  bare: number,
  found: Found,
): Promise<void> {
  const { page, opened, heap } = await openFresh(browser, cell, way)
  found.open.push(opened.open)
  found.settled.push(opened.settled)
  found.heap.push(heap - bare)
  found.nodes.push(await page.evaluate(() => window.readerPage.nodes()))
  found.correct &&= opened.correct
  if (way !== 'plain' && way !== 'cold') {
    const added = await page.evaluate((times) => window.readerPage.add(times), ADDS)
    found.add.push(...added.times)
    found.correct &&= added.correct
  }
  if (way !== 'cold') {
    const jumped = await page.evaluate((times) => window.readerPage.jump(times), JUMPS)
    found.jump.push(...jumped.times)
    found.correct &&= jumped.correct
  }
  await page.context().close()
}

/** Megabytes in use by scripts and by the page when the garbage is gone. */
async function heapOf(session: CDPSession): Promise<number> {
  for (let pass = 0; pass < 2; pass += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize, embedderHeapUsedSize } = await session.send('Runtime.getHeapUsage')
  return (usedSize + embedderHeapUsedSize) / 1e6
}

function rowsOfCell(cell: Cell, results: Results): Row[] {
  const { words, highlights } = cell
  const name = `${words.toLocaleString('en')} words, ${highlights.toLocaleString('en')} highlights`
  const key = keyOf(cell)
  const ours = of(results, 'ours')
  const lazy = words >= 60_000
  const reach = {
    plain: { '60000/1000': 0.35, '200000/5000': 0.15 }[key] ?? 1,
    decorations: { '60000/1000': 1 / 10, '200000/5000': 1 / 25 }[key] ?? 1,
    add: { '200000/5000': 1 / 6 }[key] ?? 1,
  }
  const against = (way: WayName) => ({ name: names[way], found: of(results, way) })
  return [
    rowOf(`open, ${name}`, results, 'open', 'ours', reach.plain, against('plain')),
    rowOf(`open, ${name}`, results, 'open', 'ours', reach.decorations, against('decorations')),
    rowOf(`open, ${name}`, results, 'open', 'ours', 1, against('prepared')),
    rowOf(`open, ${name}`, results, 'open', 'ours', 1, against('spans')),
    rowOf(`open, ${name}`, results, 'open', 'ours', 1, against('recogito')),
    rowOf(
      `open before the page was ever idle, ${name}`,
      results,
      'open',
      'cold',
      reach.plain,
      against('plain'),
    ),
    makeRow(
      `settled, ${name}`,
      ours.settled,
      { name: 'its own first frame', times: ours.open },
      { target: 2, correct: ours.correct },
    ),
    rowOf(`settled, ${name}`, results, 'settled', 'ours', 1, against('recogito')),
    limitRow(`one more highlight (p95), ${name}`, ours.add, ours.correct),
    rowOf(`one more highlight, ${name}`, results, 'add', 'ours', reach.add, against('rebuilt')),
    rowOf(`one more highlight, ${name}`, results, 'add', 'ours', reach.add, against('decorations')),
    rowOf(`one more highlight, ${name}`, results, 'add', 'ours', 1, against('spans')),
    limitRow(`jump to any annotation (p95), ${name}`, ours.jump, ours.correct),
    rowOf(`jump to any annotation, ${name}`, results, 'jump', 'ours', 1, against('decorations')),
    {
      ...rowOf(
        `memory of the text, ${name}`,
        results,
        'heap',
        'ours',
        lazy ? 1 / 12 : 1,
        against('decorations'),
      ),
      unit: 'MB',
    },
    {
      ...rowOf(
        `nodes of the page, ${name}`,
        results,
        'nodes',
        'ours',
        lazy ? 1 / 10 : 1.5,
        against('decorations'),
      ),
      unit: 'nodes',
    },
  ]
}

function rowOf(
  name: string,
  results: Results,
  what: 'open' | 'settled' | 'add' | 'jump' | 'heap' | 'nodes',
  way: WayName,
  target: number,
  peer: { readonly name: string; readonly found: Found },
): Row {
  const found = of(results, way)
  const correct = found.correct && peer.found.correct
  return makeRow(name, found[what], { name: peer.name, times: peer.found[what] }, { target, correct })
}

/** A row that asks whether 19 of 20 stay within a frame. */
function limitRow(name: string, times: readonly number[], correct: boolean): Row {
  const row = makeRow(name, times, { name: 'one frame', times: [FRAME] }, { target: 1, correct })
  return { ...row, ratio: summarise(times).p95 / FRAME }
}

/** Through the whole text, a third of a window a frame. */
async function measureScrolling(browser: Browser): Promise<Row[]> {
  const times = new Map<WayName, number[]>([
    ['ours', []],
    ['plain', []],
    ['decorations', []],
  ])
  for (let round = 0; round < rounds; round += 1) {
    const order = [...times.keys()]
    for (const way of round % 2 === 0 ? order : order.toReversed()) {
      const page = await freshPage(browser)
      await page.evaluate(() => window.readerPage.prepare(60_000, 1000))
      await page.evaluate((way) => window.readerPage.open(way), way)
      times.get(way)?.push(...(await page.evaluate(() => window.readerPage.scroll(300, 400))))
      await page.context().close()
    }
  }
  const late = (way: WayName) => {
    const all = times.get(way) ?? []
    return (100 * all.filter((time) => time > FRAME).length) / all.length
  }
  const name = 'a frame of scrolling, 60,000 words, 1,000 highlights'
  const ours = times.get('ours') ?? []
  const correct = ours.length > 100
  const share = (way: WayName) => [late(way)]
  return [
    limitRow(`${name} (p95)`, ours, correct),
    makeRow(name, ours, { name: names.plain, times: times.get('plain') ?? [] }, { target: 4, correct }),
    makeRow(
      name,
      ours,
      { name: names.decorations, times: times.get('decorations') ?? [] },
      { target: 1, correct },
    ),
    {
      ...makeRow(
        'frames of scrolling over 16.7 ms',
        share('ours'),
        { name: 'one of a hundred', times: [1] },
        { target: 1, correct },
      ),
      unit: '%',
    },
  ]
}

async function measureFinding(browser: Browser): Promise<Row[]> {
  const found = { ours: [] as number[], again: [] as number[], scan: [] as number[], correct: true }
  for (let round = 0; round < rounds; round += 1) {
    const page = await freshPage(browser)
    await page.evaluate(() => window.readerPage.prepare(200_000, 0))
    const { ours, again, scan, correct } = await page.evaluate(() =>
      window.readerPage.find('harbour council'),
    )
    found.ours.push(ours)
    found.again.push(again)
    found.scan.push(scan)
    found.correct &&= correct
    await page.context().close()
  }
  const peer = { name: 'toLowerCase and indexOf', times: found.scan }
  const { correct } = found
  return [
    makeRow('find in 200,000 words, for the first time', found.ours, peer, { target: 10, correct }),
    makeRow('find in 200,000 words, once it is prepared', found.again, peer, { target: 1, correct }),
  ]
}

/** Twenty texts, one after the other in one window. */
async function measureTwenty(browser: Browser): Promise<Row[]> {
  const first: number[] = []
  const last: number[] = []
  const heapAtFirst: number[] = []
  const heapAtLast: number[] = []
  let isRight = true
  for (let round = 0; round < rounds; round += 1) {
    const page = await freshPage(browser)
    const session = await page.context().newCDPSession(page)
    for (let number = 1; number <= 20; number += 1) {
      await page.evaluate((seed) => window.readerPage.prepare(60_000, 1000, seed), number)
      const { open, correct } = await page.evaluate(() => window.readerPage.open('ours'))
      isRight &&= correct
      if (number === 1) first.push(open)
      if (number === 20) last.push(open)
      if (number === 2) heapAtFirst.push(await heapOf(session))
      if (number === 20) heapAtLast.push(await heapOf(session))
    }
    await page.context().close()
  }
  return [
    makeRow(
      'open the twentieth text in one window',
      last,
      { name: 'the first', times: first },
      { target: 1.2, correct: isRight },
    ),
    {
      ...makeRow(
        'memory with the twentieth text open',
        heapAtLast,
        { name: 'with the second', times: heapAtFirst },
        { target: 1.2, correct: isRight },
      ),
      unit: 'MB',
    },
  ]
}

function nothingFound(): Found {
  return { open: [], settled: [], add: [], jump: [], heap: [], nodes: [], correct: true }
}

function of(results: Results, way: WayName): Found {
  const found = results.get(way)
  if (found === undefined) throw new Error(`nothing was measured of ${way}`)
  return found
}

function keyOf({ words, highlights }: Cell): string {
  return `${words}/${highlights}`
}

function printAll(rows: readonly Row[] | null): void {
  for (const row of rows ?? []) print(row)
}

function print(row: Row): void {
  console.log(JSON.stringify(row))
}
