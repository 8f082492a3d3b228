import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundleForNode, type Plant } from '../../scripts/bundle-for-node.mjs'
import type { Canary, Runs } from './part'

/** Bundles lie where the packages that stay outside of them are found. */
const BUNDLES = 'node_modules/.cache/torture'

/** A canary with a fault to plant in the store, and the runs that have to see it: those that the module exports by this name. */
type PlantedCanary = Pick<Canary, 'name' | 'count'> & { readonly runs: string; readonly plant: Plant }

/** Canaries that are runs of a module of parts, with a fault planted in the store under them. */
export function plantedCanaries(module: string, canaries: readonly PlantedCanary[]): Canary[] {
  return canaries.map(({ name, count, runs, plant }) => ({
    name,
    count,
    run: (order) =>
      withPlanted(module, plant, async (bundle) => {
        const exported: unknown = await import(/* @vite-ignore */ pathToFileURL(bundle).href)
        return runsIn(exported, runs)(order)
      }),
  }))
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

function runsIn(module: unknown, name: string): Runs {
  if (typeof module !== 'object' || module === null || !(name in module))
    throw new Error(`the bundle exports no runs ${name}`)
  // The same module has the same export, whatever is planted in it.
  return (module as Record<string, Runs>)[name] as Runs
}
