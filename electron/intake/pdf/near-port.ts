/** What one end of a channel is told by the other. */
type Heard = (message: { readonly data: unknown }) => void

/**
 * One end of a channel between the two parts of the library in one process. The one that it has for this copies every
 * message to its depth, which takes a sixth of the time of a page. Here the pieces of a text, which nobody changes once they
 * are told, arrive as they are; all other messages are copied.
 */
export class NearPort {
  #other: NearPort | null = null
  readonly #heard = new Set<Heard>()

  /** Both ends of a new channel. */
  static pair(): readonly [NearPort, NearPort] {
    const [one, other] = [new NearPort(), new NearPort()]
    one.#other = other
    other.#other = one
    return [one, other]
  }

  postMessage(data: unknown, transfer?: readonly ArrayBuffer[]): void {
    const told = withText(data) ?? structuredClone(data, { transfer: [...(transfer ?? [])] })
    const other = this.#other
    queueMicrotask(() => {
      if (other !== null) other.#hear(told)
    })
  }

  addEventListener(_: 'message', heard: Heard, { signal }: { readonly signal?: AbortSignal } = {}): void {
    this.#heard.add(heard)
    signal?.addEventListener('abort', () => this.#heard.delete(heard))
  }

  #hear(data: unknown): void {
    for (const heard of this.#heard) heard({ data })
  }
}

/** A part of the text of a page, which its sender goes on to fill with other pieces; null for any other message. */
function withText(data: unknown): object | null {
  if (!isObject(data) || !('chunk' in data) || !isObject(data.chunk)) return null
  const { chunk } = data
  return 'items' in chunk && 'styles' in chunk ? { ...data, chunk: { ...chunk } } : null
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
