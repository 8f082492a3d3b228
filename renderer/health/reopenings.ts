import type { Host } from '../state/host'

// What a call answers and what a host tells come in any order.
const expected = new WeakMap<Host, number>()

/** To be called when this window asks for something for which the notebook is opened anew. */
export function expectReopening(host: Host): void {
  expected.set(host, (expected.get(host) ?? 0) + 1)
}

/** Whether it was this window that asked for it; to be asked once each time. */
export function wasExpected(host: Host): boolean {
  const times = expected.get(host) ?? 0
  expected.set(host, Math.max(0, times - 1))
  return times > 0
}
