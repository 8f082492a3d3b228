import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtApp } from './built'

/** A fault to plant in the built app: in each file of `folder`, what `find` matches becomes `replacement`. */
export type Fault = {
  readonly folder: 'out/main' | 'out/preload' | 'out/renderer'
  readonly find: RegExp
  readonly replacement: string
}

/** A copy of the built app with a fault in it. Throws when the built app has no place for the fault any more. */
export function plant({ folder, find, replacement }: Fault): string {
  const copy = mkdtempSync(join(tmpdir(), 'sourcebook-faulty-'))
  cpSync(join(builtApp(), 'out'), join(copy, 'out'), { recursive: true })
  cpSync(join(builtApp(), 'package.json'), join(copy, 'package.json'))
  const scripts = readdirSync(join(copy, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(js|cjs|html)$/.test(name))
    .map((name) => join(copy, folder, name))
  const places = scripts.filter((path) => find.test(readFileSync(path, 'utf8')))
  if (places.length === 0)
    throw new Error(`Nothing in ${folder} matches ${find}: the fault cannot be planted.`)
  for (const path of places)
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(find, () => replacement),
    )
  return copy
}
