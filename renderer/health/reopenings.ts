import type { Host } from '../state/host'

// What a call answers and what a host tells come in any order.
const expected = new WeakMap<Host, Set<object>>()

/**
 * To be called when this window asks for something for which the notebook is opened anew. Answers how to take that back: what
 * is refused may open nothing.
 */
export function expectReopening(host: Host): () => void {
  const all = expected.get(host) ?? new Set()
  const own = {}
  expected.set(host, all.add(own))
  return () => all.delete(own)
}

/** Whether it was this window that asked for it; to be asked once each time. */
export function wasExpected(host: Host): boolean {
  const all = expected.get(host) ?? new Set()
  const [first] = all
  return first !== undefined && all.delete(first)
}
