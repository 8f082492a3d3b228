// breaks house/no-network

export const ask = () => globalThis.fetch('https://example.org')
