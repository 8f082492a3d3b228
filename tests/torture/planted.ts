import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleForNode, type Plant } from '../../scripts/bundle-for-node.mjs'
import type { Canary, Order, Outcome, Part } from './part'

/** Bundles lie where the packages that stay outside of them are found. */
const BUNDLES = 'node_modules/.cache/torture'

/** A canary that is the part itself, with `plant` in the store under it. */
export function plantedCanary(
  { name, count }: Pick<Canary, 'name' | 'count'>,
  part: { readonly module: string; readonly name: string },
  plant: Plant,
): Canary {
  const run = (order: Order): Promise<Outcome> =>
    withPlanted(part.module, plant, async (bundle) => {
      const module: unknown = await import(/* @vite-ignore */ pathToFileURL(bundle).href)
      return partIn(module, part.name).run(order)
    })
  return { name, count, run }
}

/** Runs `job` with a program of this project that has a fault planted in it, bundled for a Node process. */
export async function withPlanted<Value>(
  entry: string,
  plant: Plant | null,
  job: (bundle: string) => Promise<Value>,
): Promise<Value> {
  mkdirSync(BUNDLES, { recursive: true })
  const folder = mkdtempSync(join(BUNDLES, 'planted-'))
  try {
    return await job(await bundleForNode(resolve(entry), resolve(folder), ['vite'], plant))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function partIn(module: unknown, name: string): Part {
  if (typeof module !== 'object' || module === null || !(name in module))
    throw new Error(`the bundle has no part ${name}`)
  // The same module has the same export, whatever is planted in it.
  return (module as Record<string, Part>)[name] as Part
}
