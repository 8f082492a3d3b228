import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './chromium.mjs'

// Draws the icon of the app in every size and form that the systems want, from the two SVGs in resources/.
// Run it after changing one of them: node scripts/make-icons.mjs

const resources = join(import.meta.dirname, '../resources')
const SMALL = 32 // up to here the drawing for small sizes is used
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const windowsSizes = [16, 24, 32, 48, 64, 128, 256]
// Apple's names for entries that hold a PNG.
const appleTypes = { 32: 'ic11', 64: 'ic12', 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' }

const pictures = await draw(linuxSizes)
mkdirSync(join(resources, 'icons'), { recursive: true })
for (const size of linuxSizes) writeFileSync(join(resources, `icons/${size}x${size}.png`), pictures.get(size))
writeFileSync(join(resources, 'icon.png'), pictures.get(1024))
writeFileSync(join(resources, 'icon.ico'), ico(windowsSizes))
writeFileSync(join(resources, 'icon.icns'), icns(appleTypes))

/** PNG bytes by size. */
async function draw(sizes) {
  const { executablePath, env } = await findChromium()
  const browser = await chromium.launch({ executablePath, env })
  const drawn = new Map()
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const svg = readFileSync(join(resources, size <= SMALL ? 'icon-small.svg' : 'icon.svg'), 'utf8')
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`)
    drawn.set(size, await page.screenshot({ omitBackground: true }))
    await page.close()
  }
  await browser.close()
  return drawn
}

/** A Windows icon: a header, one directory entry of 16 bytes for each picture, and the pictures as PNG. */
function ico(sizes) {
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2) // the type: icon
  header.writeUInt16LE(sizes.length, 4)
  let offset = header.length + 16 * sizes.length
  const entries = sizes.map((size) => {
    const { length } = pictures.get(size)
    const entry = Buffer.alloc(16)
    entry.writeUInt8(size % 256, 0) // 0 stands for 256
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4) // planes
    entry.writeUInt16LE(32, 6) // bits per pixel
    entry.writeUInt32LE(length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += length
    return entry
  })
  return Buffer.concat([header, ...entries, ...sizes.map((size) => pictures.get(size))])
}

/** A macOS icon: 'icns' and the length of it all, then each picture as its type, its length and its PNG. */
function icns(types) {
  const parts = Object.entries(types).map(([size, type]) => block(type, pictures.get(Number(size))))
  return block('icns', Buffer.concat(parts))
}

function block(type, content) {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}
